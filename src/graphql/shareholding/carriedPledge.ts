import { isoOf } from '../../market/day.js';
import type { BarFlag } from '../../market/flags/barFlag.js';
import type { KnownShareholding } from '../../market/shareholding.js';
import { snap } from '../../scoring/rounding.js';

/** Returns the flag of a pledge that a method takes from a former quarter; null where it takes none. */
export function carriedPledge(known: KnownShareholding | null): Pick<BarFlag, 'kind' | 'detail'> | null {
  if (known === null || known.pledgeCarriedFrom === null) return null;
  const percent = snap(known.values.promoter_pledge_frac * 100);
  return {
    kind: 'CARRIED',
    detail:
      `the quarter to ${isoOf(known.quarterEnd)} reports no pledge: methods that carry it take ${percent} % of the ` +
      `quarter to ${isoOf(known.pledgeCarriedFrom)}`,
  };
}
