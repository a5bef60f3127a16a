import type pg from 'pg';
import { dayOf } from '../../../market/day.js';
import { stockIds } from '../../../market/store/stockIds.js';
import { storedSymbols } from '../../../market/store/storedSymbols.js';
import { shown } from '../../../shown.js';
import type { DocumentParticulars } from './documentParticulars.js';
import { DocumentRefused } from './documentRefused.js';

/**
 * Returns the stock of the company that had a ticker when the document was published, as the import does.
 *
 * @throws DocumentRefused where the store has none
 */
export async function companyOfDocument(
  client: pg.ClientBase,
  { ticker: written, publishedOn }: Pick<DocumentParticulars, 'ticker' | 'publishedOn'>,
): Promise<number> {
  const symbols = await storedSymbols(client, await stockIds(client));
  const ticker = symbols.tickerOn(written, dayOf(publishedOn)) ?? written;
  const { rows } = await client.query<{ id: number }>(
    `SELECT id FROM stocks JOIN companies ON companies.stock_id = stocks.id AND companies.superseded_in IS NULL
     WHERE stocks.ticker = $1`,
    [ticker],
  );
  if (rows.length > 0) return rows[0].id;
  const renamed = symbols.newestOf(written);
  const remedy =
    renamed === null
      ? 'check the spelling, or import the company first'
      : `it was renamed, so write ${renamed} for a document of this day`;
  throw new DocumentRefused(
    'FIELD',
    'ticker',
    `Expected the ticker of a company of the store, got "${shown(written)}": ${remedy}.`,
  );
}
