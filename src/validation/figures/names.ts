/** The closed vocabularies of validation. Figures are computed and shown in the order of these lists. */

import type { Mode } from '../../scoring/names.js';

/** What of a score is validated: its final value, the steps before it, and the six pillars in the order of PILLARS. */
export const SCORE_FIGURES = [
  'VALUE',
  'BEFORE_GUARDRAILS',
  'WEIGHTED',
  'FUNDAMENTALS',
  'TECHNICALS',
  'RELATIVE_STRENGTH',
  'OWNERSHIP',
  'QUALITY',
  'SECTOR_MOMENTUM',
] as const;
export type ScoreFigure = (typeof SCORE_FIGURES)[number];

/** Among which stocks: all that are scored, or those of them that are among the most traded securities. */
export const VALIDATION_UNIVERSES = ['ALL_SCORED', 'MOST_TRADED_300', 'MOST_TRADED_500'] as const;
export type ValidationUniverse = (typeof VALIDATION_UNIVERSES)[number];
/** How many of the most traded securities a universe has; null: it has all scored stocks. */
export const MOST_TRADED = {
  ALL_SCORED: null,
  MOST_TRADED_300: 300,
  MOST_TRADED_500: 500,
} as const satisfies Record<ValidationUniverse, number | null>;
export const DEFAULT_UNIVERSE: ValidationUniverse = 'MOST_TRADED_300';

/** Over which sessions. */
export const VALIDATION_WINDOWS = ['ALL', 'WARM', 'HOLD_OUT', 'YEAR', 'CUSTOM'] as const;
export type ValidationWindow = (typeof VALIDATION_WINDOWS)[number];

/** Sessions that a forward return runs over. */
export const FORWARD_HORIZONS = [5, 20, 60, 120] as const;
export type ForwardHorizon = (typeof FORWARD_HORIZONS)[number];

/** The horizon that a mode is judged by, and that stands for null. */
export const HORIZON_OF = { TRADER: 20, INVESTOR: 120 } as const satisfies Record<Mode, ForwardHorizon>;

/** What a mode's verdict says, from the best to the worst, and then what cannot be said yet. */
export const EVIDENCES = ['EVIDENCE', 'WEAK', 'NONE', 'ADVERSE', 'NOT_YET'] as const;
export type Evidence = (typeof EVIDENCES)[number];

/** Simple rankings that a score is held against. */
export const BENCHMARKS = ['MOMENTUM_12_1', 'LOW_VOLATILITY', 'SIZE'] as const;
export type BenchmarkName = (typeof BENCHMARKS)[number];
