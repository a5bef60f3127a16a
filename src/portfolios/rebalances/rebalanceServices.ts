import type { TradeCosts } from '../optimiser/problem.js';
import type { Solving } from './computeAnswer.js';

/** The services that the tasks of this room need. */
export interface RebalanceServices {
  readonly rebalancing: {
    readonly solver: Solving;
    /** What trades cost where a portfolio does not say it. */
    readonly costs: TradeCosts;
  };
}
