import type { Day } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';
import type { Action, Figure } from '../facts.js';
import type { FundamentalsHistory } from '../fundamentals.js';
import { yieldBasesAsOf, type YieldBases } from './yieldsAsOf.js';

/** What the yields of one company are computed from on many days, once for all days between two changes. */
export class YieldsHistory {
  readonly #changes: Int32Array;
  /** By the number of changes up to the day. */
  readonly #known = new Map<number, YieldBases>();

  /**
   * @param history says which P/E counts as quoted
   * @param actions all of the company, whether or not its prices were imported as adjusted
   */
  constructor(
    private readonly history: FundamentalsHistory,
    private readonly figures: readonly Figure[],
    private readonly actions: readonly Action[],
    private readonly pricesAdjusted: boolean,
  ) {
    const changes = new Set([...history.changes, ...actions.map(({ exDate }) => exDate)]);
    this.#changes = Int32Array.from(changes).sort();
  }

  /** Returns what `yieldsAt` computes the yields of a day from. */
  on(day: Day): YieldBases {
    const interval = countAtOrBelow(this.#changes, day);
    let known = this.#known.get(interval);
    if (known === undefined) {
      const at = { day, adjustedTo: this.pricesAdjusted ? Infinity : day };
      known = yieldBasesAsOf(this.history.quotedPe(day), this.figures, this.actions, at);
      this.#known.set(interval, known);
    }
    return known;
  }
}
