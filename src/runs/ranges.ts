/**
 * Writes whole numbers as ranges.
 *
 * @param numbers ascending
 *
 * @example
 * ranges([3, 4, 5, 9]); // '3-5 9'
 */
export function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open !== undefined && open[1] === number - 1) open[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(' ');
}
