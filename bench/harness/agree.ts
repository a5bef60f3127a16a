/** Whether two numbers are the same but for noise: NaN is null, and only null agrees with null. */
export function agree(ours: number, theirs: number, tolerance: number): boolean {
  if (Number.isNaN(ours) || Number.isNaN(theirs)) return Number.isNaN(ours) && Number.isNaN(theirs);
  return Math.abs(ours - theirs) <= tolerance * Math.max(1, Math.abs(ours), Math.abs(theirs));
}

/**
 * @param what names the numbers in the error: "rsi14 of SYN00001.NS"
 * @throws Error where they do not agree: nothing is timed that gives other results
 */
export function mustAgree(what: string, ours: number, theirs: number, tolerance: number): void {
  if (agree(ours, theirs, tolerance)) return;
  throw new Error(`${what}: expected ${theirs} to be our ${ours}, within ${tolerance}. Nothing was timed.`);
}
