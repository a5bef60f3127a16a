import { covarianceOf } from './covarianceOf.js';

/**
 * Returns covariance over variance of the index, over the sessions on which both have a return; null: fewer than two of them,
 * or the index does not move.
 */
export function betaOf(
  returns: readonly (number | null)[],
  index: readonly (number | null)[],
): number | null {
  const own: number[] = [];
  const others: number[] = [];
  for (const [at, value] of returns.entries()) {
    const other = index[at] ?? null;
    if (value === null || other === null) continue;
    own.push(value);
    others.push(other);
  }
  const variance = covarianceOf(others, others);
  const covariance = covarianceOf(own, others);
  return variance === null || covariance === null || variance === 0 ? null : covariance / variance;
}
