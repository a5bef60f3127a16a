import { covarianceOf } from './covarianceOf.js';

const SESSIONS_A_YEAR = 252;

/** Returns the sample standard deviation of the returns of sessions, for a year; null: fewer than two. */
export function volatilityOf(returns: readonly number[]): number | null {
  const variance = covarianceOf(returns, returns);
  return variance === null ? null : Math.sqrt(variance) * Math.sqrt(SESSIONS_A_YEAR);
}
