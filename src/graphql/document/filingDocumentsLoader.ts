import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { ShownDocument } from '../../companies/documents/store/shownDocument.js';
import type { IsoDate } from '../../scoring/names.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { documents, publishedUpTo } from './documentLoaders.js';

/** The most documents of one filing. */
export const MOST_OF_FILING = 20;

/** What tells which documents are of a filing. */
export interface FiledKey {
  readonly stockId: number;
  /** Empty where its bytes were never imported. */
  readonly hash: string;
  /** Empty where it has no link. */
  readonly url: string;
  /** The last day of publication; null: today in India. */
  readonly on: IsoDate | null;
}

/** Loads the documents of filings: those of its bytes, else those of its link, the newest first. */
export function filingDocumentsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<FiledKey, readonly ShownDocument[], string> {
  return keyedLoader((keys: readonly FiledKey[]) =>
    Promise.all(
      keys.map(async ({ stockId, hash, url, on }) => {
        if (hash === '' && url === '') return [];
        const rows = await reads.rows(sql<ShownDocument>`
          ${documents(sql`documents.stock_id = ${stockId}::integer AND documents.deleted_at IS NULL
            AND ${publishedUpTo(on)}
            AND (documents.hash = ${hash}::text OR (${url}::text <> '' AND documents.url = ${url}::text))`)}
          ORDER BY documents.hash = ${hash}::text DESC, documents.published_on DESC, documents.id DESC
          LIMIT ${MOST_OF_FILING}::integer`);
        const same = rows.filter((row) => row.hash === hash);
        return same.length > 0 ? same : rows;
      }),
    ),
  );
}
