/**
 * Draws some of a list without replacement, each with the same chance.
 *
 * @param count at most the length of the list
 * @param random numbers from 0 to below 1; one is taken for each that is drawn
 * @returns those drawn, in the order of the draws
 */
export function drawStocks<Stock>(stocks: readonly Stock[], count: number, random: () => number): Stock[] {
  const left = [...stocks];
  for (let at = 0; at < count; at++) {
    const other = at + Math.floor(random() * (left.length - at));
    [left[at], left[other]] = [left[other], left[at]];
  }
  return left.slice(0, count);
}
