import { bisected } from './bisected.js';

/**
 * Returns the number that a chi-square variable does not exceed with a probability, to a relative 1e-12.
 *
 * @param probability between 0 and 1
 * @param freedom degrees of freedom, 1 to 1000
 */
export function chiSquareQuantile(probability: number, freedom: number): number {
  const logGamma = logGammaOfHalf(freedom + 2);
  return bisected((x) => lowerGamma(freedom / 2, x / 2, logGamma), probability);
}

/**
 * Returns the regularised lower incomplete gamma function P(a, x), by its series (DLMF 8.7.1): no term is negative, so
 * none cancels another.
 *
 * @param logGamma ln Γ(a + 1)
 */
function lowerGamma(a: number, x: number, logGamma: number): number {
  let term = Math.exp(a * Math.log(x) - x - logGamma);
  let sum = term;
  // Terms rise up to x and fall from there on.
  for (let k = a + 1; k <= x || term > sum * 1e-17; k++) {
    term *= x / k;
    sum += term;
  }
  return sum;
}

/** Returns ln Γ(n / 2) for a whole n from 1 on. */
function logGammaOfHalf(n: number): number {
  let sum = n % 2 === 1 ? Math.log(Math.PI) / 2 : 0;
  for (let k = n / 2 - 1; k > 0; k--) sum += Math.log(k);
  return sum;
}
