import type { Ticker } from '../../scoring/names.js';
import { byExDate, priceFactor } from '../adjustment.js';
import type { Sessions } from '../calendar.js';
import { isoOf } from '../day.js';
import { compare, decimalOf, ONE, times, type Ratio } from '../exact.js';
import type { Action, TradedBars } from '../facts.js';
import type { Flag, FlagKind } from './refusal.js';

/** A close that is further than this from the adjusted close before, as |close / before - 1|, is flagged. */
const JUMP: Ratio = { over: 1n, under: 5n };
/** Below this, no rounding of doubles can hide a jump, so that no exact arithmetic is needed. */
const SURELY_NO_JUMP = 0.199;
const STALE_RUN = 10;

/**
 * Returns what is odd about one stock's bars. Flagged bars go in all the same.
 *
 * @param file the name of the file, for the flags
 * @param pricesAdjusted whether prices are adjusted already, so that actions do not apply to them. An action explains a
 *   jump on its date in both cases.
 */
export function flagsOf(
  file: string,
  ticker: Ticker,
  bars: TradedBars,
  actions: readonly Action[],
  sessions: Sessions,
  pricesAdjusted: boolean,
): Flag[] {
  const flags: Flag[] = [];
  const { day, close, volume } = bars;
  const flag = (kind: FlagKind, on: number, detail: string) =>
    flags.push({ file, kind, ticker, date: isoOf(on), detail });
  const actionDays = new Set(actions.map(({ exDate }) => exDate));
  const due = pricesAdjusted ? [] : byExDate(actions);
  let next = due.findIndex(({ exDate }) => exDate > day[0]);
  let equalCloses = 1;
  for (let k = 1; k < day.length; k++) {
    let factor = ONE;
    for (; next !== -1 && next < due.length && due[next].exDate <= day[k]; next++) {
      factor = times(factor, priceFactor(due[next]));
    }
    const before =
      factor === ONE ? close[k - 1] : close[k - 1] * (Number(factor.over) / Number(factor.under));
    const change = close[k] / before - 1;
    if (
      Math.abs(change) > SURELY_NO_JUMP &&
      !actionDays.has(day[k]) &&
      jumps(close[k], close[k - 1], factor)
    ) {
      flag('JUMP', day[k], `close ${close[k]} after ${close[k - 1]} of ${isoOf(day[k - 1])}`);
    }
    const moved =
      factor === ONE
        ? close[k] !== before
        : compare(decimalOf(close[k]), times(decimalOf(close[k - 1]), factor)) !== 0;
    if (volume[k] === 0 && moved)
      flag('NO_VOLUME', day[k], `close ${close[k]} after ${close[k - 1]}, volume 0`);
    equalCloses = moved ? 1 : equalCloses + 1;
    if (equalCloses === STALE_RUN) flag('STALE', day[k], `${STALE_RUN} closes of ${close[k]} in a row`);
  }
  const bar = sessions.ordinalsOf(day);
  for (let k = 1; k < day.length; k++) {
    for (let missing = bar[k - 1] + 1; missing < bar[k]; missing++) {
      flag('GAP', sessions.days[missing], 'a session without a bar, between the first and the last bar');
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
