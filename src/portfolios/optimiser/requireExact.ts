import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { decimalText, unitsOf } from '../money/units.js';

/** What a decimal may be. The ends are in its units. */
export interface ExactBounds {
  readonly decimals: number;
  readonly least: bigint;
  readonly most: bigint;
}

/** The longest text of a decimal. */
const LONGEST = 64;

/**
 * Reads a decimal exactly. A number stands for its shortest text.
 *
 * @param name what it is, for the message
 * @returns its units
 * @throws UserError where it is no decimal, has too many decimals, or lies outside its bounds
 */
export function requireExact(value: unknown, name: string, { decimals, least, most }: ExactBounds): bigint {
  const isText = typeof value === 'number' || (typeof value === 'string' && value.length <= LONGEST);
  const units = isText ? unitsOf(value, decimals) : null;
  if (units !== null && units >= least && units <= most) return units;
  const kind = decimals === 0 ? 'a whole number' : `a decimal with at most ${decimals} decimals`;
  throw new UserError(
    `Expected ${name} as ${kind}, from ${decimalText(least, decimals)} to ${decimalText(most, decimals)}, got ${textOf(value)}.`,
  );
}

/** Returns a value as a message shows it. */
export const textOf = (value: unknown): string =>
  value === undefined ? 'nothing' : shown(JSON.stringify(value));
