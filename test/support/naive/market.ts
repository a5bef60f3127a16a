import type { Action } from '../../../src/market/facts.js';
import type { Day, Ticker } from '../../../src/scoring/names.js';
import type { SyntheticMarket } from '../synthetic/market.js';

export interface Bar {
  readonly day: Day;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
  readonly value: number | null;
}

export interface NaiveMarket {
  readonly day: Day;
  readonly bars: ReadonlyMap<Ticker, readonly Bar[]>;
  readonly actions: ReadonlyMap<Ticker, readonly Action[]>;
  /** Day of a session → its ordinal. */
  readonly sessions: ReadonlyMap<Day, number>;
}

/** The same market as objects and maps. */
export function naiveMarket({ stocks, sessions, day }: SyntheticMarket): NaiveMarket {
  return {
    day,
    bars: new Map(
      stocks.map(({ ticker, traded }) => [
        ticker,
        Array.from(traded.day, (day, k) => ({
          day,
          high: traded.high[k],
          low: traded.low[k],
          close: traded.close[k],
          volume: traded.volume[k],
          value: Number.isNaN(traded.value[k]) ? null : traded.value[k],
        })),
      ]),
    ),
    actions: new Map(stocks.map(({ ticker, actions }) => [ticker, actions])),
    sessions: new Map(Array.from(sessions.days, (day, ordinal) => [day, ordinal])),
  };
}
