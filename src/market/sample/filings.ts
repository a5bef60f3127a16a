import { isoOf } from '../day.js';
import type { SampleCompany } from './companies.js';
import { resultsDatesOf } from './reporting.js';
import type { Table } from './table.js';
import type { Timeline } from './timeline.js';

/** The companies whose filings are listed: the largest ones. */
const COMPANIES = 12;
/** Days after a quarter: SEBI allows 21. */
const SHAREHOLDING_AFTER = 14;
const LATE_AFTER = 30;
/** A year before the last session. */
const SINCE_DAYS = 365;

/** Returns the results and shareholding patterns that some companies filed in a year. One files the patterns late. */
export function filingsTable(companies: readonly SampleCompany[], timeline: Timeline): Table {
  const last = timeline[timeline.length - 1];
  const listed = [...companies].sort((a, b) => b.capCr - a.capCr).slice(0, COMPANIES);
  const rows = listed.flatMap((company, place) =>
    [...resultsDatesOf(company)].flatMap(([end, day]) => {
      const shareholding = end + (place === COMPANIES - 1 ? LATE_AFTER : SHAREHOLDING_AFTER);
      const quarter = isoOf(end);
      const of = (category: string, filed: number, time: string, subject: string) =>
        filed > last || filed < last - SINCE_DAYS
          ? []
          : [[company.ticker, 'NSE', category, `${isoOf(filed)}T${time}+05:30`, subject, quarter]];
      return [
        ...of('RESULTS', day, '17:30:00', `Financial results to ${quarter}`),
        ...of('SHAREHOLDING', shareholding, '18:15:00', `Shareholding pattern of ${quarter}`),
      ];
    }),
  );
  return {
    file: 'filings.csv',
    columns: ['ticker', 'exchange', 'category', 'filed_at', 'subject', 'period_end'],
    rows,
  };
}
