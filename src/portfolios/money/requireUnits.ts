import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import { decimalText, perOne, unitsOf } from './units.js';

/** What a decimal must be. */
export interface UnitsRule {
  /** The unit, as its number of decimals. */
  readonly decimals: number;
  /** In units; no bound where it is left out, other than `MOST`. */
  readonly least?: bigint;
  readonly most?: bigint;
}

/** The largest amount that is taken, without its sign: a thousand times what all shares of India are worth in ₹. */
export const MOST = 10n ** 18n;
/** Longer texts are no decimals of ours. */
const MOST_CHARACTERS = 60;

/**
 * Reads a decimal of the input exactly.
 *
 * @param what it is, for the message, such as "a price of A.NS"
 * @returns in units
 * @throws UserError where it is no decimal, has more decimals than the unit, or is out of bounds
 */
export function requireUnits(value: string | number, what: string, rule: UnitsRule): bigint {
  const { decimals, least, most = MOST * perOne(decimals) } = rule;
  const text = String(value);
  const units = text.length > MOST_CHARACTERS ? null : unitsOf(text, decimals);
  const lowest = least ?? -most;
  if (units !== null && units >= lowest && units <= most) return units;
  const form = decimals === 0 ? 'a whole number' : `a number of at most ${decimals} decimals`;
  const [from, to] = [decimalText(lowest, decimals), decimalText(most, decimals)];
  throw new UserError(`Expected ${what} as ${form} from ${from} to ${to}, got "${shown(text)}": correct it.`);
}
