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

/** Features of one stock from its own bars (method §2) that are inputs of every method, whether or not it scores them. */
export const COMMON_FEATURES = [
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

/** The horizons that leave out the last month. They are inputs only of methods that name them. */
export const EARLIER_HORIZONS = ['ret_63_21d', 'ret_126_21d'] as const;

/** All features that are computed, stored and served. */
export const FEATURES = [...COMMON_FEATURES, ...EARLIER_HORIZONS] as const;
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

/** What a company earns and owns for its price, and how its assets grow; fractions. Inputs only of methods that name them. */
export const YIELDS = ['earnings_yield', 'book_yield', 'asset_growth'] as const;
export type YieldName = (typeof YIELDS)[number];

/** The fundamentals for which a rule may say that a company scores 0, because no figure can say how bad it is. */
export const ZERO_RULED = ['roe_3y', 'eps_cagr_3y'] as const;
export type ZeroRuled = (typeof ZERO_RULED)[number];

/** The promoter's fraction of all shares, the pledged fraction of these, and a change in percentage points. */
export const OWNERSHIP = ['promoter_hold_pct', 'promoter_pledge_frac', 'fii_dii_delta_pp'] as const;
export type OwnershipName = (typeof OWNERSHIP)[number];

/** The horizons of S, and of R where the method does not weigh others: about one, three and six months. */
export const HORIZONS = ['ret_21d', 'ret_63d', 'ret_126d'] as const;
export type Horizon = (typeof HORIZONS)[number];
export type EarlierHorizon = (typeof EARLIER_HORIZONS)[number];
/** All horizons that R may have. */
export const ALL_HORIZONS = [...HORIZONS, ...EARLIER_HORIZONS] as const;
export type AnyHorizon = (typeof ALL_HORIZONS)[number];

/** The sessions before D between whose closes each return lies. */
export const SESSIONS_OF = {
  ret_21d: { from: 21, to: 0 },
  ret_63d: { from: 63, to: 0 },
  ret_126d: { from: 126, to: 0 },
  ret_63_21d: { from: 63, to: 21 },
  ret_126_21d: { from: 126, to: 21 },
} as const satisfies Record<AnyHorizon, { readonly from: number; readonly to: number }>;

/** The volatility that divides a return over each horizon: a month's for a month, a quarter's for longer ones. */
export const SIGMA_OF = {
  ret_21d: 'sigma20',
  ret_63d: 'sigma60',
  ret_126d: 'sigma60',
  ret_63_21d: 'sigma60',
  ret_126_21d: 'sigma60',
} as const satisfies Record<AnyHorizon, FeatureName>;

/** Whether a component of a pillar is known, and what stands in its place if it is not. */
export type Applicability = 'KNOWN' | 'IMPUTED' | 'MISSING' | 'NOT_APPLICABLE';

/** The datasets whose age and source the confidence measures. */
export const DATASETS = ['prices', 'fundamentals', 'ownership'] as const;
export type Dataset = (typeof DATASETS)[number];

/** Everything that hygiene cleans. It derives `valuation`: EV/EBITDA, or else PE. */
export type MetricName = FeatureName | FundamentalName | YieldName | OwnershipName | 'valuation';

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
