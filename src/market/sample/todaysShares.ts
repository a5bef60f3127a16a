import type { SampleCompany } from './companies.js';
import { shareActions } from './shareActions.js';

/** Returns how many of today's shares one share of a session has become: 5 before a split of 5 for 1, and 1 since. */
export function todaysShares({ story }: SampleCompany, ago: number): number {
  let shares = 1;
  for (const action of shareActions(story)) {
    if (ago > action.ago) shares *= action.newShares / action.oldShares;
  }
  return shares;
}
