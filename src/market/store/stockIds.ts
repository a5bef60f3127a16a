import type pg from 'pg';
import type { Ticker } from '../../scoring/names.js';

/** The ids under which stocks are stored. Both functions throw for a stock that is not in the table. */
export interface StockIds {
  readonly idOf: (ticker: Ticker) => number;
  readonly tickerOf: (id: number) => Ticker;
}

/**
 * Reads the ids of all stocks.
 *
 * @param expected tickers that are given an id where they have none yet
 */
export async function stockIds(client: pg.ClientBase, expected: Iterable<Ticker> = []): Promise<StockIds> {
  const tickers = [...new Set(expected)].sort();
  if (tickers.length > 0) {
    await client.query(
      `INSERT INTO stocks (ticker)
       SELECT ticker FROM unnest($1::text[]) WITH ORDINALITY AS given (ticker, place)
       WHERE NOT EXISTS (SELECT FROM stocks WHERE stocks.ticker = given.ticker)
       ORDER BY place`,
      [tickers],
    );
  }
  const { rows } = await client.query<{ id: number; ticker: Ticker }>('SELECT id, ticker FROM stocks');
  const ids = new Map(rows.map(({ id, ticker }) => [ticker, id]));
  const tickersById = new Map(rows.map(({ id, ticker }) => [id, ticker]));
  return {
    idOf: (ticker) => known(ids.get(ticker), ticker),
    tickerOf: (id) => known(tickersById.get(id), id),
  };
}

function known<Value>(value: Value | undefined, of: Ticker | number): Value {
  if (value === undefined) throw new Error(`Expected stock ${of} in the table stocks, but it is not there.`);
  return value;
}
