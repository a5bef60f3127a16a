import { sql } from 'kysely';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ReadRows } from '../market/readRows.js';
import type { Side } from '../names.js';

/** A trade that a rebalance proposes. */
export interface Proposed {
  readonly portfolioId: number;
  readonly side: Side;
  /** As the stock was called then. */
  readonly ticker: Ticker;
  readonly quantity: bigint;
  /** The day of the holdings that it was computed from, and of which its shares are. */
  readonly heldOn: IsoDate;
}

/** Reads the trades that a rebalance proposes. */
export async function readProposed(read: ReadRows, rebalanceId: number): Promise<readonly Proposed[]> {
  const rows = await read(
    sql<Omit<Proposed, 'quantity'> & { readonly quantity: string }>`
      SELECT trade.portfolio_id AS "portfolioId", trade.side, stocks.ticker, trade.quantity::text AS quantity,
        of.inputs ->> 'heldOn' AS "heldOn"
      FROM rebalance_transactions AS trade JOIN stocks ON stocks.id = trade.stock_id
      JOIN rebalance_portfolios AS of
        ON of.rebalance_id = trade.rebalance_id AND of.portfolio_id = trade.portfolio_id
      WHERE trade.rebalance_id = ${rebalanceId}::int4`,
  );
  return rows.map((row) => ({ ...row, quantity: BigInt(row.quantity) }));
}
