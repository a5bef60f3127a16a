/** Log returns that the deviation is of. */
const RETURNS = 60;

/**
 * Writes minus the deviation (÷ 60) of the last 60 log returns of one security. A log return is missing, and counts as 0,
 * where the session or the one before it has no bar.
 *
 * @param closes one a session; NaN: no bar
 * @param volatilities gets them; NaN in the first 60 sessions
 */
export function lowVolatility(closes: Float64Array, volatilities: Float64Array): void {
  const returns = closes.map((close, k) => (k === 0 ? 0 : Math.log(close / closes[k - 1]) || 0));
  volatilities.fill(NaN, 0, RETURNS);
  for (let session = RETURNS; session < closes.length; session++) {
    let sum = 0;
    for (let k = session - RETURNS + 1; k <= session; k++) sum += returns[k];
    const mean = sum / RETURNS;
    let squares = 0;
    for (let k = session - RETURNS + 1; k <= session; k++) squares += (returns[k] - mean) ** 2;
    volatilities[session] = -Math.sqrt(squares / RETURNS);
  }
}
