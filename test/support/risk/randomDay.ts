import type { RiskInputs, RiskStock } from '../../../src/risk/riskInputs.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { Random } from '../synthetic/random.js';
import { riskInputs } from './riskDay.js';

/** Sessions up to the day, which is the last of them. */
const SESSIONS = 420;
/** Bars after the day, of which nothing may be read: they hold NaN. */
const LATER = 3;

/** Makes a day of stocks of every kind: full, young, interrupted, standing still, jumping, untraded, without figures. */
export function randomRiskDay(seed: number, count: number): RiskInputs {
  const random = new Random(seed);
  const today = SESSIONS - 1;
  const stocks = Array.from({ length: count }, (_, k) => randomStock(new Random(seed, k + 1), k, today));
  const isFlat = random.chance(0.1);
  const holes = random.chance(0.5) ? 0.02 : 0;
  let close = 20_000;
  const indexClose = Array.from({ length: SESSIONS + LATER }, (_, session) => {
    if (!isFlat) close *= Math.exp(0.01 * random.normal());
    return session > today || random.chance(holes) ? NaN : close;
  });
  return { ...riskInputs(stocks, { today, indexClose }), today };
}

function randomStock(random: Random, k: number, today: number): RiskStock {
  const session = randomSessions(random, today);
  const last = session.length - 1 - LATER;
  const length = session.length;
  const [still, sigma] = [random.chance(0.2) ? random.uniform() : 0, random.between(0.002, 0.05)];
  const jumps = random.chance(0.3) ? 0.01 : 0;
  const idle = random.chance(0.1) ? random.uniform() : 0;
  const usual = 10 ** random.between(5, 10);
  let before = 10 ** random.between(0, 4);
  const close = new Float64Array(length);
  for (let bar = 0; bar < length; bar++) {
    const jump = [0.8, 1.2, 1.25, 0.5][random.below(4)];
    const move = random.chance(jumps) ? jump : Math.exp(sigma * random.normal());
    if (!random.chance(still)) before *= move;
    close[bar] = bar > last ? NaN : before;
  }
  const orNaN = (value: number) => (random.chance(0.03) ? NaN : value);
  const near = () => orNaN(before * random.between(0.7, 1.3));
  return {
    ticker: `T${String(k).padStart(5, '0')}.NS` as Ticker,
    bars: {
      ...{ close, session },
      tradedValue: Float64Array.from({ length }, (_, bar) =>
        bar > last ? NaN : random.chance(idle) ? 0 : usual * Math.exp(random.normal()),
      ),
      hasAction: Uint8Array.from({ length }, () => Number(random.chance(0.02))),
    },
    last,
    features: {
      ...{ close: before, dma50: near(), dma200: near() },
      ...{ hi52w: orNaN(before * random.between(1, 1.5)), lo52w: orNaN(before * random.between(0.5, 1)) },
    },
    size: random.chance(0.1)
      ? { crore: NaN, source: 'no market capitalisation' }
      : { crore: 10 ** random.between(2, 7), source: 'market_cap_cr of 2024-06-30' },
  };
}

/** Sessions of a stock's bars, with holes, and with some that are later than the day. */
function randomSessions(random: Random, today: number): Int32Array {
  const most = random.chance(0.5) ? SESSIONS : random.below(SESSIONS);
  const hole = random.chance(0.3) ? random.uniform() * 0.2 : 0;
  const newestFirst = Array.from({ length: LATER }, (_, k) => today + LATER - k);
  let session = today - (random.chance(0.1) ? random.below(10) : 0);
  for (let bar = 0; bar < most && session >= 0; bar++) {
    newestFirst.push(session);
    session -= random.chance(hole) ? 1 + random.below(random.chance(0.1) ? 80 : 8) : 1;
  }
  return Int32Array.from(newestFirst.reverse());
}
