import type { RebalanceMode } from '../../portfolios/names.js';
import { requireTerms, type RebalanceTerms } from '../../portfolios/rebalances/rebalanceTerms.js';
import type { IsoDate } from '../../scoring/names.js';

/** How to rebalance, as a client says it. */
interface GivenTerms {
  readonly mode: RebalanceMode;
  readonly asOf?: IsoDate | null | undefined;
  readonly cashFloor?: string | null | undefined;
  readonly minTradeValue?: string | null | undefined;
}

/** @throws UserError for an amount that is negative or has too many decimals */
export const termsOf = ({ mode, asOf, cashFloor, minTradeValue }: GivenTerms): RebalanceTerms =>
  requireTerms({
    mode,
    asOf: asOf ?? null,
    cashFloor: cashFloor ?? null,
    minTradeValue: minTradeValue ?? null,
  });
