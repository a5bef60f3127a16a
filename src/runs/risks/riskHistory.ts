import { adjustedUpTo, adjustmentsOf, barsAround, type Adjustment } from '../../market/adjustment.js';
import type { Sessions } from '../../market/calendar.js';
import { UNIVERSE_SESSIONS } from '../../market/crossSection.js';
import { isoOf } from '../../market/day.js';
import type { Action, Figure, TradedBars } from '../../market/facts.js';
import { marketCapCr } from '../../market/valuation/marketCapCr.js';
import { marketCapSourceAsOf } from '../../market/valuation/marketCapSource.js';
import { newestPoint } from '../../market/valuation/newestPoint.js';
import type { RiskBars, RiskSize } from '../../risk/riskInputs.js';
import type { Day } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';

/** The facts of a stock that its risk depends on. */
export interface RiskFacts {
  /** Ascending by day. */
  readonly bars: TradedBars;
  /** All actions of the stock. */
  readonly actions: readonly Action[];
  readonly figures: readonly Figure[];
  readonly sessions: Sessions;
  /** Whether prices were given as adjusted. Actions then do not apply to them. */
  readonly pricesAdjusted: boolean;
}

const NO_SIZE: RiskSize = { crore: NaN, source: 'no market capitalisation' };

/** What a stock's risk is assessed from, for day after day. It adjusts bars once for all days between two ex-dates. */
export class RiskHistory {
  readonly #facts: RiskFacts;
  readonly #adjustments: readonly Adjustment[];
  readonly #hasAction: Uint8Array;
  /** The figures from which a market capitalisation follows. */
  readonly #points: readonly Figure[];
  /** Bars as adjusted for so many adjustments. */
  #adjusted: { readonly count: number; readonly bars: RiskBars } | null = null;

  constructor(facts: RiskFacts) {
    const { bars, actions, figures, pricesAdjusted } = facts;
    this.#facts = facts;
    this.#adjustments =
      pricesAdjusted || actions.length === 0 ? [] : adjustmentsOf(actions, barsAround(bars));
    this.#hasAction = hasActionBefore(bars.day, actions);
    this.#points = figures.filter(
      ({ metric, period }) => period === 'POINT' && (metric === 'market_cap_cr' || metric === 'shares_cr'),
    );
  }

  /** Returns the bars, adjusted as of a day, and the element of the last one up to that day; null where there is none. */
  on(day: Day): { readonly bars: RiskBars; readonly last: number } | null {
    const last = countAtOrBelow(this.#facts.bars.day, day) - 1;
    return last < 0 ? null : { bars: this.#adjustedOn(day), last };
  }

  /**
   * Returns the market capitalisation on a day.
   *
   * @param close the last close up to the day, adjusted as of it, in ₹
   */
  sizeOn(day: Day, close: number): RiskSize {
    if (this.#points.length === 0) return NO_SIZE;
    const { actions, pricesAdjusted } = this.#facts;
    const at = { day, adjustedTo: pricesAdjusted ? Infinity : day };
    const source = marketCapSourceAsOf(this.#points, actions, at);
    const closeThen = source.marketCap === null ? NaN : this.#closeOn(source.marketCap.periodEnd, day);
    const crore = marketCapCr(source, close, closeThen);
    if (!(crore > 0 && crore < Infinity)) return NO_SIZE;
    const figure = closeThen === closeThen ? source.marketCap : newestPoint(this.#points, 'shares_cr', day);
    return figure === null ? NO_SIZE : { crore, source: `${figure.metric} of ${isoOf(figure.periodEnd)}` };
  }

  /** The last close of the ten sessions up to a day, adjusted as of a later one; NaN where there is none. */
  #closeOn(day: Day, asOf: Day): number {
    const { bars, sessions } = this.#facts;
    // A figure may speak of a day that is still to come.
    const last = countAtOrBelow(bars.day, Math.min(day, asOf)) - 1;
    if (last < 0) return NaN;
    const age = sessions.countUpTo(day) - sessions.countUpTo(bars.day[last]);
    return age < UNIVERSE_SESSIONS ? this.#adjustedOn(asOf).close[last] : NaN;
  }

  #adjustedOn(day: Day): RiskBars {
    const count = this.#adjustments.reduce((due, { from }) => (from <= day ? due + 1 : due), 0);
    if (this.#adjusted?.count !== count) {
      const { bars, sessions } = this.#facts;
      const adjusted = adjustedUpTo(bars, this.#adjustments, sessions, { asOf: day, last: Infinity });
      const { close, tradedValue, session } = adjusted;
      this.#adjusted = { count, bars: { close, tradedValue, session, hasAction: this.#hasAction } };
    }
    return this.#adjusted.bars;
  }
}

/** Marks each bar that has an ex-date after the bar before and not after itself. */
function hasActionBefore(days: Int32Array, actions: readonly Action[]): Uint8Array {
  const marks = new Uint8Array(days.length);
  for (const { exDate } of actions) {
    const at = countAtOrBelow(days, exDate - 1);
    if (at > 0 && at < days.length) marks[at] = 1;
  }
  return marks;
}
