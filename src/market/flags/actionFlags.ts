import { countAtOrBelow } from '../../scoring/statistics.js';
import { adjustmentsOf, barsAround, byExDate } from '../adjustment.js';
import { isoOf } from '../day.js';
import { compare, decimalOf, inverse, times } from '../exact.js';
import type { Action, TradedBars } from '../facts.js';
import type { BarFlag } from './barFlag.js';

/** Two actions of the same terms within so many calendar days are probably one, dated twice. */
export const TWICE_DAYS = 10;

/**
 * Returns what is odd about one stock's actions by themselves, each at its ex-date: ACTION_TWICE, and FACTOR_DERIVED.
 *
 * @param pricesAdjusted whether prices are adjusted already: no factor is then taken from an open
 */
export function actionFlags(
  bars: TradedBars,
  actions: readonly Action[],
  pricesAdjusted: boolean,
): readonly BarFlag[] {
  const flags = new Map<string, BarFlag>();
  const flag = (kind: BarFlag['kind'], { exDate }: Action, detail: string): void => {
    const key = `${kind} ${exDate}`;
    const former = flags.get(key);
    const at = countAtOrBelow(bars.day, exDate - 1);
    flags.set(key, {
      ...{ kind, day: exDate, at },
      detail: former === undefined ? detail : `${former.detail}; ${detail}`,
    });
  };
  const ascending = byExDate(actions);
  ascending.forEach((action, k) => {
    const twin = ascending
      .slice(0, k)
      .findLast((other) => action.exDate - other.exDate <= TWICE_DAYS && isSame(action, other));
    if (twin === undefined) return;
    const days = action.exDate - twin.exDate;
    const terms = `${action.kind} of the same terms on ${isoOf(twin.exDate)}`;
    flag('ACTION_TWICE', action, `${terms}, ${days} day${days === 1 ? '' : 's'} before: both apply`);
  });
  if (pricesAdjusted) return [...flags.values()];

  const around = barsAround(bars);
  for (const { action, from, price, isDerived } of adjustmentsOf(actions, around)) {
    if (!isDerived) continue;
    const { after } = around(action.exDate);
    const factor = Number((Number(price.over) / Number(price.under)).toFixed(4));
    const detail =
      from === Infinity || after === null
        ? 'waits with factor 1 until there are bars before the ex-date and from it on'
        : `factor ${factor}, from the open ${after.open} of ${isoOf(after.day)}`;
    flag('FACTOR_DERIVED', action, `${action.kind} ${detail}`);
  }
  return [...flags.values()];
}

/** Returns whether two actions have the same kind and ratio. */
function isSame(a: Action, b: Action): boolean {
  if (a.kind !== b.kind) return false;
  return a.newShares === a.newShares ? compare(ratioOf(a), ratioOf(b)) === 0 : Object.is(a.factor, b.factor);
}

const ratioOf = ({ newShares, oldShares }: Action) =>
  times(decimalOf(newShares), inverse(decimalOf(oldShares)));
