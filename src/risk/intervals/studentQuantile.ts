import { bisected } from './bisected.js';

/**
 * Returns the number that the size of a variable of Student's t distribution does not exceed with a probability, to a
 * relative 1e-12.
 *
 * @param probability of both sides together, between 0 and 1
 * @param freedom degrees of freedom, 1 to 1000
 */
export const studentQuantile = (probability: number, freedom: number): number =>
  bisected((t) => withinStudent(t, freedom), probability);

/**
 * Returns the probability that the size of a variable of Student's t distribution is at most t, by its finite series
 * (Abramowitz and Stegun 26.7.3 and 26.7.4): no term is negative, so none cancels another.
 */
function withinStudent(t: number, freedom: number): number {
  const isOdd = freedom % 2 === 1;
  const sine = t / Math.sqrt(freedom + t * t);
  const square = freedom / (freedom + t * t); // of the cosine
  let term = isOdd ? Math.sqrt(square) : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < freedom; k += 2) {
    term *= (square * (k - 1)) / k;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (Math.atan(t / Math.sqrt(freedom)) + sine * sum) : sine * sum;
}
