import { snap } from '../../scoring/rounding.js';
import type { HealthInputs } from './healthInputs.js';
import { GROWTH_SCALE, MARGIN_SCALE, RETURN_SCALE, type Scale } from './pointsOf.js';

/** A number that health is judged by. */
export interface HealthCriterion {
  readonly name: 'growth' | 'operatingMargin' | 'returnOnCapital';
  /** What it is, in words. */
  readonly words: string;
  /** A fraction with ten decimals, which 1.2 − 1 is not as a double; null where it is not known. */
  readonly value: number | null;
  readonly scale: Scale;
  /** The least values of an excellent and of a good company. */
  readonly excellent: number;
  readonly good: number;
  /** A value below it is bad, whatever else is known; null: no value is. */
  readonly bad: number | null;
}

/** Returns what applies to a company: to a lender no margin does, and its return is that on equity. */
export function healthCriteria(inputs: HealthInputs): readonly HealthCriterion[] {
  const { isLender } = inputs;
  const known = (value: number | null) => (value === null ? null : snap(value));
  const growth: HealthCriterion = {
    name: 'growth',
    words: isLender ? 'growth of revenue' : 'growth of sales',
    value: known(inputs.growth),
    scale: GROWTH_SCALE,
    excellent: 0.2,
    good: 0,
    bad: 0,
  };
  const margin: HealthCriterion = {
    name: 'operatingMargin',
    words: 'operating margin',
    value: known(inputs.operatingMargin),
    scale: MARGIN_SCALE,
    excellent: 0.1,
    good: 0,
    bad: 0,
  };
  const returns: HealthCriterion = {
    name: 'returnOnCapital',
    words: isLender ? 'return on equity' : 'return on capital employed',
    value: known(inputs.returnOnCapital),
    scale: RETURN_SCALE,
    excellent: 0.15,
    good: 0.08,
    bad: null,
  };
  return isLender ? [growth, returns] : [growth, margin, returns];
}
