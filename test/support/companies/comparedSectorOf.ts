import { comparedCompany } from '../../../src/companies/analysis/comparedCompany.js';
import type { ComparedSector } from '../../../src/companies/analysis/comparedSector.js';
import { CompanyFigures } from '../../../src/companies/figures/companyFigures.js';
import { peerMarket } from '../../../src/companies/peers/peerMarket.js';
import { revenueOf } from '../../../src/companies/peers/revenueOf.js';
import { emptySector } from '../../../src/companies/peers/sectorPeers.js';
import { dayOf } from '../../../src/market/day.js';
import type { Figure } from '../../../src/market/facts.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** What a company filed: sales of the newest four quarters and of those before, and more where it is given. */
export interface FiledCompany {
  readonly ticker: string;
  /** Of a year, in ₹ crore: each quarter has a fourth of it. */
  readonly sales?: number;
  readonly salesBefore?: number;
  /** Operating profit of the newest year, in ₹ crore. */
  readonly operatingProfit?: number;
  readonly roce?: number;
  readonly roe?: number;
  /** Annual sales of the newest year and of the year three years before. */
  readonly span?: readonly [number, number];
  readonly publishedOn?: string;
}

const QUARTERS = ['2024-06-30', '2024-03-31', '2023-12-31', '2023-09-30'];
const QUARTERS_BEFORE = ['2023-06-30', '2023-03-31', '2022-12-31', '2022-09-30'];

/** The day as of which sectors of tests are. */
export const ON = dayOf('2024-10-08');

/** Returns the sector of some companies as of 2024-10-08, all of which were traded. */
export function comparedSectorOf(
  filed: readonly FiledCompany[],
  { isLender = false, on = ON, isGroup = true } = {},
): ComparedSector {
  const figures = new Map(
    filed.map((company) => [company.ticker as Ticker, new CompanyFigures(rowsOf(company), [], on, false)]),
  );
  const candidates = [...figures].map(([ticker, own]) => ({ ticker, revenue: revenueOf(own, on) }));
  const peers = peerMarket(new Map([['cement', candidates]])).get('cement') ?? emptySector('cement');
  const companies = new Map(
    [...figures].map(([ticker, own]) => [ticker, comparedCompany(ticker, own, isLender, on)]),
  );
  return { isGroup, isLender, on, peers, companies };
}

function rowsOf(company: FiledCompany): Figure[] {
  const { operatingProfit, roce, roe, sales, salesBefore, span } = company;
  const year = (metric: Figure['metric'], value: number | undefined, periodEnd = '2024-03-31') =>
    value === undefined ? [] : [figure(company, metric, 'ANNUAL', periodEnd, value)];
  const quarters = (metric: Figure['metric'], value: number | undefined, ends: readonly string[]) =>
    value === undefined ? [] : ends.map((end) => figure(company, metric, 'QUARTER', end, value / 4));
  return [
    ...quarters('sales', sales, QUARTERS),
    ...quarters('sales', salesBefore, QUARTERS_BEFORE),
    ...quarters('operating_profit', operatingProfit, QUARTERS),
    ...year('roce', roce),
    ...year('roe', roe),
    ...year('sales', span?.[0]),
    ...year('sales', span?.[1], '2021-03-31'),
  ];
}

const figure = (
  { ticker, publishedOn = '2024-08-01' }: FiledCompany,
  metric: Figure['metric'],
  period: 'ANNUAL' | 'QUARTER',
  periodEnd: string,
  value: number,
): Figure => ({
  ticker: ticker as Ticker,
  metric,
  period,
  months: period === 'ANNUAL' ? 12 : 3,
  basis: 'CONSOLIDATED',
  periodEnd: dayOf(periodEnd),
  publishedOn: dayOf(publishedOn),
  source: 'PRIMARY',
  adjustedTo: NaN,
  value,
});
