import type { RiskObservation } from '../../../src/risk/assessment.js';
import { chiSquareQuantile } from '../../../src/risk/intervals/chiSquareQuantile.js';
import { studentQuantile } from '../../../src/risk/intervals/studentQuantile.js';
import type { RiskInputs, RiskStock } from '../../../src/risk/riskInputs.js';

/** The parts of a stock's risk as the specification words them, one after another, without a thought of speed. */

const snap = (value: number) => Math.round(value * 1e10) / 1e10;
const sum = (values: readonly number[]) => values.reduce((total, one) => total + one, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const stdev = (values: readonly number[]) =>
  Math.sqrt(sum(values.map((one) => (one - mean(values)) ** 2)) / (values.length - 1));

interface Bar {
  readonly close: number;
  readonly crore: number;
  readonly session: number;
  readonly hasAction: boolean;
}
interface Move {
  readonly logReturn: number;
  readonly session: number;
  /** In words; null where an action explains it, or there is nothing to explain. */
  readonly unexplained: string | null;
}
type Bare = Omit<RiskObservation, 'rawLower' | 'rawUpper'> & {
  readonly ends: readonly [number, number] | null;
};

/** Observes the parts of a stock, in the order of RISK_PARTS. */
export function naiveObservations(inputs: RiskInputs, stock: RiskStock): RiskObservation[] {
  const { today, indexClose, dateOf } = inputs;
  const { bars: columns, features, size } = stock;
  const bars: Bar[] = [];
  for (let k = 0; k <= stock.last; k++) {
    bars.push({
      close: columns.close[k],
      crore: columns.tradedValue[k] / 1e7,
      session: columns.session[k],
      hasAction: columns.hasAction[k] === 1,
    });
  }
  const window = (length: number) =>
    bars.slice(-length).filter(({ session }) => today - session <= 1.5 * length + 5);
  const movesOf = (counting: readonly Bar[]): Move[] =>
    counting.slice(1).flatMap(({ close, session, hasAction }, k) => {
      const before = counting[k];
      if (session - before.session > 5) return [];
      const change = snap(close / before.close - 1);
      const isUnexplained = Math.abs(change) > 0.2 && !hasAction;
      const percent = `${change > 0 ? '+' : ''}${snap(100 * change).toFixed(2)} %`;
      const unexplained = isUnexplained ? `${dateOf(session)} ${percent}` : null;
      return [{ logReturn: Math.log(close / before.close), session, unexplained }];
    });
  const standsStill = (moves: readonly Move[]) =>
    2 * moves.filter(({ logReturn }) => snap(logReturn) === 0).length > moves.length;
  const missing = (n: number, reason: string): Bare => ({
    ...{ raw: null, ends: null, observations: n, status: 'MISSING', reason },
  });
  const few = (n: number, what: string, least: number) =>
    missing(n, `${n} ${what}, at least ${least} needed`);
  const known = (
    raw: number,
    ends: Bare['ends'],
    n: number,
    full: number,
    what: string,
    moves: Move[],
  ): Bare => {
    const named = moves.flatMap(({ unexplained }) => unexplained ?? []);
    const count = n < full ? `${n} of ${full} ${what}` : `${n} ${what}`;
    const beyond = named.length > 0 ? `; beyond 20 % without an action: ${named.join(', ')}` : '';
    const status = n < full || named.length > 0 ? 'THIN' : 'OK';
    return { raw, ends, observations: n, status, reason: `${count}${beyond}` };
  };

  const volatility = (): Bare => {
    const moves = movesOf(window(61));
    const n = moves.length;
    if (n < 20) return few(n, 'returns', 20);
    if (standsStill(moves)) return missing(n, 'price stands still');
    const yearly = stdev(moves.map(({ logReturn }) => logReturn)) * Math.sqrt(252);
    const at = (p: number) => yearly * Math.sqrt((n - 1) / chiSquareQuantile(p, n - 1));
    return known(yearly, [at(0.975), at(0.025)], n, 60, 'returns', moves);
  };

  const drawdown = (): Bare => {
    const counting = window(252);
    const n = counting.length;
    if (n < 60) return few(n, 'closes', 60);
    const moves = movesOf(counting);
    if (standsStill(moves)) return missing(n, 'price stands still');
    const falls = counting.map(
      ({ close }, k) => 1 - close / Math.max(...counting.slice(0, k + 1).map((one) => one.close)),
    );
    return known(Math.max(...falls), null, n, 252, 'closes', moves);
  };

  const liquidity = (): Bare => {
    const crores = window(20)
      .map(({ crore }) => crore)
      .sort((a, b) => a - b);
    const n = crores.length;
    if (n < 5) return few(n, 'sessions', 5);
    const k = n === 20 ? 6 : n >= 17 ? 5 : n >= 15 ? 4 : n >= 12 ? 3 : n >= 9 ? 2 : 1;
    const median = (crores[Math.floor((n - 1) / 2)] + crores[Math.ceil((n - 1) / 2)]) / 2;
    return known(median, [crores[k - 1], crores[n - k]], n, 20, 'sessions', []);
  };

  const market = (): Bare => {
    const closes = new Map(bars.map((bar) => [bar.session, bar]));
    const pairs: (Move & { readonly ofIndex: number })[] = [];
    for (let session = today; session - 1 >= today - 384 && session >= 1 && pairs.length < 252; session--) {
      const [before, bar] = [closes.get(session - 1), closes.get(session)];
      const ofIndex = Math.log(indexClose[session] / indexClose[session - 1]);
      if (before === undefined || bar === undefined || Number.isNaN(ofIndex)) continue;
      pairs.unshift({ ...movesOf([before, bar])[0], ofIndex });
    }
    const n = pairs.length;
    if (n < 60) return few(n, 'pairs', 60);
    if (standsStill(pairs)) return missing(n, 'price stands still');
    const x = pairs.map(({ ofIndex }) => ofIndex);
    const y = pairs.map(({ logReturn }) => logReturn);
    if (stdev(x) <= 1e-8) return missing(n, 'NIFTY 50 has no variance');
    const spread = sum(x.map((one) => (one - mean(x)) ** 2));
    const slope = sum(x.map((one, k) => (one - mean(x)) * (y[k] - mean(y)))) / spread;
    const intercept = mean(y) - slope * mean(x);
    const error = Math.sqrt(sum(x.map((one, k) => (y[k] - intercept - slope * one) ** 2)) / (n - 2) / spread);
    const margin = studentQuantile(0.95, n - 2) * error;
    return known(slope, [slope - margin, slope + margin], n, 252, 'pairs', pairs);
  };

  const trend = (): Bare => {
    const n = window(252).length;
    const { close, hi52w, lo52w, dma50, dma200 } = features;
    const named = Object.entries({ close, hi52w, lo52w, dma50, dma200 });
    const unknown = named.flatMap(([name, value]) => (Number.isNaN(value) ? [name] : []));
    if (unknown.length > 0) return missing(n, `without ${unknown.join(', ')}`);
    const place = hi52w === lo52w ? 1 : snap((close - lo52w) / (hi52w - lo52w));
    const below = snap(dma200 / close - 1);
    const points =
      100 * (1 - Math.min(1, Math.max(0, place))) +
      (below > 0 ? 100 * Math.min(1, below / 0.25) : 0) +
      (snap(dma50 / dma200) >= 1 ? 0 : 100);
    return { raw: points / 3, ends: null, observations: n, status: 'OK', reason: `${n} closes` };
  };

  const ofSize: Bare = Number.isNaN(size.crore)
    ? missing(0, 'no market capitalisation')
    : { raw: size.crore, ends: null, observations: 1, status: 'OK', reason: size.source };
  return [volatility(), drawdown(), liquidity(), ofSize, market(), trend()].map(
    ({ raw, ends, ...rest }): RiskObservation => ({
      raw: raw === null ? null : snapLarge(raw),
      rawLower: ends === null ? null : snapLarge(ends[0]),
      rawUpper: ends === null ? null : snapLarge(ends[1]),
      ...rest,
    }),
  );
}

/** A double of a million or more holds no ten decimals. */
const snapLarge = (value: number) => (Math.abs(value) < 9e5 ? snap(value) : value);
