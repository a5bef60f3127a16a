import type pg from 'pg';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { ExportRequest } from './exportRequest.js';

/** How many tickers an error names. */
const MOST_NAMED = 10;

/**
 * Checks what only the store knows of a request.
 *
 * @throws UserError for stocks and a method that the store does not have
 */
export async function requireStored(
  client: pg.ClientBase,
  { tickers, method }: Pick<ExportRequest, 'tickers' | 'method'>,
): Promise<void> {
  if (tickers !== null) await requireStocks(client, tickers);
  if (method === null) return;
  const { rows } = await client.query('SELECT FROM methods WHERE name = $1 LIMIT 1', [method]);
  if (rows.length > 0) return;
  throw new UserError(
    `Expected a method that the store has scores of, got "${shown(method)}": leave it out for the served one.`,
  );
}

async function requireStocks(client: pg.ClientBase, tickers: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ ticker: string }>(
    `SELECT ticker FROM unnest($1::text[]) WITH ORDINALITY AS given (ticker, place)
     WHERE NOT EXISTS (SELECT FROM stocks WHERE stocks.ticker = given.ticker) ORDER BY place`,
    [tickers],
  );
  if (rows.length === 0) return;
  const named = rows.slice(0, MOST_NAMED).map(({ ticker }) => shown(ticker));
  const more = rows.length > MOST_NAMED ? ` and ${rows.length - MOST_NAMED} more` : '';
  throw new UserError(
    `Expected tickers of stocks that the store has, got ${named.join(', ')}${more}: leave them out.`,
  );
}
