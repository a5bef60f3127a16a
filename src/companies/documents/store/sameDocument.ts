import type pg from 'pg';
import type { FilingCategory } from '../../../market/facts.js';
import type { IsoDate } from '../../../scoring/names.js';
import type { DocumentStatus } from '../names.js';
import { DocumentRefused } from './documentRefused.js';

interface Same {
  readonly stockId: number;
  readonly category: FilingCategory;
  readonly publishedOn: IsoDate;
}

/**
 * Finds the document with the same bytes. Another title or link changes nothing of it.
 *
 * @param client has the lock of documents
 * @returns null where the store has none
 * @throws DocumentRefused where it is of another company, category or day, so that one of the two must be wrong
 */
export async function sameDocument(
  client: pg.ClientBase,
  hash: string,
  { stockId, category, publishedOn }: Same,
): Promise<{ readonly id: number; readonly status: DocumentStatus } | null> {
  const { rows } = await client.query<{
    id: number;
    status: DocumentStatus;
    stock_id: number;
    ticker: string;
    category: FilingCategory;
    published_on: IsoDate;
  }>(
    `SELECT documents.id, status, stock_id, ticker, category, published_on::text
     FROM documents JOIN stocks ON stocks.id = documents.stock_id WHERE hash = $1 AND deleted_at IS NULL`,
    [hash],
  );
  if (rows.length === 0) return null;
  const [{ id, status, ...known }] = rows;
  if (known.stock_id === stockId && known.category === category && known.published_on === publishedOn) {
    return { id, status };
  }
  throw new DocumentRefused(
    'CONFLICT',
    'file',
    `Expected a new document, or the same particulars as before, but its bytes are document ${id} (${known.ticker}, ` +
      `${known.category}, published on ${known.published_on}) already: send those, or delete that document first.`,
    id,
  );
}
