import type { RebalanceTerms } from './rebalanceTerms.js';

/** Returns terms in a form that is the same for the same terms, however they were written. */
export const termsKey = ({ mode, asOf, cashFloor, minTradeValue }: RebalanceTerms) => ({
  ...{ mode, asOf },
  cashFloor: String(cashFloor),
  minTradeValue: String(minTradeValue),
});
