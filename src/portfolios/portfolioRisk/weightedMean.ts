/**
 * Returns the mean of what is known of the holdings, by their values; null where nothing is known.
 *
 * @param of value in units of MONEY, and figure such as a score; null: unknown, and left out
 */
export function weightedMean(
  of: readonly (readonly [value: bigint, figure: number | null])[],
): number | null {
  let [sum, weight] = [0, 0];
  for (const [value, figure] of of) {
    if (figure === null) continue;
    sum += Number(value) * figure;
    weight += Number(value);
  }
  return weight > 0 ? sum / weight : null;
}
