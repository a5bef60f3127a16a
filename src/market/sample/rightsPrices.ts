/** The issue price of rights, as a part of the price after them. */
const ISSUE = 0.7;

/**
 * Returns the adjusted close before rights, and their issue price in whole rupees. Companies with rights have no later
 * action, so that their paths are in the shares of that day.
 */
export function rightsPrices(
  { close }: { readonly close: Float64Array },
  ago: number,
): { readonly after: number; readonly issued: number } {
  const after = close[close.length - 2 - ago];
  return { after, issued: Math.round(ISSUE * after) };
}
