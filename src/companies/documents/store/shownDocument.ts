import { sql } from 'kysely';
import type { FilingCategory } from '../../../market/facts.js';
import type { IsoDate, Ticker } from '../../../scoring/names.js';
import type { DocumentStatus, DocumentStep, MediaType } from '../names.js';

/** A document as callers see it: its row, with the symbol of its company and the name of who uploaded it. */
export interface ShownDocument {
  readonly id: number;
  readonly hash: string;
  readonly stock_id: number;
  readonly ticker: Ticker;
  readonly category: FilingCategory;
  readonly title: string;
  readonly published_on: IsoDate;
  /** Empty: not known. */
  readonly url: string;
  readonly media_type: MediaType;
  readonly bytes: number;
  /** The id of a user; null: a command or the service added it, or the user is deleted. */
  readonly uploaded_by: number | null;
  readonly status: DocumentStatus;
  /** Null: all are done. */
  readonly step: DocumentStep | null;
  /** Why it failed; null: it did not. */
  readonly reason: string | null;
  /** Null: it has none, or is not read yet. */
  readonly pages: number | null;
  /** Of the vectors; null: it has none. */
  readonly model: string | null;
  readonly is_deleted: boolean;
  /** Null where a command added it, or the user is deleted. */
  readonly user_name: string | null;
}

/** The columns of a `ShownDocument`, of the tables documents and those of `joinedToDocuments`. */
export const shownColumns = sql`documents.id, documents.hash, documents.stock_id, stocks.ticker, documents.category,
  documents.title, documents.published_on, documents.url, documents.media_type, documents.bytes, documents.uploaded_by,
  documents.status, documents.step, documents.reason, documents.pages, documents.model,
  documents.deleted_at IS NOT NULL AS is_deleted, users.name AS user_name`;

export const joinedToDocuments = sql.raw(
  'JOIN stocks ON stocks.id = documents.stock_id LEFT JOIN users ON users.id = documents.uploaded_by',
);
