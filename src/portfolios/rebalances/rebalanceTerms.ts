import { shown } from '../../shown.js';
import type { IsoDate } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { decimalText, MONEY, perOne, unitsOf } from '../money/units.js';
import type { RebalanceMode } from '../names.js';

/** How portfolios are to be rebalanced. */
export interface RebalanceTerms {
  readonly mode: RebalanceMode;
  /** The day whose prices and holdings count; null: the newest session, and all entries of the journal. */
  readonly asOf: IsoDate | null;
  /** In units of MONEY, 0 or more. */
  readonly cashFloor: bigint;
  readonly minTradeValue: bigint;
}

/** The terms as a client gives them; decimals are plain texts, and null stands for 0. */
export interface GivenTerms {
  readonly mode: RebalanceMode;
  readonly asOf: IsoDate | null;
  readonly cashFloor: string | null;
  readonly minTradeValue: string | null;
}

/** More than any portfolio is worth. */
const MOST = 10n ** 15n * perOne(MONEY);

/**
 * Checks terms.
 *
 * @throws UserError naming the amount that is negative, has more than 4 decimals, or is above ₹10^15
 */
export function requireTerms({ mode, asOf, cashFloor, minTradeValue }: GivenTerms): RebalanceTerms {
  return {
    mode,
    asOf,
    cashFloor: requireAmount('cashFloor', cashFloor),
    minTradeValue: requireAmount('minTradeValue', minTradeValue),
  };
}

function requireAmount(name: string, given: string | null): bigint {
  if (given === null) return 0n;
  const units = unitsOf(given, MONEY);
  if (units !== null && units >= 0n && units <= MOST) return units;
  throw new UserError(
    `Expected ${name} as 0 to ${decimalText(MOST, MONEY)} ₹ with at most ${MONEY} decimals, got "${shown(given)}": ` +
      'write it such as "50000.00".',
  );
}
