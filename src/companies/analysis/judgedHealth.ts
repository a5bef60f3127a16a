import { snap } from '../../scoring/rounding.js';
import { compared, RULES } from '../../scoring/wording.js';
import type { HealthCriterion } from './healthCriteria.js';
import type { HealthInputs } from './healthInputs.js';
import type { Health } from './names.js';

/** A judgement, and the rule that decided with its numbers. Null: why none did. */
export interface JudgedHealth {
  readonly health: Health | null;
  readonly reason: string;
}

/** An operating margin below it puts a company at risk. */
const RISKY_MARGIN = -0.1;
/** As do net losses of so many years in a row. */
export const YEARS_OF_LOSS = 3;

/**
 * Judges a company, the worst rule first. The two bad rules judge what is known; the good ones need all that applies.
 *
 * @param criteria those of the inputs
 */
export function judgedHealth(inputs: HealthInputs, criteria: readonly HealthCriterion[]): JudgedHealth {
  const risks = risksOf(inputs, criteria);
  if (risks.length > 0) return { health: 'AT_RISK', reason: sentenceOf(risks) };
  const bad = below(criteria, 'bad');
  if (bad.length > 0) return { health: 'NEEDS_ATTENTION', reason: sentenceOf(bad) };
  const missing = criteria.filter(({ value }) => value === null);
  if (missing.length > 0) return none(whyMissing(missing, inputs.old));
  for (const [health, bound] of GOOD_RULES) {
    if (below(criteria, bound).length === 0) {
      return { health, reason: sentenceOf(criteria.map((one) => inWords(one, one[bound], false))) };
    }
  }
  return none(below(criteria, 'good').join('; '));
}

const GOOD_RULES = [
  ['EXCELLENT', 'excellent'],
  ['GOOD', 'good'],
] as const satisfies readonly (readonly [Health, keyof HealthCriterion])[];

/** Says what puts a company at risk. */
function risksOf({ equity, profits }: HealthInputs, criteria: readonly HealthCriterion[]): string[] {
  const risks = criteria
    .filter(({ name, value }) => name === 'operatingMargin' && value !== null && value < RISKY_MARGIN)
    .map((margin) => inWords(margin, RISKY_MARGIN, true));
  if (equity !== null && equity <= 0) risks.push(`equity of ₹${snap(equity)} crore is not above 0`);
  const years = profits.slice(0, YEARS_OF_LOSS);
  if (years.length === YEARS_OF_LOSS && years.every((profit) => profit < 0)) {
    risks.push(`a net loss in each of three years: ₹${years.map(snap).join(', ')} crore, the newest first`);
  }
  return risks;
}

/** Says which known numbers are below their bounds. */
function below(criteria: readonly HealthCriterion[], bound: 'excellent' | 'good' | 'bad'): string[] {
  return criteria.flatMap((one) => {
    const least = one[bound];
    return least !== null && one.value !== null && one.value < least ? [inWords(one, least, true)] : [];
  });
}

/** @param isBelow whether the value, which is known, is below the threshold */
function inWords({ words, value }: HealthCriterion, threshold: number, isBelow: boolean): string {
  const { observed, side, ...other } = compared(value ?? NaN, threshold, RULES['<'], isBelow, 'percent');
  return `${words} of ${observed}, ${side} ${other.threshold}`;
}

function whyMissing(missing: readonly HealthCriterion[], old: readonly string[]): string {
  const wordsOf = (isOld: boolean) =>
    missing.filter(({ name }) => old.includes(name) === isOld).map(({ words }) => words);
  return [['not known', wordsOf(false)] as const, ['results too old', wordsOf(true)] as const]
    .flatMap(([why, words]) => (words.length === 0 ? [] : `${why}: ${words.join(', ')}`))
    .join('; ');
}

const none = (why: string): JudgedHealth => ({ health: null, reason: `No rule applies: ${why}.` });

function sentenceOf(parts: readonly string[]): string {
  const text = parts.join('; ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
