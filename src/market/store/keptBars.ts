import type pg from 'pg';
import type { Day, Ticker } from '../../scoring/names.js';
import { countAtOrBelow } from '../../scoring/statistics.js';
import { joinBars } from '../barColumns.js';
import { prices } from '../datasets/prices.js';
import { symbols } from '../datasets/symbols.js';
import { dayOf } from '../day.js';
import type { TradedBars } from '../facts.js';
import type { StockIds } from './stockIds.js';
import { storedBars } from './storedBars.js';

/** At 54 bytes each, these take at most 162 MB. The bars of further stocks are read each time. */
const MOST_BARS = 3_000_000;

/**
 * Keeps current bars from one update of features to the next. An update needs all bars of a stock, because a mean like
 * that of MACD reaches back to the first one. The bars of seven years of 950 stocks take 1.3 s to read, those of a
 * running session some milliseconds.
 */
export class KeptBars {
  readonly #bars = new Map<Ticker, TradedBars>();
  /** For each kept stock, the day before which its bars are known to be current. */
  readonly #until = new Map<Ticker, Day>();
  #batch = 0;
  #count = 0;

  /**
   * Returns all current bars of some stocks.
   *
   * @param client holds the lock of facts
   * @param stocks ids of stocks
   * @param batch the newest batch
   */
  async of(
    client: pg.ClientBase,
    ids: StockIds,
    stocks: readonly number[],
    batch: number,
  ): Promise<Map<Ticker, TradedBars>> {
    await this.#noteChanges(client, batch);
    const known = stocks.filter((id) => this.#bars.has(ids.tickerOf(id)));
    const unknown = stocks.filter((id) => !this.#bars.has(ids.tickerOf(id)));
    const bars =
      unknown.length === 0
        ? new Map<Ticker, TradedBars>()
        : await storedBars(client, ids, { stocks: unknown });
    for (const [ticker, stock] of bars) this.#keep(ticker, stock);
    if (known.length === 0) return bars;

    const tickers = known.map(ids.tickerOf);
    const from = Math.min(...tickers.map((ticker) => this.#until.get(ticker) ?? Infinity));
    const newer =
      from === Infinity
        ? new Map<Ticker, TradedBars>()
        : await storedBars(client, ids, { stocks: known, from });
    for (const ticker of tickers) {
      const kept = this.#bars.get(ticker);
      if (kept === undefined) continue;
      const stock =
        from === Infinity ? kept : joinBars(kept, countAtOrBelow(kept.day, from - 1), newer.get(ticker));
      this.#keep(ticker, stock);
      bars.set(ticker, stock);
    }
    return bars;
  }

  async #noteChanges(client: pg.ClientBase, batch: number): Promise<void> {
    if (batch === this.#batch) return;
    const { rows } = await client.query<{ from: string | null }>(
      `SELECT least(
         (SELECT min(touches_from) FROM batches WHERE id > $1 AND dataset = ANY ($2)),
         (SELECT min(day) FROM withdrawals WHERE recorded_in > $1 AND dataset = $3)
       )::text AS from`,
      // A rename moves bars to another stock.
      [this.#batch, [prices.name, symbols.name], prices.name],
    );
    this.#batch = batch;
    const from = rows[0].from === null ? Infinity : dayOf(rows[0].from);
    for (const [ticker, until] of this.#until) this.#until.set(ticker, Math.min(until, from));
  }

  #keep(ticker: Ticker, bars: TradedBars): void {
    const former = this.#bars.get(ticker)?.day.length ?? 0;
    this.#count += bars.day.length - former;
    if (this.#count > MOST_BARS) {
      this.#count -= bars.day.length;
      this.#bars.delete(ticker);
      this.#until.delete(ticker);
      return;
    }
    this.#bars.set(ticker, bars);
    this.#until.set(ticker, Infinity);
  }
}
