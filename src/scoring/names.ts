/** The closed vocabularies of the method. Things are computed and shown in the order of these lists. */

export const MODES = ['TRADER', 'INVESTOR'] as const;
export type Mode = (typeof MODES)[number];

/** In ascending order: the lower of two bands has the smaller index. */
export const BANDS = ['AVOID', 'HOLD', 'BUY', 'STRONG_BUY'] as const;
export type Band = (typeof BANDS)[number];

/** Fundamentals, technicals, relative strength, ownership, quality, sector momentum. */
export const PILLARS = ['F', 'T', 'R', 'O', 'Q', 'S'] as const;
export type PillarName = (typeof PILLARS)[number];

/** The parts of the penalty. */
export const PENALTIES = ['LIQUIDITY', 'PLEDGE', 'VOLATILITY', 'EVENT_WINDOW', 'GOVERNANCE'] as const;
export type PenaltyKind = (typeof PENALTIES)[number];

/** In the order in which they are applied. No parameter changes it. */
export const GUARDRAILS = [
  'LOW_DATA_HOLD',
  'ILLIQUIDITY',
  'PLEDGE_CAP',
  'HIGH_RISK_CAP',
  'SECTOR_BEAR',
  'LOW_COVERAGE',
] as const;
export type Guardrail = (typeof GUARDRAILS)[number];

/** The ways in which a component gets its points. */
export const SCORED_BY = ['Z_SCORE', 'RANK', 'NEUTRAL', 'RULE'] as const;
export type ScoredBy = (typeof SCORED_BY)[number];

/** Features of one stock from its own bars (method §2). */
export const FEATURES = [
  'close',
  'volume',
  'dma20',
  'dma50',
  'dma200',
  'rsi14',
  'atr14',
  'macd_line',
  'macd_signal',
  'resistance_high',
  'lo20',
  'hi52w',
  'lo52w',
  'ret_21d',
  'ret_63d',
  'ret_126d',
  'sigma20',
  'sigma60',
  'median_traded_value_cr',
  'volume_ratio',
] as const;
export type FeatureName = (typeof FEATURES)[number];

/**
 * Reported or derived figures of a company: `_pct` and nim_3y in %, pe and ev_ebitda as multiples, others as
 * fractions.
 */
export const FUNDAMENTALS = [
  'roe_3y',
  'roce_3y',
  'eps_cagr_3y',
  'sales_cagr_3y',
  'pe',
  'ev_ebitda',
  'opm_stdev_12q',
  'roa_3y',
  'gnpa_pct',
  'pcr_pct',
  'nim_3y',
] as const;
export type FundamentalName = (typeof FUNDAMENTALS)[number];

/** The promoter's fraction of all shares, the pledged fraction of these, and a change in percentage points. */
export const OWNERSHIP = ['promoter_hold_pct', 'promoter_pledge_frac', 'fii_dii_delta_pp'] as const;
export type OwnershipName = (typeof OWNERSHIP)[number];

/** The horizons of R and S: about one, three and six months. */
export const HORIZONS = ['ret_21d', 'ret_63d', 'ret_126d'] as const;
export type Horizon = (typeof HORIZONS)[number];

/** The volatility that divides a return over each horizon: a month's for a month, a quarter's for longer ones. */
export const SIGMA_OF = {
  ret_21d: 'sigma20',
  ret_63d: 'sigma60',
  ret_126d: 'sigma60',
} as const satisfies Record<Horizon, FeatureName>;

/** Whether a component of a pillar is known, and what stands in its place if it is not. */
export type Applicability = 'KNOWN' | 'IMPUTED' | 'MISSING' | 'NOT_APPLICABLE';

/** The datasets whose age and source the confidence measures. */
export const DATASETS = ['prices', 'fundamentals', 'ownership'] as const;
export type Dataset = (typeof DATASETS)[number];

/** Everything that hygiene cleans. It derives `valuation`: EV/EBITDA, or else PE. */
export type MetricName = FeatureName | FundamentalName | OwnershipName | 'valuation';

declare const brand: unique symbol;
/** A symbol, a dot and an exchange: RELIANCE.NS. */
export type Ticker = string & { readonly [brand]: 'Ticker' };
/** A day in ISO 8601: 2024-10-08. */
export type IsoDate = string & { readonly [brand]: 'IsoDate' };
/** Days since 1970-01-01. */
export type Day = number;
/** 0 to 100. */
export type Points = number;
/** 0 to 1. */
export type Fraction = number;
/** ₹ crore (ten million rupees). */
export type Crore = number;

/** Where the market return of a day is taken from: the index of the method, or the mean of the universe (method §5). */
export const MARKET_RETURNS = ['INDEX', 'UNIVERSE'] as const;
export type MarketReturn = (typeof MARKET_RETURNS)[number];

/** Why a company gets no score on a day. */
export const NOT_SCORED_CODES = ['NO_SECTOR_GROUP', 'NO_BARS', 'NOT_TRADED', 'OTHER_LISTING'] as const;
export type NotScoredCode = (typeof NOT_SCORED_CODES)[number];
