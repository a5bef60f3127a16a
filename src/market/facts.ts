import type { Day, FundamentalName, Ticker } from '../scoring/names.js';
import type { Sessions } from './calendar.js';

/** What is known about stocks, as imported: nothing adjusted, derived or filled. NaN is null in numbers. */

export const SOURCES = ['PRIMARY', 'SECONDARY'] as const;
export type Source = (typeof SOURCES)[number];

export interface Company {
  readonly ticker: Ticker;
  readonly name: string;
  /** Empty where not given, as industry and sectorGroup. */
  readonly isin: string;
  readonly industry: string;
  readonly sectorGroup: string;
}

/** One stock's bars as traded, ascending by day; prices in ₹, volume in shares, value in ₹ (NaN: not given). */
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
}

/** One index's closes, ascending by day. */
export interface IndexBars {
  readonly day: Int32Array;
  readonly close: Float64Array;
}

export const ACTION_KINDS = ['SPLIT', 'BONUS'] as const;
/** Shares held after : before, as written in the source (a 1:1 bonus is 2 : 1). */
export interface Action {
  readonly ticker: Ticker;
  readonly exDate: Day;
  readonly kind: (typeof ACTION_KINDS)[number];
  readonly newShares: number;
  readonly oldShares: number;
}

interface Published {
  /** When the world knew: stated, or the source's usual lag after the period. */
  readonly publishedOn: Day;
  readonly source: Source;
}

/** Metrics of a company as some source computed them. */
export interface FundamentalsRow extends Published {
  readonly ticker: Ticker;
  readonly periodEnd: Day;
  readonly values: Readonly<Record<FundamentalName, number>>;
}

export const STATEMENT_METRICS = [
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
export type StatementMetric = (typeof STATEMENT_METRICS)[number];

/** In the order in which they count as newer at the same date. */
export const PERIODS = ['POINT', 'QUARTER', 'ANNUAL'] as const;
export type Period = (typeof PERIODS)[number];

/** One raw figure of a statement. Money in ₹ crore, ratios as fractions, `_pct` and nim in %. */
export interface Figure extends Published {
  readonly ticker: Ticker;
  readonly periodEnd: Day;
  readonly period: Period;
  readonly metric: StatementMetric;
  readonly value: number;
}

/** Who holds a company; percent of all shares, but pledgedPct of the promoter's shares. */
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

/** All facts of a market. What a score of day D may see of them is decided by crossSection.ts. */
export interface Market {
  readonly companies: ReadonlyMap<Ticker, Company>;
  readonly sessions: Sessions;
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
  readonly indices: ReadonlyMap<string, IndexBars>;
  readonly actions: ReadonlyMap<Ticker, readonly Action[]>;
  readonly fundamentals: ReadonlyMap<Ticker, readonly FundamentalsRow[]>;
  readonly figures: ReadonlyMap<Ticker, readonly Figure[]>;
  readonly shareholding: ReadonlyMap<Ticker, readonly Shareholding[]>;
  readonly events: ReadonlyMap<Ticker, readonly CompanyEvent[]>;
  /** Whether prices were given as adjusted, so that actions do not apply to them. */
  readonly pricesAdjusted: boolean;
}
