import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** Takes back the bars that were recorded by mistake. */
export function withdrawalsTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  return {
    file: 'withdrawals.csv',
    columns: ['dataset', 'ticker', 'date', 'reason'],
    rows: companies.flatMap(({ ticker, story: { copiedAgo } }) =>
      copiedAgo === undefined
        ? []
        : [
            [
              'prices',
              ticker,
              isoOf(timeline[timeline.length - 1 - copiedAgo]),
              'A copy of the bar before it',
            ],
          ],
    ),
  };
}
