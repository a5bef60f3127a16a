import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** Returns the former symbols of stories.ts. */
export function symbolsTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  return {
    file: 'symbols.csv',
    columns: ['ticker', 'former', 'until'],
    rows: companies.flatMap(({ ticker, story: { former } }) =>
      former === undefined
        ? []
        : [[ticker, former.symbol, isoOf(timeline[timeline.length - 1 - former.untilAgo])]],
    ),
  };
}
