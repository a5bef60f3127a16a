import type { Derivations } from '../scoring/method.js';
import type { Action, Figure, FundamentalsRow } from './facts.js';
import { FundamentalsHistory } from './fundamentals.js';

/** The facts of one company that its fundamentals are derived from. */
export interface CompanyFacts {
  readonly rows: readonly FundamentalsRow[];
  readonly figures: readonly Figure[];
  /** All of the company, whether or not its prices were imported as adjusted. */
  readonly actions: readonly Action[];
  /** Whether prices were imported as adjusted. */
  readonly pricesAdjusted: boolean;
}

/**
 * Makes the history of a company's fundamentals as a method derives them.
 *
 * @param derivations those of the method's parameters; undefined where it has none
 */
export function fundamentalsHistory(
  derivations: Derivations | undefined,
  { rows, figures, actions, pricesAdjusted }: CompanyFacts,
): FundamentalsHistory {
  return derivations === undefined
    ? new FundamentalsHistory(rows, figures)
    : new FundamentalsHistory(rows, figures, { derivations, actions, pricesAdjusted });
}
