import type { Day, FundamentalName, Ticker } from '../scoring/names.js';

/** The facts about stocks as they were imported: nothing is adjusted, derived or filled. In numbers, NaN is null. */

export const SOURCES = ['PRIMARY', 'SECONDARY'] as const;
export type Source = (typeof SOURCES)[number];

/** The series of NSE in which a stock trades, the one that counts first: rolling settlement, then the two of trade-to-trade. */
export const SERIES = ['EQ', 'BE', 'BZ'] as const;
export type Series = (typeof SERIES)[number];

export interface Company {
  readonly ticker: Ticker;
  readonly name: string;
  /** Empty where it is not given, as are industry and sectorGroup. */
  readonly isin: string;
  readonly industry: string;
  /** NSE's fourth level, such as "Private Sector Bank"; empty where it is not given. */
  readonly basicIndustry: string;
  readonly sectorGroup: string;
  /** The first day on which the share was listed; left out where it is not given, as are the next two. */
  readonly listedOn?: Day;
  /** The nominal value of a share, in ₹. */
  readonly faceValue?: number;
  /** A link (https). */
  readonly website?: string;
}

/** The four prices of a bar, in ₹, or values of an index; all are above 0. */
export interface Prices {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
}

/** One bar of a stock as it was read: volume in shares, value in ₹ (NaN where it is not given); series '': not given. */
export interface PriceRow extends Prices {
  readonly ticker: Ticker;
  readonly day: Day;
  readonly volume: number;
  readonly value: number;
  readonly series: Series | '';
}

/** One bar of an index as it was read. */
export interface IndexBar extends Prices {
  readonly index: string;
  readonly day: Day;
}

/** One stock's bars as traded, ascending by day; prices in ₹, volume in shares, value in ₹ (NaN where it is not given). */
export interface TradedBars {
  readonly day: Int32Array;
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
  readonly value: Float64Array;
  /** 1 where the bar is from a secondary source, else 0. */
  readonly secondary: Uint8Array;
  /** The place of the bar's series in SERIES, from 1; 0 where it is not given. */
  readonly series: Uint8Array;
}

/** One index's closes, ascending by day. */
export interface IndexBars {
  readonly day: Int32Array;
  readonly close: Float64Array;
}

/** The kinds of actions, in the order in which several of one ex-date apply. */
export const ACTION_KINDS = [
  'SPLIT',
  'BONUS',
  'CONSOLIDATION',
  'RIGHTS',
  'DEMERGER',
  'SPECIAL_DIVIDEND',
] as const;
export type ActionKind = (typeof ACTION_KINDS)[number];

/** An action of a company that changes its prices from the ex-date on. */
export interface Action {
  readonly ticker: Ticker;
  readonly exDate: Day;
  readonly kind: ActionKind;
  /** Shares held after it : before it, as the source writes them (a 1:1 bonus is 2 : 1); NaN where there are none. */
  readonly newShares: number;
  readonly oldShares: number;
  /** The issue price of RIGHTS, in ₹; NaN for all other kinds. */
  readonly price: number;
  /** What prices before a DEMERGER or SPECIAL_DIVIDEND are multiplied by; NaN: the first open after it says so. */
  readonly factor: number;
  /** What the exchange says of it, in its own words; left out where nothing is known. */
  readonly detail?: string;
}

interface Published {
  /** The day on which the world knew: as stated, or the usual lag after the period. */
  readonly publishedOn: Day;
  readonly source: Source;
}

/** Metrics of a company as a source computed them. */
export interface FundamentalsRow extends Published {
  readonly ticker: Ticker;
  readonly periodEnd: Day;
  readonly values: Readonly<Record<FundamentalName, number>>;
}

/** The metrics that rows of fundamentals are derived from. Figures of others make no row, and no period of one. */
export const DERIVED_FROM = [
  'sales',
  'eps',
  'net_profit',
  'equity',
  'total_assets',
  'roe',
  'roce',
  'roa',
  'nim',
  'opm',
  'gnpa_pct',
  'nnpa_pct',
  'pcr_pct',
  'ev_ebitda',
  'pe',
] as const;
export const STATEMENT_METRICS = [
  ...DERIVED_FROM,
  'market_cap_cr',
  'shares_cr',
  'operating_profit',
  'interest',
  'depreciation',
  'tax',
  'cash_from_operations',
  'debt',
] as const;
export type StatementMetric = (typeof STATEMENT_METRICS)[number];

/** Lengths of periods. Of figures with equal dates, those of the first one count as the newest. */
export const PERIODS = ['POINT', 'QUARTER', 'ANNUAL'] as const;
export type Period = (typeof PERIODS)[number];
/** The lengths of periods that do not state theirs, in months. */
export const USUAL_MONTHS: Readonly<Record<Period, number>> = { POINT: 0, QUARTER: 3, ANNUAL: 12 };

/** What a statement covers: the group, or the company alone; '' where the source does not say. */
export const BASES = ['CONSOLIDATED', '', 'STANDALONE'] as const;
export type Basis = (typeof BASES)[number];

/** One raw figure of a statement: money in ₹ crore, ratios as fractions, `_pct` and nim in %. */
export interface Figure extends Published {
  readonly ticker: Ticker;
  readonly periodEnd: Day;
  readonly period: Period;
  /** The length of the period in months; 0 for a POINT. */
  readonly months: number;
  readonly basis: Basis;
  readonly metric: StatementMetric;
  /** The day up to whose splits a figure per share is adjusted; NaN: as filed. */
  readonly adjustedTo: Day;
  readonly value: number;
}

/** The holders of a company, in percent of all shares; pledgedPct is in percent of the promoter's shares. */
export interface Shareholding extends Published {
  readonly ticker: Ticker;
  readonly quarterEnd: Day;
  readonly promoterPct: number;
  readonly pledgedPct: number;
  readonly fiiPct: number;
  readonly diiPct: number;
}

export const EVENT_KINDS = [
  'RESULTS',
  'BOARD_MEETING',
  'AUDITOR_QUALIFICATION',
  'AUDITOR_RESIGNATION',
  'BOARD_RESIGNATION',
] as const;
export interface CompanyEvent {
  readonly ticker: Ticker;
  readonly day: Day;
  readonly announcedOn: Day;
  readonly kind: (typeof EVENT_KINDS)[number];
  readonly detail: string;
}

/** The exchanges on which companies file. */
export const EXCHANGES = ['NSE', 'BSE'] as const;
export type Exchange = (typeof EXCHANGES)[number];

export const FILING_CATEGORIES = [
  'RESULTS',
  'SHAREHOLDING',
  'ANNUAL_REPORT',
  'BOARD_OUTCOME',
  'ANALYST_MEET',
  'RATING',
  'INSIDER',
  'OTHER',
] as const;
export type FilingCategory = (typeof FILING_CATEGORIES)[number];

/** What a company filed with an exchange. Texts that are not given are empty. */
export interface CompanyFiling {
  readonly ticker: Ticker;
  readonly exchange: Exchange;
  readonly category: FilingCategory;
  /** NaN: it is of no period, or none is known. */
  readonly periodEnd: Day;
  /** The day on which it was filed, in India. */
  readonly filedOn: Day;
  /** The second of that day in India, from 0; TIME_UNKNOWN where only the day is known. */
  readonly filedSecond: number;
  readonly subject: string;
  /** Where the exchange or the company keeps it; https only. */
  readonly url: string;
  /** SHA-256 of its bytes, in hex. */
  readonly hash: string;
}

/** Something that is known of companies and that stands in no statement, such as an order that one has got. */
export interface IntelligenceItem {
  /** A short name in upper case, such as ORDER_WIN. */
  readonly type: string;
  readonly title: string;
  /** The day of what it tells, in the past or to come. */
  readonly day: Day;
  /** Where it is from, in words. */
  readonly source: string;
  /** The companies that it is about, ascending. These first five fields tell an item from others. */
  readonly tickers: readonly Ticker[];
  /** The day on which it was published as it is; NaN where it is not stated. */
  readonly publishedOn: Day;
  /** Empty where there is none, as is url. */
  readonly text: string;
  /** A link (https). */
  readonly url: string;
}

/** A former symbol of a stock: facts and lookups under it up to its last day are the stock's. */
export interface FormerSymbol {
  readonly ticker: Ticker;
  readonly former: Ticker;
  /** The last day of the former symbol. */
  readonly until: Day;
}

/** What a company did from a day on, which decides its sector group. Texts that are not given are empty. */
export interface Classification {
  readonly ticker: Ticker;
  readonly from: Day;
  /** Whether companies.csv said it, and not classifications.csv. */
  readonly ofCompany: boolean;
  readonly industry: string;
  readonly basicIndustry: string;
  readonly sectorGroup: string;
}

/** A fact that was taken back: by its dataset and key. Parts of the key that the dataset does not have are '' or NaN. */
export interface Withdrawal {
  readonly dataset: string;
  readonly ticker: Ticker | '';
  readonly index: string;
  readonly date: Day;
  readonly kind: string;
  readonly period: string;
  readonly metric: string;
  readonly basis: string;
  readonly months: number;
  /** NaN: all versions of the key. */
  readonly publishedOn: Day;
  readonly reason: string;
  /** Whether the row takes a withdrawal back, so that the fact may be imported again. */
  readonly lifted: boolean;
}
