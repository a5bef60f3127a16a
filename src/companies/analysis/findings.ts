import type { Insight, NamedNumber } from './insight.js';

/** What a strategy found. */
export interface Findings {
  readonly results: readonly NamedNumber[];
  readonly insights: readonly Insight[];
  readonly recommendations: readonly Insight[];
  /** 0 to 1; null where the strategy needs nothing. */
  readonly confidence: number | null;
  /** What was used, in a sentence. */
  readonly basis: string;
  /** All figures that were used, as `inputsHash` takes them: no NaN. */
  readonly figures: unknown;
}

/** Returns facts as results, in their order. */
export const resultsOf = (facts: Readonly<Record<string, number | null>>): readonly NamedNumber[] =>
  Object.entries(facts).map(([name, value]) => ({ name, value }));
