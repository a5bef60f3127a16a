import type { Day } from '../../scoring/names.js';
import { adjustmentsOf, barsAround } from '../adjustment.js';
import type { Sessions } from '../calendar.js';
import { isoOf } from '../day.js';
import { compare, decimalOf, ONE, times, type Ratio } from '../exact.js';
import type { Action, TradedBars } from '../facts.js';
import type { FlagKind } from './refusal.js';

/** A close that is further than this from the adjusted close before, as |close / before - 1|, is flagged. */
const JUMP: Ratio = { over: 1n, under: 5n };
/** Below this, no rounding of doubles can hide a jump, so that no exact arithmetic is needed. */
const SURELY_NO_JUMP = 0.199;
const STALE_RUN = 10;

/** What is odd about one bar of a stock, or about a session or action next to it. */
export interface BarFlag {
  readonly kind: FlagKind;
  /** The session, or the ex-date, that the flag is about. */
  readonly day: Day;
  /** The place among the bars of the bar that it is about, or of the bar that follows. */
  readonly at: number;
  readonly detail: string;
}

/**
 * Returns what is odd about one stock's bars. Flagged bars go in all the same.
 *
 * @param pricesAdjusted whether prices are adjusted already, so that actions do not apply to them. An action explains a
 *   jump on its date in both cases.
 */
export function flagsOf(
  bars: TradedBars,
  actions: readonly Action[],
  sessions: Sessions,
  pricesAdjusted: boolean,
): BarFlag[] {
  const flags: BarFlag[] = [];
  const { day, close, volume } = bars;
  const flag = (kind: FlagKind, at: number, detail: string, on = day[at]) =>
    flags.push({ kind, day: on, at, detail });
  const actionDays = new Set(actions.map(({ exDate }) => exDate));
  const due = pricesAdjusted ? [] : adjustmentsOf(actions, barsAround(bars));
  let next = due.findIndex(({ action }) => action.exDate > day[0]);
  let equalCloses = 1;
  for (let k = 1; k < day.length; k++) {
    let factor = ONE;
    for (; next !== -1 && next < due.length && due[next].action.exDate <= day[k]; next++) {
      factor = times(factor, due[next].price);
    }
    const before =
      factor === ONE ? close[k - 1] : close[k - 1] * (Number(factor.over) / Number(factor.under));
    const change = close[k] / before - 1;
    if (
      Math.abs(change) > SURELY_NO_JUMP &&
      !actionDays.has(day[k]) &&
      jumps(close[k], close[k - 1], factor)
    ) {
      flag('JUMP', k, `close ${close[k]} after ${close[k - 1]} of ${isoOf(day[k - 1])}`);
    }
    const moved =
      factor === ONE
        ? close[k] !== before
        : compare(decimalOf(close[k]), times(decimalOf(close[k - 1]), factor)) !== 0;
    if (volume[k] === 0 && moved) flag('NO_VOLUME', k, `close ${close[k]} after ${close[k - 1]}, volume 0`);
    equalCloses = moved ? 1 : equalCloses + 1;
    if (equalCloses === STALE_RUN) flag('STALE', k, `${STALE_RUN} closes of ${close[k]} in a row`);
  }
  const bar = sessions.ordinalsOf(day);
  for (let k = 1; k < day.length; k++) {
    for (let missing = bar[k - 1] + 1; missing < bar[k]; missing++) {
      flag('GAP', k, 'a session without a bar, between the first and the last bar', sessions.days[missing]);
    }
  }
  return flags;
}

/**
 * Returns whether |close / (previous × factor) - 1| > 1/5. The arithmetic is exact, because the price bands of the
 * exchange end at exactly 20 %.
 */
function jumps(close: number, previous: number, factor: Ratio): boolean {
  const before = times(decimalOf(previous), factor);
  const now = decimalOf(close);
  const difference = {
    over: now.over * before.under - before.over * now.under,
    under: now.under * before.under,
  };
  const size = { ...difference, over: difference.over < 0n ? -difference.over : difference.over };
  return compare(size, times(JUMP, before)) > 0;
}
