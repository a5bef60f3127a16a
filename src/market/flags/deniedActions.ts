import { isoOf } from '../day.js';
import type { Ratio } from '../exact.js';
import type { BarFlag } from './barFlag.js';
import { changesBeyond } from './changesBeyond.js';
import type { Step } from './step.js';

/** A close that is further than this from the adjusted close before speaks against the action between the two. */
const DENIED: Ratio = { over: 1n, under: 4n };
/** After more sessions than these without a bar, the price may have moved by itself. */
const FEW_SESSIONS = 5;

/** Returns the actions of a step that its closes speak against, each at its ex-date: ACTION_DENIED. */
export function deniedActions(step: Step): readonly BarFlag[] {
  if (!changesBeyond(step, DENIED)) return [];
  const { bars, at, actions, before, sessions } = step;
  const { day, close } = bars;
  const between = sessions - 1;
  const pause = between > FEW_SESSIONS ? `, with ${between} sessions between` : '';
  const adjusted = before === close[at - 1] ? '' : `, adjusted ${Number(before.toPrecision(6))}`;
  const detail =
    `close ${close[at]} of ${isoOf(day[at])} after ${close[at - 1]} of ${isoOf(day[at - 1])}` +
    adjusted +
    pause;
  return [...new Set(actions.map(({ exDate }) => exDate))].map((exDate) => {
    const kinds = actions.filter((action) => action.exDate === exDate).map(({ kind }) => kind);
    return { kind: 'ACTION_DENIED', day: exDate, at, detail: `${kinds.join(' and ')}: ${detail}` };
  });
}
