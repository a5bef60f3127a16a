import { BANDS, type Band } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { requireUnits } from '../money/requireUnits.js';
import { perOne, WEIGHT } from '../money/units.js';
import { WEIGHTINGS, type Weighting } from '../names.js';
import type { FromScoresRule } from './candidate.js';

/** A rule as callers give it. Weights are fractions; numbers stand for their shortest text. What is left out has its default. */
export interface FromScoresInput {
  readonly minBand?: string | undefined;
  readonly topN?: number | undefined;
  readonly weighting?: string | undefined;
  readonly invest?: string | number | undefined;
  readonly maxWeight?: string | number | undefined;
  readonly sectorCap?: string | number | undefined;
}

const MOST_POSITIONS = 100;
const ONE = perOne(WEIGHT);
/** The largest sum of the targets of a model: 0.95. */
const MOST_INVESTED = (95n * ONE) / 100n;

/** @throws UserError naming the first part that is out of bounds */
export function requireFromScores(input: FromScoresInput): FromScoresRule {
  const { topN = 20 } = input;
  if (!Number.isInteger(topN) || topN < 1 || topN > MOST_POSITIONS) {
    throw new UserError(
      `Expected topN as a whole number from 1 to ${MOST_POSITIONS}, got ${topN}: a model has so many positions at most.`,
    );
  }
  const weight = (value: string | number, what: string, most: bigint) =>
    requireUnits(value, what, { decimals: WEIGHT, least: 1n, most });
  return {
    minBand: oneOf<Band>(input.minBand ?? 'BUY', BANDS, 'minBand'),
    topN,
    weighting: oneOf<Weighting>(input.weighting ?? 'EQUAL', WEIGHTINGS, 'weighting'),
    invest: weight(input.invest ?? '0.95', 'invest', MOST_INVESTED),
    maxWeight: weight(input.maxWeight ?? '0.1', 'maxWeight', ONE),
    sectorCap: weight(input.sectorCap ?? '0.3', 'sectorCap', ONE),
  };
}

function oneOf<Value extends string>(value: string, all: readonly Value[], what: string): Value {
  const found = all.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UserError(`Expected ${what} as one of ${all.join(', ')}, got "${shown(value)}": correct it.`);
}
