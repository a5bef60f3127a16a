import { snap } from '../../scoring/rounding.js';

/** Results that are older, in days, lower the confidence. */
export const MAX_RESULTS_AGE = 120;

/** What a strategy needs: one figure, or one of each of several companies or months. */
export interface RequiredInput {
  /** How many figures are needed. */
  readonly of: number;
  /** Of each figure that is known, how many days before the day that it is for its results were published. */
  readonly ages: readonly number[];
}

/**
 * Returns the share of the required inputs that is known × the share of these from results of at most 120 days before.
 * Each input counts alike, however many figures it is of.
 *
 * @returns 0 to 1; null where nothing is required
 */
export function confidenceOf(required: readonly RequiredInput[]): number | null {
  if (required.length === 0) return null;
  let [known, fresh] = [0, 0];
  for (const { of, ages } of required) {
    if (of === 0) continue;
    known += ages.length / of;
    fresh += ages.filter((age) => age <= MAX_RESULTS_AGE).length / of;
  }
  return known === 0 ? 0 : snap((known / required.length) * (fresh / known));
}
