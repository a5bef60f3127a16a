import { NO_BARS } from '../barsBuilder.js';
import type { Action } from '../facts.js';
import { byTicker } from '../grouping.js';
import { TWICE_DAYS } from './actionFlags.js';
import { ACTION_FLAGS } from './actionFlagKinds.js';
import type { BarFlag } from './barFlag.js';
import type { FactFlag } from './factFlag.js';
import { flagsOf } from './flagsOf.js';
import type { WrittenFacts } from './writtenFacts.js';

/** Returns what is odd about actions that were written, judged against the other actions and the bars of their stocks. */
export async function flagsOfActions({
  written,
  known,
  barsOf,
}: WrittenFacts<Action>): Promise<FactFlag<Action>[]> {
  const given = byTicker(written);
  const actions = byTicker(known);
  const { bars, sessions, pricesAdjusted } = await barsOf([...given.keys()]);
  return [...given].flatMap(([ticker, some]) => {
    const traded = bars.get(ticker) ?? NO_BARS;
    const flags = flagsOf(traded, actions.get(ticker) ?? [], sessions, pricesAdjusted);
    return flags.flatMap((flag) => {
      const action = ACTION_FLAGS.has(flag.kind) ? actionOf(flag, some) : undefined;
      if (action === undefined) return [];
      return [{ fact: action, ticker, kind: flag.kind, day: flag.day, metric: '', detail: flag.detail }];
    });
  });
}

/** Returns the action that a flag is about: that of its ex-date, or the earlier one of two that repeat each other. */
function actionOf({ kind, day }: BarFlag, actions: readonly Action[]): Action | undefined {
  return (
    actions.find(({ exDate }) => exDate === day) ??
    (kind === 'ACTION_TWICE'
      ? actions.find(({ exDate }) => exDate < day && day - exDate <= TWICE_DAYS)
      : undefined)
  );
}
