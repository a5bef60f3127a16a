import type { Day } from '../scoring/names.js';

/** The share of stocks that makes a session count where SESSION_QUORUM does not say otherwise. */
export const DEFAULT_QUORUM = 0.5;

/** How many stocks have a bar on a session, and whether these are enough for the session to count. */
export interface SessionBars {
  readonly day: Day;
  /** Stocks with a bar on the session. */
  readonly bars: number;
  /** Stocks with a bar on the session among `expected`. */
  readonly ofFormer: number;
  /** Stocks that had a bar on the last session with quorum; 0 for the first session of all. */
  readonly expected: number;
  readonly hasQuorum: boolean;
}

/**
 * Returns how many of the expected stocks have to have a bar, so that a session has quorum.
 *
 * @param share 0 to 1
 */
export function neededForQuorum(expected: number, share: number): number {
  // 0.07 × 100 is a little more than 7 in binary.
  return Math.max(0, Math.ceil(expected * share - 1e-9));
}

/**
 * Says of one session after the other whether it has quorum: whether a share of the stocks that had a bar on the last
 * session with quorum have one. The first session with any bar has it.
 *
 * A session on which more than twice as many stocks have a bar has it as well. Otherwise a store whose first bars are of
 * a stock that stopped trading would wait for that stock forever.
 */
export class Quorums {
  #former: ReadonlySet<number> | null;

  /**
   * @param share 0 to 1
   * @param former the stocks with a bar on the last session with quorum; null where there is none
   */
  constructor(
    private readonly share: number,
    former: Iterable<number> | null = null,
  ) {
    this.#former = former && new Set(former);
  }

  /**
   * Judges the next session.
   *
   * @param stocks each stock with a bar on it, once
   */
  next(day: Day, stocks: readonly number[]): SessionBars {
    const former = this.#former;
    const ofFormer = former === null ? 0 : stocks.reduce((sum, stock) => sum + Number(former.has(stock)), 0);
    const expected = former?.size ?? 0;
    const hasQuorum = ofFormer >= neededForQuorum(expected, this.share) || stocks.length > 2 * expected;
    if (hasQuorum) this.#former = new Set(stocks);
    return { day, bars: stocks.length, ofFormer, expected, hasQuorum };
  }
}
