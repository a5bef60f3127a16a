import type pg from 'pg';
import type { Ticker } from '../../scoring/names.js';
import type { StockIds } from './factTables.js';

/** The numbers of all stocks; those of `expected` are made where they are missing. */
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
  const names = new Map(rows.map(({ id, ticker }) => [id, ticker]));
  return {
    idOf: (ticker) => known(ids.get(ticker), ticker),
    tickerOf: (id) => known(names.get(id), id),
  };
}

function known<Value>(value: Value | undefined, of: Ticker | number): Value {
  if (value === undefined) throw new Error(`stock ${of} is not in the table stocks`);
  return value;
}
