import type { Sessions } from '../calendar.js';
import { compare, decimalOf, ONE, times } from '../exact.js';
import type { Action, TradedBars } from '../facts.js';
import { actionFlags } from './actionFlags.js';
import type { BarFlag } from './barFlag.js';
import { BAR_RULES } from './barRules.js';
import { deniedActions } from './deniedActions.js';
import type { Step } from './step.js';
import { stepsOf } from './stepsOf.js';

const STALE_RUN = 10;

/**
 * Returns what is odd about one stock's bars and actions. Flagged facts go in all the same.
 *
 * @param pricesAdjusted whether prices are adjusted already, so that actions do not apply to them. Bars are then compared
 *   as they are. An action explains a jump on its date in both cases. Prices that change beyond the bound of
 *   ACTION_DENIED, or fall as by an unlisted action, are flagged too: they were not adjusted. No factor is derived.
 */
export function flagsOf(
  bars: TradedBars,
  actions: readonly Action[],
  sessions: Sessions,
  pricesAdjusted: boolean,
): BarFlag[] {
  const flags: BarFlag[] = [];
  const { day, close } = bars;
  let equalCloses = 1;
  for (const step of stepsOf(bars, actions, sessions, pricesAdjusted)) {
    const { at } = step;
    for (const [kind, rule] of BAR_RULES) {
      const detail = rule(step);
      if (detail !== null) flags.push({ kind, day: day[at], at, detail });
    }
    if (step.actions.length > 0) flags.push(...deniedActions(step));
    equalCloses = at > 0 && isUnmoved(step) ? equalCloses + 1 : 1;
    if (equalCloses === STALE_RUN) {
      flags.push({ kind: 'STALE', day: day[at], at, detail: `${STALE_RUN} closes of ${close[at]} in a row` });
    }
  }
  flags.push(...gaps(bars, sessions), ...actionFlags(bars, actions, pricesAdjusted));
  return flags;
}

/** Returns whether the close is the adjusted one of the bar before. */
function isUnmoved({ bars: { close }, at, factor }: Step): boolean {
  return factor === ONE
    ? close[at] === close[at - 1]
    : compare(decimalOf(close[at]), times(decimalOf(close[at - 1]), factor)) === 0;
}

function* gaps({ day }: TradedBars, sessions: Sessions): Generator<BarFlag> {
  const bar = sessions.ordinalsOf(day);
  const detail = 'a session without a bar, between the first and the last bar';
  for (let at = 1; at < day.length; at++) {
    for (let missing = bar[at - 1] + 1; missing < bar[at]; missing++) {
      yield { kind: 'GAP', day: sessions.days[missing], at, detail };
    }
  }
}
