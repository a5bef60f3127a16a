import type { Evidence } from './names.js';
import type { InformationCoefficient } from './validationFigures.js';

/** Separate windows below which nothing is said. */
export const FEWEST_SEPARATE = 3;

/** Judges the ICs of a score by their intervals, over all stocks and within sector groups. */
export function evidenceOf({
  ic,
  neutral,
  separateN,
}: Pick<InformationCoefficient, 'ic' | 'neutral' | 'separateN'>): Evidence {
  if (separateN < FEWEST_SEPARATE) return 'NOT_YET';
  const estimates = [ic, neutral];
  const above = estimates.filter(({ lower }) => lower !== null && lower > 0).length;
  if (above > 0) return above === estimates.length ? 'EVIDENCE' : 'WEAK';
  return estimates.some(({ upper }) => upper !== null && upper < 0) ? 'ADVERSE' : 'NONE';
}
