import { Sessions } from '../../../src/market/calendar.js';
import { dayOfCivil, isWeekend } from '../../../src/market/day.js';
import type { Action, TradedBars } from '../../../src/market/facts.js';
import type { Day, Ticker } from '../../../src/scoring/names.js';
import { Random } from './random.js';

export interface SyntheticStock {
  readonly ticker: Ticker;
  readonly traded: TradedBars;
  readonly actions: readonly Action[];
}

export interface SyntheticMarket {
  readonly sessions: Sessions;
  /** D: the last session. */
  readonly day: Day;
  readonly stocks: readonly SyntheticStock[];
}

const SEED = 20_261_122;
const BARS = 300;
/** More sessions than a stock has bars, so that its trading can be interrupted. */
const SESSIONS = 360;
const INTERRUPTION = 60;

/**
 * Returns stocks with 300 bars each up to D, as traded: random walks in paise. One stock in ten has a split or bonus, one in
 * fifty has two, one in fifty has interrupted trading, and two in three have traded values. The first stocks are the same
 * for every count.
 */
export function syntheticMarket(count: number): SyntheticMarket {
  const days = weekdaysUpTo(dayOfCivil(2026, 11, 20), SESSIONS);
  const stocks = Array.from({ length: count }, (_, k) => syntheticStock(k, days));
  return { sessions: new Sessions(days), day: days[days.length - 1], stocks };
}

function weekdaysUpTo(last: Day, count: number): Int32Array {
  const days: Day[] = [];
  for (let day = last; days.length < count; day--) if (!isWeekend(day)) days.push(day);
  return Int32Array.from(days.reverse());
}

function syntheticStock(k: number, days: Int32Array): SyntheticStock {
  const random = new Random(SEED, k);
  const ticker = `SYN${String(k).padStart(5, '0')}.NS` as Ticker;
  const first = days.length - BARS;
  const from = random.chance(0.02) ? BARS - 1 - random.below(150) : 0;
  const day = Int32Array.from(
    { length: BARS },
    (_, bar) => days[first + bar - (bar < from ? INTERRUPTION : 0)],
  );
  const actions = actionsOf(ticker, day, random);
  return { ticker, actions, traded: barsOf(day, actions, random) };
}

const RATIOS: readonly Pick<Action, 'kind' | 'newShares' | 'oldShares'>[] = [
  { kind: 'SPLIT', newShares: 2, oldShares: 1 },
  { kind: 'SPLIT', newShares: 5, oldShares: 1 },
  { kind: 'SPLIT', newShares: 10, oldShares: 1 },
  { kind: 'BONUS', newShares: 2, oldShares: 1 },
  { kind: 'BONUS', newShares: 3, oldShares: 2 },
];

function actionsOf(ticker: Ticker, day: Int32Array, random: Random): Action[] {
  const drawn = random.uniform();
  const count = drawn < 0.02 ? 2 : drawn < 0.12 ? 1 : 0;
  return Array.from({ length: count }, () => ({
    ticker,
    exDate: day[1 + random.below(day.length - 1)],
    ...RATIOS[random.below(RATIOS.length)],
    price: NaN,
    factor: NaN,
  }));
}

/** The random walk is the worth of one original share, which splits divide into the shares of the day. */
function barsOf(day: Int32Array, actions: readonly Action[], random: Random): TradedBars {
  const [open, high, low, close, volume, value] = Array.from(
    { length: 6 },
    () => new Float64Array(day.length),
  );
  const sigma = random.between(0.01, 0.035);
  const drift = random.between(-0.0008, 0.0012);
  const shares = Math.exp(random.between(8, 15));
  const valueGiven = random.chance(2 / 3);
  let worth = Math.exp(random.between(Math.log(30), Math.log(6000)));
  for (let k = 0; k < day.length; k++) {
    const split = actions.reduce(
      (product, { exDate, newShares, oldShares }) =>
        exDate <= day[k] ? (product * newShares) / oldShares : product,
      1,
    );
    const opening = worth * Math.exp(0.3 * sigma * random.normal());
    worth *= Math.exp(drift + sigma * random.normal());
    open[k] = paise(opening / split);
    close[k] = paise(worth / split);
    high[k] = paise(Math.max(open[k], close[k]) * (1 + 0.5 * sigma * random.uniform()));
    low[k] = paise(Math.min(open[k], close[k]) * (1 - 0.5 * sigma * random.uniform()));
    volume[k] = Math.round(shares * split * Math.exp(0.5 * random.normal()));
    value[k] = valueGiven ? paise(volume[k] * random.between(low[k], high[k])) : NaN;
  }
  return {
    day,
    open,
    high,
    low,
    close,
    volume,
    value,
    secondary: new Uint8Array(day.length),
    series: new Uint8Array(day.length),
  };
}

const paise = (rupees: number): number => Math.max(5, Math.round(rupees * 100)) / 100;
