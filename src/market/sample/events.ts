import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import { Random } from './random.js';
import { resultsDatesOf } from './reporting.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** Returns the results of every quarter for which there are prices, and the events of stories.ts. */
export function eventsTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  return {
    file: 'events.csv',
    columns: ['ticker', 'date', 'announced_on', 'kind', 'detail'],
    rows: companies.flatMap((company) => [
      ...resultsRows(company, timeline),
      ...storyRows(company, timeline),
    ]),
  };
}

function resultsRows(company: SampleCompany, timeline: Timeline): readonly string[][] {
  const { ticker, story } = company;
  const last = timeline.length - 1;
  const from = timeline[last - Math.min(last, story.firstBarAgo ?? last)];
  const to = timeline[last - (story.lastBarAgo ?? 0)];
  const random = new Random(`notice ${ticker}`);
  return [...resultsDatesOf(company)]
    .map(([end, day]) => ({ end, day, notice: random.whole(5, 14) }))
    .filter(({ day }) => day >= from && day <= to && story.reporting !== 'STALE')
    .map(({ end, day, notice }) => [
      ticker,
      isoOf(day),
      isoOf(day - notice),
      'RESULTS',
      `Quarter to ${isoOf(end)}`,
    ]);
}

/** Returns an event without a day of announcement, so that the import assumes a week's notice. */
function storyRows({ ticker, story }: SampleCompany, timeline: Timeline): readonly string[][] {
  const lastDay = timeline[timeline.length - 1];
  return (story.events ?? []).map(({ daysAgo, kind, detail }) => [
    ticker,
    isoOf(lastDay - daysAgo),
    '',
    kind,
    detail,
  ]);
}
