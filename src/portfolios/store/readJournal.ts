import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from '../journal/journalRow.js';
import type { ReadRows } from '../market/readRows.js';
import { readStocksOfToday } from '../market/stocksOfToday.js';
import { stocksIn, type StockSet } from '../market/stockSet.js';
import { storedUnits } from '../money/storedUnits.js';
import { MONEY } from '../money/units.js';
import type { StoredJournalKind } from '../names.js';

/** An entry with what only readers see. */
export interface NotedRow extends JournalRow {
  readonly portfolioId: number;
  readonly note: string | null;
}

interface StoredRow {
  readonly id: number;
  readonly portfolio_id: number;
  readonly day: IsoDate;
  readonly kind: StoredJournalKind;
  readonly ticker: Ticker | null;
  /** The last day of the symbol where the stock was renamed after the entry was recorded. */
  readonly renamed: IsoDate | null;
  readonly quantity: string | null;
  readonly price: string | null;
  readonly amount: string;
  readonly costs: string | null;
  readonly cost: string | null;
  readonly note: string | null;
}

/**
 * Reads the journals of portfolios, with the tickers of today. Who may see the portfolios, the caller has checked.
 *
 * @returns the entries of each portfolio, in the order in which they count: by day, then as they were recorded
 */
export async function readJournals(
  read: ReadRows,
  portfolioIds: readonly number[],
): Promise<ReadonlyMap<number, readonly NotedRow[]>> {
  const isOne = sql<SqlBool>`portfolio_id = ANY (${[...portfolioIds]}::integer[])`;
  const journals = new Map<number, NotedRow[]>(portfolioIds.map((id) => [id, []]));
  for (const row of await readEntries(read, isOne, stocksIn(portfolioIds))) {
    journals.get(row.portfolioId)?.push(row);
  }
  return journals;
}

/**
 * Reads entries of journals, with the tickers of today.
 *
 * @param condition on the columns of portfolio_journal
 * @param set the stocks that these entries name
 * @returns by portfolio, and of each in the order in which they count
 */
export async function readEntries(
  read: ReadRows,
  condition: RawBuilder<SqlBool>,
  set: StockSet,
): Promise<readonly NotedRow[]> {
  const [rows, stocks] = await Promise.all([
    read(sql<StoredRow>`
      SELECT entry.id, portfolio_id, day, kind, ticker, quantity::text AS quantity, price::text AS price,
        amount::text AS amount, costs::text AS costs, cost::text AS cost, note,
        (SELECT min(symbols.until) FROM symbols JOIN batches ON batches.id = symbols.recorded_in
          WHERE symbols.former = ticker AND symbols.superseded_in IS NULL AND symbols.until >= entry.day
            AND batches.recorded_at > entry.recorded_at) AS renamed
      FROM portfolio_journal AS entry LEFT JOIN stocks ON stocks.id = stock_id
      WHERE ${condition}
      ORDER BY portfolio_id, day, entry.id`),
    readStocksOfToday(read, set),
  ]);
  return rows.map((row) => ({
    id: row.id,
    portfolioId: row.portfolio_id,
    day: row.day,
    kind: row.kind,
    ticker: row.ticker === null ? null : stocks.of(row.ticker, row.renamed),
    quantity: row.quantity === null ? null : BigInt(row.quantity),
    price: money(row.price),
    amount: money(row.amount) ?? 0n,
    costs: money(row.costs),
    cost: money(row.cost),
    note: row.note,
  }));
}

const money = (text: string | null): bigint | null => (text === null ? null : storedUnits(text, MONEY));
