import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** Returns how many of today's shares one share of a session has become: 5 before a split of 5 for 1, and 1 since. */
export function todaysShares({ story }: SampleCompany, ago: number): number {
  let shares = 1;
  for (const action of story.actions ?? []) {
    if (ago > action.ago) shares *= action.newShares / action.oldShares;
  }
  return shares;
}

export function actionsTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  return {
    file: 'actions.csv',
    columns: ['ticker', 'ex_date', 'kind', 'new_shares', 'old_shares'],
    rows: companies.flatMap(({ ticker, story }) =>
      (story.actions ?? []).map(({ ago, kind, newShares, oldShares }) => [
        ticker,
        isoOf(timeline[timeline.length - 1 - ago]),
        kind,
        String(newShares),
        String(oldShares),
      ]),
    ),
  };
}
