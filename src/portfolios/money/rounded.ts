import { floorDivided } from './division.js';

/**
 * Divides whole numbers and rounds to a whole one, halves up (towards +∞).
 *
 * @param under above 0
 * @example rounded(5n, 2n) // 3n
 */
export function rounded(over: bigint, under: bigint): bigint {
  return floorDivided(2n * over + under, 2n * under);
}
