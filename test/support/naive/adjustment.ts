/**
 * A naive model of adjustment (method §1): what lies between two neighboring bars is told step by step, in fractions
 * that are never reduced.
 */
import { ACTION_KINDS, type Action } from '../../../src/market/facts.js';
import type { Day } from '../../../src/scoring/names.js';

interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

/** Prices in paise, so that the model needs no decimals. */
export interface NaiveBar {
  readonly day: Day;
  readonly open: number;
  readonly close: number;
}

/** Of the terms of actions, up to three decimals count. */
const THOUSANDTHS = 1000;
const fraction = (value: number): Fraction => ({
  over: BigInt(Math.round(value * THOUSANDTHS)),
  under: BigInt(THOUSANDTHS),
});
const product = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const quotient = (a: Fraction, b: Fraction): Fraction => product(a, { over: b.under, under: b.over });
const sum = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const difference = (a: Fraction, b: Fraction): Fraction => sum(a, { over: -b.over, under: b.under });
const isLess = (a: Fraction, b: Fraction): boolean => a.over * b.under < b.over * a.under;
const ONE: Fraction = { over: 1n, under: 1n };

/** Returns what prices and volumes of each bar up to D are multiplied by, as they look on D. */
export function naiveFactors(
  bars: readonly NaiveBar[],
  actions: readonly Action[],
  asOf: Day,
): { readonly price: Fraction; readonly volume: Fraction }[] {
  const known = bars.filter(({ day }) => day <= asOf);
  return known.map((_, at) => {
    let [price, volume] = [ONE, ONE];
    for (let k = at; k < known.length; k++) {
      const next = known.at(k + 1);
      const between = actions
        .filter(({ exDate }) => exDate > known[k].day && exDate <= (next?.day ?? asOf))
        .sort((a, b) => a.exDate - b.exDate || ACTION_KINDS.indexOf(a.kind) - ACTION_KINDS.indexOf(b.kind));
      const gap = factorsOf(between, fraction(known[k].close), next && fraction(next.open));
      price = product(price, gap.price);
      volume = product(volume, gap.volume);
    }
    return { price, volume };
  });
}

/** Returns what the actions between two bars make of the bar before them; without a bar after them, no open tells. */
function factorsOf(between: readonly Action[], close: Fraction, open: Fraction | undefined) {
  let [price, volume] = [ONE, ONE];
  let isOpenTelling = false;
  for (const action of between) {
    const [after, before] = [action.newShares, action.oldShares];
    if (action.kind === 'RIGHTS') {
      const held = product(close, price);
      const issue = fraction(action.price);
      // What `after` shares are worth together, of `before` at the close and the others at the issue price.
      const worth = sum(
        product(fraction(before), held),
        product(difference(fraction(after), fraction(before)), issue),
      );
      if (isLess(issue, held)) price = product(price, quotient(worth, product(fraction(after), held)));
    } else if (action.kind === 'DEMERGER' || action.kind === 'SPECIAL_DIVIDEND') {
      if (Number.isNaN(action.factor)) isOpenTelling = open !== undefined;
      else price = product(price, fraction(action.factor));
    } else {
      price = product(price, quotient(fraction(before), fraction(after)));
      volume = product(volume, quotient(fraction(after), fraction(before)));
    }
  }
  // Whatever else there was, the open shows all of it, and the derived factors are what remains.
  return { price: isOpenTelling && open ? quotient(open, close) : price, volume };
}
