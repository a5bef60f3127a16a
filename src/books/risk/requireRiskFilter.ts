import { requireEntries } from '../requireEntries.js';
import { requireKnownNames, type KnownNames } from '../requireKnownNames.js';
import { requireRange } from '../requireRange.js';
import type { RiskFilter } from './screenRisks.js';

/** The largest risk, in points. */
const MOST = 100;

/**
 * Refuses a filter that no stock can ever match.
 *
 * @throws UserError naming the first condition that is wrong
 */
export function requireRiskFilter(filter: RiskFilter, known: KnownNames): void {
  const { levels, statuses, upper, value } = filter;
  requireKnownNames(filter, known, 'filter');
  requireEntries('filter.levels', levels);
  requireRange('filter.value', value, MOST);
  requireRange('filter.upper', upper, MOST);
  requireEntries('filter.statuses', statuses);
}
