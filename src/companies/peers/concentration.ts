import { snap } from '../../scoring/rounding.js';
import type { Concentration } from './names.js';

/** Points of HHI above which a sector is concentrated, and highly so. */
export const MODERATE_ABOVE = 1_500;
export const HIGH_ABOVE = 2_500;

/**
 * Returns the Herfindahl-Hirschman index: the sum of the squares of shares in percent.
 *
 * @param shares as fractions that add up to 1; at least one
 * @returns points, above 0 to 10,000: 3,800 for 50, 30 and 20 %
 */
export function hhiOf(shares: readonly number[]): number {
  return snap(shares.reduce((sum, share) => sum + (100 * share) ** 2, 0));
}

/** Returns how concentrated a sector is; null where its HHI, in points, is not known. */
export function concentrationOf(hhi: number | null): Concentration | null {
  if (hhi === null) return null;
  if (hhi > HIGH_ABOVE) return 'HIGH';
  return hhi > MODERATE_ABOVE ? 'MODERATE' : 'FRAGMENTED';
}
