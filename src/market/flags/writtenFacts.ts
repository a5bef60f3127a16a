import type { Day, Ticker } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import type { TradedBars } from '../facts.js';

/** Bars of stocks, and what is needed to judge actions by them. */
export interface JudgingBars {
  readonly bars: ReadonlyMap<Ticker, TradedBars>;
  readonly sessions: Sessions;
  readonly pricesAdjusted: boolean;
}

/** Facts of one dataset that a batch wrote, and what they are judged against. */
export interface WrittenFacts<Fact> {
  /** Those that are new, and those that replaced a former one. */
  readonly written: readonly Fact[];
  /** The facts that were replaced, by those that replaced them. */
  readonly formerOf: ReadonlyMap<Fact, Fact>;
  /** All facts about the same stocks as they are known now, the written ones included. */
  readonly known: readonly Fact[];
  /** Reads the bars of some stocks. */
  readonly barsOf: (stocks: readonly Ticker[]) => Promise<JudgingBars>;
  /** Returns how many sessions there are from a day up to the newest bar. */
  readonly sessionsFrom: (day: Day) => Promise<number>;
}
