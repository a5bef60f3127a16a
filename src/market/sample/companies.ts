import type { Ticker } from '../../scoring/names.js';
import { tickerOf } from '../ticker.js';
import { GROUPS, type SampleGroup } from './groups.js';
import { PROFILES } from './profiles.js';
import { Random } from './random.js';
import { STORIES } from './stories.js';
import type { Story } from './story.js';
import type { Table } from './table.js';

/** A company of the sample market. Its numbers are those of the first session, in today's shares. */
export interface SampleCompany {
  readonly ticker: Ticker;
  readonly name: string;
  readonly industry: string;
  readonly group: SampleGroup;
  readonly story: Partial<Story>;
  /** Standard deviations from an ordinary company of the group. It moves statements much, and prices a little. */
  readonly quality: number;
  readonly price: number;
  /** Market capitalisation in ₹ crore. */
  readonly capCr: number;
  /** The value traded on an ordinary day, in ₹ crore. */
  readonly turnoverCr: number;
}

/** The part of a company's capitalisation that is traded in a day. */
const DAILY_TURNOVER = 0.0025;

/** Returns all companies, by group. The first one of a group is the largest. */
export function sampleCompanies(): readonly SampleCompany[] {
  const companies = GROUPS.flatMap((group) =>
    Array.from({ length: group.stocks }, (_, k) => companyOf(group, k + 1)),
  );
  const tickers = new Set<string>(companies.map(({ ticker }) => ticker));
  const stray = Object.keys(STORIES).filter((ticker) => !tickers.has(ticker));
  if (stray.length > 0)
    throw new TypeError(`stories.ts speaks of ${stray.join(', ')}, which are no companies`);
  return companies;
}

function companyOf(group: SampleGroup, rank: number): SampleCompany {
  const number = String(rank).padStart(2, '0');
  const ticker = tickerOf(`${group.symbol}${number}.NS`);
  if (ticker === null) throw new TypeError(`${group.symbol}${number} is no ticker`);
  const story = STORIES[ticker] ?? {};
  const random = new Random(`company ${ticker}`);
  const capCr = (90_000 / (rank + 1)) * random.between(0.8, 1.2);
  return {
    ticker,
    name: `${group.name} ${number}`,
    industry: group.industries[(rank - 1) % group.industries.length],
    group,
    story,
    quality: story.quality ?? 0.9 * random.normal(),
    price: 80 * random.between(1, 5) * random.between(1, 3),
    capCr,
    turnoverCr: story.turnoverCr ?? capCr * DAILY_TURNOVER,
  };
}

/** A company whose shares are not traded yet. */
const NEWCOMER = ['SYNNEW01.NS', 'Synthetic Newcomer 01', 'Healthcare', '', '', '', ''];

export function companiesTable(companies: readonly SampleCompany[]): Table {
  const rows = companies.map(({ ticker, name, industry, group: { basicIndustry } }) => {
    const { listedOn = '', faceValue = '', website = '' } = PROFILES[ticker] ?? {};
    return [ticker, name, industry, basicIndustry, listedOn, faceValue, website];
  });
  return {
    file: 'companies.csv',
    columns: ['ticker', 'name', 'industry', 'basic_industry', 'listed_on', 'face_value', 'website'],
    rows: [...rows, NEWCOMER],
  };
}
