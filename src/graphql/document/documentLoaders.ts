import DataLoader from 'dataloader';
import { sql, type RawBuilder, type SqlBool } from 'kysely';
import {
  joinedToDocuments,
  shownColumns,
  type ShownDocument,
} from '../../companies/documents/store/shownDocument.js';
import type { IsoDate } from '../../scoring/names.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Which documents of a stock are listed. */
export interface DocumentsOf {
  readonly stockId: number;
  /** The last day of publication; null: today in India. */
  readonly on: IsoDate | null;
}

/** A place in the list. */
export interface DocumentPlace {
  readonly publishedOn: IsoDate;
  readonly id: number;
}

export interface DocumentPageKey {
  readonly of: DocumentsOf;
  readonly after: DocumentPlace | null;
  readonly limit: number;
}

/** Loads documents by their ids, the deleted ones too; null where there never was one. */
export function documentLoader({ reads }: Sources): DataLoader<number, ShownDocument | null> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows(documents(sql`documents.id = ANY (${[...ids]}::integer[])`));
    const known = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => known.get(id) ?? null);
  });
}

/** Loads pages of the documents of stocks, the newest first. */
export function documentsLoader({
  reads,
}: Sources): DataLoader<DocumentPageKey, readonly ShownDocument[], string> {
  return keyedLoader((keys: readonly DocumentPageKey[]) =>
    Promise.all(
      keys.map(({ of, after, limit }) =>
        reads.rows(sql<ShownDocument>`
          ${documents(sql`${listed(of)} AND ${after === null ? sql`true` : isAfter(after)}`)}
          ORDER BY documents.published_on DESC, documents.id DESC LIMIT ${limit}::integer`),
      ),
    ),
  );
}

/** Counts the documents of stocks. */
export function documentCountLoader({ reads }: Sources): DataLoader<DocumentsOf, number, string> {
  return keyedLoader((keys: readonly DocumentsOf[]) =>
    Promise.all(
      keys.map((of) => countOf(reads, sql`SELECT count(*) AS count FROM documents WHERE ${listed(of)}`)),
    ),
  );
}

/** Selects documents with the names of their users. */
export const documents = (where: RawBuilder<unknown>) => sql<ShownDocument>`
  SELECT ${shownColumns} FROM documents ${joinedToDocuments} WHERE ${where}`;

/** Whether a document was published up to a day; null: today in India. */
export const publishedUpTo = (on: IsoDate | null) => sql<SqlBool>`
  documents.published_on <= coalesce(${on}::date, (now() AT TIME ZONE 'Asia/Kolkata')::date)`;

const listed = ({ stockId, on }: DocumentsOf) => sql<SqlBool>`
  documents.stock_id = ${stockId}::integer AND documents.deleted_at IS NULL AND ${publishedUpTo(on)}`;

const isAfter = ({ publishedOn, id }: DocumentPlace) => sql<SqlBool>`
  (documents.published_on, documents.id) < (${publishedOn}::date, ${id}::integer)`;
