import { MODERATE_ABOVE } from './concentration.js';
import type { Opportunity, SectorStage } from './names.js';

/** Growth of a sector, as a fraction, above which it is rapid, and growing. */
const RAPID_ABOVE = 0.2;
export const GROWING_ABOVE = 0.1;

/** Returns the stage of a sector by its growth, as a fraction; null where that is not known. */
export function sectorStage(growth: number | null): SectorStage | null {
  if (growth === null) return null;
  if (growth > RAPID_ABOVE) return 'RAPID';
  if (growth > GROWING_ABOVE) return 'GROWING';
  return growth >= 0 ? 'MATURE' : 'DECLINING';
}

/**
 * Returns the opportunity of a sector: HIGH where it grows by more than 20 % and its HHI is below 1,500, MEDIUM where it
 * grows by more than 10 % or its HHI is below 1,500, else LOW.
 *
 * @param growth as a fraction
 * @param hhi in points
 * @returns null where either is not known
 */
export function opportunityOf(growth: number | null, hhi: number | null): Opportunity | null {
  if (growth === null || hhi === null) return null;
  const isOpen = hhi < MODERATE_ABOVE;
  if (growth > RAPID_ABOVE && isOpen) return 'HIGH';
  return growth > GROWING_ABOVE || isOpen ? 'MEDIUM' : 'LOW';
}
