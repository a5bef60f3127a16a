import type pg from 'pg';
import { shown } from '../../shown.js';
import type { Ticker } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import type { ExportRequest } from '../exportRequest.js';
import type { ExportTable } from '../exportTable.js';
import { bars } from './bars.js';
import { facts } from './facts.js';
import { features } from './features.js';
import { ownData } from './ownData.js';
import { scores } from './scores.js';
import type { TableSource } from './tableSource.js';

/** Where the rows of each kind are read. */
const TABLES: Readonly<Record<ExportRequest['kind'], TableSource>> = {
  SCORES: scores,
  FEATURES: features,
  BARS: bars,
  FACTS: facts,
  SESSION: () => {
    throw new UserError(
      'Expected another kind of export than SESSION, which is not served yet: take SCORES.',
    );
  },
  MY_DATA: ownData,
};

/**
 * Opens the table of an export.
 *
 * @param client is in a transaction on one snapshot, and is used by nothing else until the table is read
 * @param owner the user whose MY_DATA it is; null: none, as on the command line
 * @param onPart called with how many parts of the table are read, of how many
 * @throws UserError for stocks and methods that the store does not have
 */
export async function openTable(
  client: pg.ClientBase,
  request: ExportRequest,
  owner: number | null,
  onPart: (done: number, total: number) => void = () => undefined,
): Promise<ExportTable> {
  const { kind, tickers } = request;
  if (tickers !== null) await requireStocks(client, tickers);
  return TABLES[kind]({ client, request, owner, onPart });
}

const MOST_NAMED = 10;

async function requireStocks(client: pg.ClientBase, tickers: readonly Ticker[]): Promise<void> {
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
