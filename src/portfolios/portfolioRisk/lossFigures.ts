/** What a series of returns says about losses, as fractions of 0 or more. */
export interface LossFigures {
  /** With a probability of 95 %, a session loses no more. */
  readonly valueAtRisk95: number;
  /** The mean loss of the sessions that lose as much or more. */
  readonly expectedShortfall95: number;
  readonly maxDrawdown: number;
}

/**
 * @param returns of sessions in their order; not empty
 */
export function lossFigures(returns: readonly number[]): LossFigures {
  const sorted = Float64Array.from(returns).sort();
  // (n − 1) × 0.05, without the error of 0.05.
  const place = (sorted.length - 1) / 20;
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? 0;
  const quantile = below + (above - below) * (place - Math.floor(place));
  const worst = sorted.filter((value) => value <= quantile);
  const mean = worst.reduce((sum, value) => sum + value, 0) / worst.length;
  return {
    valueAtRisk95: Math.max(0, -quantile),
    expectedShortfall95: Math.max(0, -mean),
    maxDrawdown: maxDrawdownOf(returns),
  };
}

/** Returns the largest fall of the compounded returns below an earlier peak; the start, 1, is one. */
function maxDrawdownOf(returns: readonly number[]): number {
  let [growth, peak, largest] = [1, 1, 0];
  for (const value of returns) {
    growth *= 1 + value;
    peak = Math.max(peak, growth);
    largest = Math.max(largest, 1 - growth / peak);
  }
  return largest;
}
