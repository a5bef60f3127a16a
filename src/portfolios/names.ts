/** The vocabularies of models, portfolios and rebalances, as stored and as in the schema. */

export const MODEL_KINDS = ['MANUAL', 'FROM_SCORES'] as const;
export type ModelKind = (typeof MODEL_KINDS)[number];

/** What becomes of stocks that are held and not in the model. */
export const OUTSIDE_POLICIES = ['SELL', 'KEEP'] as const;
export type OutsidePolicy = (typeof OUTSIDE_POLICIES)[number];

export const REBALANCE_MODES = ['TO_TARGET', 'ONLY_BREACHES', 'TO_BAND_EDGE'] as const;
export type RebalanceMode = (typeof REBALANCE_MODES)[number];

export const PORTFOLIO_STATUSES = ['DONE', 'INFEASIBLE', 'FAILED', 'SKIPPED'] as const;
/** How the rebalance of one portfolio ended. */
export type PortfolioStatus = (typeof PORTFOLIO_STATUSES)[number];

export const REBALANCE_REASONS = [
  'NO_VALUE',
  'PRICE_MISSING',
  'INFEASIBLE_BAND',
  'INFEASIBLE_CASH',
  'CASH_BELOW_FLOOR',
] as const;
export type RebalanceReason = (typeof REBALANCE_REASONS)[number];

/** Sales are listed first. */
export const SIDES = ['SELL', 'BUY'] as const;
export type Side = (typeof SIDES)[number];

export const TRADE_REASONS = ['ABOVE_BAND', 'BELOW_BAND', 'NOT_IN_MODEL', 'TO_TARGET', 'CASH'] as const;
export type TradeReason = (typeof TRADE_REASONS)[number];

export const DRIFT_STATUSES = ['WITHIN', 'ABOVE', 'BELOW', 'NOT_IN_MODEL', 'FROZEN', 'BLOCKED'] as const;
export type DriftStatus = (typeof DRIFT_STATUSES)[number];

/** Kinds of entries that are stored. */
export const STORED_JOURNAL_KINDS = [
  'OPENING',
  'DEPOSIT',
  'WITHDRAWAL',
  'BUY',
  'SELL',
  'DIVIDEND',
  'CORRECTION',
] as const;
export type StoredJournalKind = (typeof STORED_JOURNAL_KINDS)[number];

/** Kinds of entries that are read: splits and bonuses follow from the actions of the stocks, and are never stored. */
export type JournalKind = StoredJournalKind | 'SPLIT' | 'BONUS';

/** How a model from scores weighs its stocks. */
export const WEIGHTINGS = ['EQUAL', 'SCORE'] as const;
export type Weighting = (typeof WEIGHTINGS)[number];
