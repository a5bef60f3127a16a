import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** Returns what companies did that did not always do the same: from the first session on, and from the change on. */
export function classificationsTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  return {
    file: 'classifications.csv',
    columns: ['ticker', 'from', 'industry'],
    rows: companies.flatMap(({ ticker, industry, story: { formerIndustry } }) =>
      formerIndustry === undefined
        ? []
        : [
            [ticker, isoOf(timeline[0]), formerIndustry.industry],
            [ticker, isoOf(timeline[timeline.length - 1 - formerIndustry.changedAgo]), industry],
          ],
    ),
  };
}
