import { sql } from 'kysely';
import { owned } from '../../access/owned.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ReadRows } from '../market/readRows.js';
import { readStocksOfToday } from '../market/stocksOfToday.js';
import type { Side } from '../names.js';
import { renamesSince, type Renames } from './renamesSince.js';

/** A trade that a rebalance proposes. */
export interface Proposed {
  readonly portfolioId: number;
  readonly side: Side;
  /** That of today. */
  readonly ticker: Ticker;
  readonly quantity: bigint;
  /** The day of the holdings that it was computed from, and of which its shares are. */
  readonly heldOn: IsoDate;
}

interface StoredTrade extends Omit<Proposed, 'quantity'> {
  readonly quantity: string;
  readonly renames: Renames;
}

/** Reads the trades that a rebalance of an owner proposes. */
export async function readProposed(
  read: ReadRows,
  owner: number,
  rebalanceId: number,
): Promise<readonly Proposed[]> {
  const [rows, stocks] = await Promise.all([
    read(sql<StoredTrade>`
      SELECT trade.portfolio_id AS "portfolioId", trade.side, stocks.ticker, trade.quantity::text AS quantity,
        of.inputs ->> 'heldOn' AS "heldOn", ${renamesSince(sql`whole.as_of`, sql`whole.created_at`)} AS renames
      FROM rebalance_transactions AS trade JOIN stocks ON stocks.id = trade.stock_id
      JOIN rebalances AS whole ON whole.id = trade.rebalance_id
      JOIN rebalance_portfolios AS of
        ON of.rebalance_id = trade.rebalance_id AND of.portfolio_id = trade.portfolio_id
      WHERE ${owned('whole', owner)} AND trade.rebalance_id = ${rebalanceId}::int4`),
    readStocksOfToday(
      read,
      sql`SELECT stock_id AS id FROM rebalance_transactions WHERE rebalance_id = ${rebalanceId}::int4`,
    ),
  ]);
  return rows.map(({ renames, ticker, quantity, ...row }) => ({
    ...row,
    ticker: stocks.of(ticker, renames?.[ticker] ?? null),
    quantity: BigInt(quantity),
  }));
}
