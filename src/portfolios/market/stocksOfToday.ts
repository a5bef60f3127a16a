import { sql } from 'kysely';
import { dayOf } from '../../market/day.js';
import { FormerSymbols } from '../../market/formerSymbols.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ReadRows } from './readRows.js';
import { withReached, type StockSet } from './stockSet.js';

interface StockRow {
  readonly id: number;
  readonly ticker: Ticker;
  readonly is_listed: boolean;
  /** The rows of symbols in which its ticker is the former one. */
  readonly renames: readonly { readonly ticker: Ticker; readonly until: IsoDate }[] | null;
}

/** Knows what stocks are called today that were stored under former symbols. */
export class StocksOfToday {
  readonly #symbols: FormerSymbols;
  readonly #listed: ReadonlySet<Ticker>;
  readonly #ids: ReadonlyMap<Ticker, number>;

  constructor(rows: readonly StockRow[]) {
    this.#ids = new Map(rows.map(({ id, ticker }) => [ticker, id]));
    this.#listed = new Set(rows.filter(({ is_listed }) => is_listed).map(({ ticker }) => ticker));
    this.#symbols = new FormerSymbols(
      rows.flatMap(({ ticker: former, renames }) =>
        (renames ?? []).map(({ ticker, until }) => ({ former, ticker, until: dayOf(until) })),
      ),
    );
  }

  /**
   * Returns the ticker of today.
   *
   * @param stored the ticker under which something was stored
   * @param renamed the last day of that symbol where the stock was renamed after it was stored; null: it was not, so that a
   *   company that has the symbol today is meant
   */
  of(stored: Ticker, renamed: IsoDate | null): Ticker {
    if (renamed !== null) {
      const row = this.#symbols.rowsOf(stored).find(({ until }) => until === dayOf(renamed));
      if (row !== undefined) return this.#symbols.endOf(row);
    }
    return this.#listed.has(stored) ? stored : (this.#symbols.newestOf(stored) ?? stored);
  }

  /** Returns the id of a stock by its ticker; null where it is not among those that were read. */
  idOf(ticker: Ticker): number | null {
    return this.#ids.get(ticker) ?? null;
  }
}

/** Reads what the stocks of a set are called today. */
export async function readStocksOfToday(read: ReadRows, set: StockSet): Promise<StocksOfToday> {
  const rows = await read(sql<StockRow>`
    ${withReached(set)}
    SELECT reached.id, reached.ticker,
      EXISTS (SELECT FROM companies WHERE stock_id = reached.id AND superseded_in IS NULL) AS is_listed,
      (SELECT json_agg(json_build_object('ticker', later.ticker, 'until', symbols.until))
        FROM symbols JOIN stocks AS later ON later.id = symbols.stock_id
        WHERE symbols.former = reached.ticker AND symbols.superseded_in IS NULL) AS renames
    FROM reached`);
  return new StocksOfToday(rows);
}
