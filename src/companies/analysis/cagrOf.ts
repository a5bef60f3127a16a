import { snap } from '../../scoring/rounding.js';
import type { FigurePair } from '../figures/companyFigures.js';
import { SPAN_YEARS } from './salesSpan.js';

/**
 * Returns the growth a year of the sales of several companies together, as a fraction.
 *
 * @param spans of each company, the sales of both ends
 * @returns null where there are none, or the sales of an end are not above 0 together
 */
export function cagrOf(spans: readonly FigurePair[]): number | null {
  const now = spans.reduce((sum, pair) => sum + pair.now.value, 0);
  const before = spans.reduce((sum, pair) => sum + pair.before.value, 0);
  return now > 0 && before > 0 ? snap((now / before) ** (1 / SPAN_YEARS) - 1) : null;
}
