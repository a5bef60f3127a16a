/** Returns whether two numbers differ by rounding only. NaN stands for null, which agrees with nothing but null. */
export function agree(ours: number, theirs: number, tolerance: number): boolean {
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return Number.isNaN(ours) && Number.isNaN(theirs);
  return Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(ours), Math.abs(theirs));
}

/**
 * @param what the name of the numbers in the error, such as "rsi14 of SYN00001.NS"
 * @throws Error if they disagree, because a contestant with other results must not be timed
 */
export function mustAgree(what: string, ours: number, theirs: number, tolerance: number): void {
  if (agree(ours, theirs, tolerance)) return;
  throw new Error(`${what}: expected our ${ours} within ${tolerance}, got ${theirs}. Nothing was timed.`);
}
