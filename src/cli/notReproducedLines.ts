/** How many differences of a run are printed. */
const SHOWN_DIFFERENCES = 10;

/**
 * Returns the lines that say why a run is not reproduced.
 *
 * @param differences a line for each difference, or for the first ones
 * @param differing how many there are
 */
export function notReproducedLines(
  run: number,
  date: string,
  reason: string | null,
  differences: readonly string[],
  differing: number,
): string[] {
  const shown = differences.slice(0, SHOWN_DIFFERENCES);
  const more = differing - shown.length;
  return [
    `Run ${run} of ${date} is not reproduced. ${reason}`,
    ...shown.map((line) => `  ${line}`),
    ...(more > 0 ? [`  … and ${more} more.`] : []),
  ];
}
