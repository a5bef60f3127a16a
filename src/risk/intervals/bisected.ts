/**
 * Returns where a function reaches a value, to the nearest doubles.
 *
 * @param rising continuous, never falls, and is below `value` at 0 and at or above it somewhere beyond
 */
export function bisected(rising: (x: number) => number, value: number): number {
  let low = 0;
  let high = 1;
  while (rising(high) < value) {
    low = high;
    high *= 2;
  }
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high) return high;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
}
