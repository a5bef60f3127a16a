import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Ticker } from '../../scoring/names.js';
import { stateOn } from '../journal/stateOn.js';
import type { ReadRows } from '../market/readRows.js';
import { readShareActions } from '../market/readShareActions.js';
import { readTradingDays } from '../market/readTradingDays.js';
import type { StockSet } from '../market/stockSet.js';
import { readEntries, type NotedRow } from './readJournal.js';

/** The stocks that are or were called by a ticker of today: itself, and those under its former symbols. */
const stocksCalled = (ticker: Ticker): StockSet => sql`
  WITH RECURSIVE called (id, ticker) AS (
    SELECT stocks.id, stocks.ticker FROM stocks WHERE stocks.ticker = ${ticker}::text
    UNION
    SELECT former.id, former.ticker
    FROM called
    JOIN symbols ON symbols.stock_id = called.id AND symbols.superseded_in IS NULL
    JOIN stocks AS former ON former.ticker = symbols.former
  )
  SELECT id FROM called`;

/** Returns the condition that a journal names a stock, as a portfolio that holds it does. */
export const namesStock = (portfolioId: string, ticker: Ticker): RawBuilder<SqlBool> => sql`EXISTS (
  SELECT FROM portfolio_journal
  WHERE portfolio_id = ${sql.ref(portfolioId)} AND stock_id IN (${stocksCalled(ticker)})
)`;

/**
 * Finds which portfolios hold a stock on the newest day. Because splits and bonuses follow from the actions, SQL alone cannot
 * tell.
 *
 * @param portfolios SQL that selects the ids of the portfolios
 * @param ticker that of today
 */
export async function readHolders(
  read: ReadRows,
  portfolios: RawBuilder<unknown>,
  ticker: Ticker,
): Promise<ReadonlySet<number>> {
  const set = stocksCalled(ticker);
  const [entries, { shares }, { newest }] = await Promise.all([
    readEntries(read, sql`portfolio_id IN (${portfolios}) AND stock_id IN (${set})`, set),
    readShareActions(read, set),
    readTradingDays(read),
  ]);
  const journals = new Map<number, NotedRow[]>();
  for (const row of entries) {
    if (row.ticker !== ticker) continue;
    const rows = journals.get(row.portfolioId);
    if (rows === undefined) journals.set(row.portfolioId, [row]);
    else rows.push(row);
  }
  const holders = [...journals].filter(([, rows]) => {
    const last = rows[rows.length - 1].day;
    const day = newest !== null && newest > last ? newest : last;
    return stateOn(rows, shares, day).holdings.has(ticker);
  });
  return new Set(holders.map(([id]) => id));
}
