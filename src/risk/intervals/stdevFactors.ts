import { chiSquareQuantile } from './chiSquareQuantile.js';
import { remembered } from './remembered.js';

/** By what a sample standard deviation is multiplied to get the ends of its interval. */
export interface StdevFactors {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Returns the factors for n observations, if these are independent and normal.
 *
 * @param n at least 2
 * @param confidence fraction
 */
export const stdevFactors = remembered((n, confidence): StdevFactors => {
  const tail = (1 - confidence) / 2;
  const factor = (probability: number) => Math.sqrt((n - 1) / chiSquareQuantile(probability, n - 1));
  return { lower: factor(1 - tail), upper: factor(tail) };
});
