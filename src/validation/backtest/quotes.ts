import type { ShareAction } from '../../portfolios/journal/shareAction.js';
import { carriedPrice } from '../../portfolios/valuation/carriedPrice.js';
import type { Ticker } from '../../scoring/names.js';
import type { MarketSession } from './marketSession.js';

/** A stock whose last bar is older than so many sessions is taken for delisted. */
export const OLDEST_BAR = 10;

interface Quote {
  /** The last close as traded, in units of MONEY. */
  readonly close: bigint;
  /** That close, carried over the actions since. */
  readonly price: bigint;
  readonly since: readonly ShareAction[];
  /** The number of its session. */
  readonly session: number;
}

/** The last prices of all stocks, as they are known after the sessions that were taken. */
export class Quotes {
  readonly #quotes = new Map<Ticker, Quote>();
  #session = 0;

  /**
   * Takes the closes and actions of the next session.
   *
   * @returns the stocks that are taken for delisted from this session on
   */
  take({ actions, closes }: MarketSession): readonly Ticker[] {
    this.#session++;
    for (const [ticker, gone] of actions) {
      const quote = this.#quotes.get(ticker);
      if (quote === undefined) continue;
      const since = [...quote.since, ...gone];
      this.#quotes.set(ticker, { ...quote, since, price: carriedPrice({ price: quote.close }, since).price });
    }
    for (const [ticker, close] of closes) {
      this.#quotes.set(ticker, { close, price: close, since: [], session: this.#session });
    }
    const delisted: Ticker[] = [];
    for (const [ticker, { session }] of this.#quotes) {
      if (this.#session - session === OLDEST_BAR + 1) delisted.push(ticker);
    }
    return delisted.sort();
  }

  /** Returns the last close in units of MONEY, carried over splits and bonuses since; null where there is none. */
  priceOf(ticker: Ticker): bigint | null {
    return this.#quotes.get(ticker)?.price ?? null;
  }

  /** Returns the close of this session; null where the stock did not trade. */
  closeOf(ticker: Ticker): bigint | null {
    const quote = this.#quotes.get(ticker);
    return quote === undefined || quote.session !== this.#session ? null : quote.close;
  }

  /** Returns whether the last bar is so old that the stock is taken for delisted. */
  isDelisted(ticker: Ticker): boolean {
    const quote = this.#quotes.get(ticker);
    return quote !== undefined && this.#session - quote.session > OLDEST_BAR;
  }
}
