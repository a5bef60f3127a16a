import type { IsoDate } from '../../scoring/names.js';
import { MONEY_FROM_ZERO } from '../money/bounds.js';
import { requireUnits } from '../money/requireUnits.js';
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

const requireAmount = (name: string, given: string | null): bigint =>
  given === null ? 0n : requireUnits(given, name, MONEY_FROM_ZERO);
