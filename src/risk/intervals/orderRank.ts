/**
 * Returns how far from either end of ascending observations an interval of their median stands: the greatest k for which
 * the k-th smallest and the k-th largest hold it with the given confidence, whatever the distribution. 1 where none does.
 *
 * @param n number of observations, 1 to 1000
 */
export function orderRank(n: number, confidence: number): number {
  /** C(n, k) / 2^n, and the sum of those before it. */
  let term = 2 ** -n;
  let below = term;
  let k = 0;
  while (2 * (k + 1) <= n && 1 - 2 * below >= confidence) {
    k++;
    term *= (n - k + 1) / k;
    below += term;
  }
  return Math.max(1, k);
}
