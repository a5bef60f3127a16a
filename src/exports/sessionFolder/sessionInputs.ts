import { Sessions } from '../../market/calendar.js';
import type { TradedBars } from '../../market/facts.js';
import { groupFacts } from '../../market/groupFacts.js';
import { isinsOf } from '../../market/isins.js';
import type { Market } from '../../market/market.js';
import type { Ticker } from '../../scoring/names.js';

/** An ISIN that a company has, or had. */
export interface KnownIsin {
  readonly ticker: Ticker;
  readonly isin: string;
}

/** The raw facts that a session was scored from, as recorded then, and no other ones. */
export interface SessionInputs {
  /** The facts of each dataset that is grouped, by its name. */
  readonly facts: ReadonlyMap<string, readonly unknown[]>;
  /** Ascending by ticker. */
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
  /** Ascending by ticker and ISIN. */
  readonly isins: readonly KnownIsin[];
  /** The sessions up to the day, ascending. */
  readonly sessions: Int32Array;
  readonly pricesAdjusted: boolean;
}

/** Returns the market that inputs are of. */
export async function marketOf(inputs: SessionInputs): Promise<Market> {
  const { facts, bars, isins, sessions, pricesAdjusted } = inputs;
  return {
    ...(await groupFacts((dataset) => dataset.group(facts.get(dataset.name) ?? []))),
    ...{ bars, pricesAdjusted },
    isins: isinsOf(isins),
    sessions: new Sessions(sessions),
  };
}
