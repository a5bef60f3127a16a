import { sql } from 'kysely';
import { documentColumns, type DocumentRow } from './documentRow.js';

/** A document as callers see it: with the name of who uploaded it. */
export interface ShownDocument extends DocumentRow {
  /** Null where a command added it, or the user is deleted. */
  readonly user_name: string | null;
}

/** The columns of a `ShownDocument`, of the tables documents and those of `joinedToDocuments`. */
export const shownColumns = sql`${documentColumns}, users.name AS user_name`;

export const joinedToDocuments = sql.raw(
  'JOIN stocks ON stocks.id = documents.stock_id LEFT JOIN users ON users.id = documents.uploaded_by',
);
