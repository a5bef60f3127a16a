import type { Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { decimalText, perOne, unitsOf, WEIGHT } from '../money/units.js';
import { textOf } from './requireExact.js';

/** The most positions of a model. */
export const MAX_POSITIONS = 100;
/** What targets are multiples of: 0.005, in units of WEIGHT. */
export const TARGET_STEP = perOne(WEIGHT) / 200n;
/** The most of one target, and of all together: 0.95. The rest is meant for cash. */
export const MOST_INVESTED = 190n * TARGET_STEP;

/**
 * Reads the target of a position, in units of WEIGHT.
 *
 * @throws UserError unless it is a multiple of 0.005 from 0.005 to 0.95
 */
export function requireTarget(value: unknown, ticker: Ticker): bigint {
  const isText = typeof value === 'number' || typeof value === 'string';
  const target = isText ? unitsOf(value, WEIGHT) : null;
  if (target !== null && target > 0n && target <= MOST_INVESTED && target % TARGET_STEP === 0n) return target;
  throw new UserError(
    `Expected the target of ${ticker} as a multiple of 0.005 from 0.005 to 0.95, got ${textOf(value)}.`,
  );
}

/**
 * Refuses too many targets, and targets of more than 0.95 together.
 *
 * @throws UserError
 */
export function requireTargetsTogether(targets: ReadonlyMap<Ticker, bigint>): void {
  if (targets.size > MAX_POSITIONS) {
    throw new UserError(`Expected at most ${MAX_POSITIONS} positions, got ${targets.size}: take some out.`);
  }
  const sum = [...targets.values()].reduce((a, b) => a + b, 0n);
  if (sum > MOST_INVESTED) {
    throw new UserError(
      `Expected targets of at most 0.95 together, because 5 % are meant for cash, got ${decimalText(sum, WEIGHT)}: lower some.`,
    );
  }
}
