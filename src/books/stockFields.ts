import { snap } from '../scoring/rounding.js';
import type { Method } from '../scoring/method.js';
import { FEATURES, type FeatureName, type FundamentalName, type Guardrail } from '../scoring/names.js';
import type { BookRow } from './dayBook.js';
import type { MarketRow } from './marketDay.js';
import { changeOf } from './changeOf.js';
import { distanceOf } from './distanceOf.js';
import type { RiskBookRow } from './risk/riskBook.js';
import type { Standing } from './standings.js';

/** What a number of a score is read from. */
export interface OfScore {
  readonly row: BookRow;
  readonly standing: Standing;
  /** The method of its run. */
  readonly method: Method;
}

/** How the number of a field is read. NaN is null. */
export type FieldSource =
  | { readonly of: 'SCORE'; readonly read: (score: OfScore) => number | null }
  | { readonly of: 'MARKET'; readonly read: (row: MarketRow) => number }
  | { readonly of: 'RISK'; readonly read: (row: RiskBookRow) => number };

const score = (read: (score: OfScore) => number | null): FieldSource => ({ of: 'SCORE', read });
const column = (name: keyof BookRow & NumberColumn): FieldSource => score(({ row }) => row[name]);
const distance = (guardrail: Guardrail): FieldSource =>
  score(({ row, method }) => distanceOf(row, guardrail, method));
const market = (read: (row: MarketRow) => number): FieldSource => ({ of: 'MARKET', read });
/** Returns the function that reads a feature of a stock. */
const readerOf = (name: FeatureName): ((row: MarketRow) => number) => {
  const at = FEATURES.indexOf(name);
  return ({ traded }) => traded?.features[at] ?? NaN;
};
const close = readerOf('close');
const lastMonth = readerOf('ret_21d');
const feature = (name: FeatureName): FieldSource => market(readerOf(name));
/** The close relative to another price of the day: 0.05 is 5 % above it. */
const closeTo = (name: FeatureName): FieldSource => {
  const other = readerOf(name);
  return market((row) => snap(close(row) / other(row) - 1));
};
/** The return from h sessions ago to 21 sessions ago. */
const withoutLastMonth = (name: 'ret_63d' | 'ret_126d'): FieldSource => {
  const whole = readerOf(name);
  return market((row) => snap((1 + whole(row)) / (1 + lastMonth(row)) - 1));
};
const figure = (name: FundamentalName): FieldSource =>
  market(({ fundamentals }) => snap(fundamentals?.values[name] ?? NaN));
const risk = (name: 'value' | 'upper' | 'judged'): FieldSource => ({ of: 'RISK', read: (row) => row[name] });

type NumberColumn = {
  [Name in keyof BookRow]: BookRow[Name] extends number | null ? Name : never;
}[keyof BookRow];

/** Every number of a day that the screen knows, by its name in the schema. */
export const FIELD_SOURCES = {
  SCORE: column('value'),
  WEIGHTED: column('weighted'),
  PENALTY: column('penalty'),
  CONFIDENCE: column('confidence'),
  CHANGE: score(({ row }) => changeOf(row)),
  RANK: score(({ standing }) => standing.rank),
  PERCENTILE: score(({ standing }) => standing.percentile),
  SECTOR_Z: column('sector_z'),
  FUNDAMENTALS: column('f'),
  TECHNICALS: column('t'),
  RELATIVE_STRENGTH: column('r'),
  OWNERSHIP: column('o'),
  QUALITY: column('q'),
  SECTOR_MOMENTUM: column('s'),
  PENALTY_LIQUIDITY: column('liquidity_points'),
  PENALTY_PLEDGE: column('pledge_points'),
  PENALTY_VOLATILITY: column('volatility_points'),
  PENALTY_EVENT_WINDOW: column('event_points'),
  PENALTY_GOVERNANCE: column('governance_points'),
  COVERAGE: column('coverage'),
  DISTANCE_LOW_DATA_HOLD: distance('LOW_DATA_HOLD'),
  DISTANCE_ILLIQUIDITY: distance('ILLIQUIDITY'),
  DISTANCE_PLEDGE_CAP: distance('PLEDGE_CAP'),
  DISTANCE_HIGH_RISK_CAP: distance('HIGH_RISK_CAP'),
  DISTANCE_SECTOR_BEAR: distance('SECTOR_BEAR'),
  DISTANCE_LOW_COVERAGE: distance('LOW_COVERAGE'),

  CLOSE: feature('close'),
  DAY_CHANGE: market(({ traded }) => snap(traded?.change ?? NaN)),
  VOLUME: feature('volume'),
  VOLUME_RATIO: feature('volume_ratio'),
  MEDIAN_TRADED_VALUE_CR: feature('median_traded_value_cr'),
  DMA20: feature('dma20'),
  DMA50: feature('dma50'),
  DMA200: feature('dma200'),
  TO_DMA20: closeTo('dma20'),
  TO_DMA50: closeTo('dma50'),
  TO_DMA200: closeTo('dma200'),
  RSI14: feature('rsi14'),
  ATR14: feature('atr14'),
  MACD_LINE: feature('macd_line'),
  MACD_SIGNAL: feature('macd_signal'),
  RETURN_21D: feature('ret_21d'),
  RETURN_63D: feature('ret_63d'),
  RETURN_126D: feature('ret_126d'),
  RETURN_63_21D: withoutLastMonth('ret_63d'),
  RETURN_126_21D: withoutLastMonth('ret_126d'),
  SIGMA20: feature('sigma20'),
  SIGMA60: feature('sigma60'),
  HIGH_52W: feature('hi52w'),
  LOW_52W: feature('lo52w'),
  TO_HIGH_52W: closeTo('hi52w'),
  TO_LOW_52W: closeTo('lo52w'),
  RESISTANCE_HIGH: feature('resistance_high'),
  LOW_20: feature('lo20'),
  BAR_AGE: market(({ traded }) => traded?.barAge ?? NaN),

  PE: figure('pe'),
  EV_EBITDA: figure('ev_ebitda'),
  ROE_3Y: figure('roe_3y'),
  ROCE_3Y: figure('roce_3y'),
  ROA_3Y: figure('roa_3y'),
  EPS_CAGR_3Y: figure('eps_cagr_3y'),
  SALES_CAGR_3Y: figure('sales_cagr_3y'),
  OPM_STDEV_12Q: figure('opm_stdev_12q'),
  GNPA_PCT: figure('gnpa_pct'),
  PCR_PCT: figure('pcr_pct'),
  NIM_3Y: figure('nim_3y'),
  EARNINGS_YIELD: market(({ yields }) => snap(yields.earningsYield)),
  BOOK_YIELD: market(({ yields }) => snap(yields.bookYield)),
  ASSET_GROWTH: market(({ yields }) => snap(yields.assetGrowth)),
  MARKET_CAP_CR: market(({ marketCapCr }) => snap(marketCapCr)),
  PROMOTER_PCT: market(({ shareholding }) => shareholding?.reported.promoterPct ?? NaN),
  PLEDGED_FRACTION: market(({ shareholding }) => snap(shareholding?.values.promoter_pledge_frac ?? NaN)),
  FII_PCT: market(({ shareholding }) => snap(shareholding?.reported.fiiPct ?? NaN)),
  DII_PCT: market(({ shareholding }) => snap(shareholding?.reported.diiPct ?? NaN)),
  FII_DII_DELTA_PP: market(({ shareholding }) => snap(shareholding?.values.fii_dii_delta_pp ?? NaN)),

  RISK: risk('value'),
  RISK_UPPER: risk('upper'),
  RISK_JUDGED: risk('judged'),
} as const satisfies Readonly<Record<string, FieldSource>>;

export type StockField = keyof typeof FIELD_SOURCES;
export const STOCK_FIELDS = Object.keys(FIELD_SOURCES) as readonly StockField[];

/** Returns what a field is read from. */
export const sourceOf = (field: StockField): FieldSource['of'] => FIELD_SOURCES[field].of;
