import { sql } from 'kysely';
import type { Database } from '../../../database/database.js';
import type { EventLog, LogEvent } from '../../../live/eventLog.js';
import { logEpoch } from '../../../live/logEpoch.js';
import { storedLog } from '../../../live/storedLog.js';
import type { Ticker } from '../../../scoring/names.js';
import { joinedToDocuments, shownColumns, type ShownDocument } from './shownDocument.js';

/** An event of the log of documents: one became READY or FAILED. The rest is the document as it is now. */
export interface DocumentEventRow extends LogEvent, ShownDocument {
  /** What it became then. */
  readonly event_status: 'READY' | 'FAILED';
  readonly at: Date;
  /** Symbols that its company had before, and that no company has now. */
  readonly former_tickers: readonly Ticker[];
}

/** Reads the log of documents. */
export function documentLog(database: Pick<Database, 'db' | 'query'>): EventLog<DocumentEventRow> {
  return storedLog<DocumentEventRow>(database, {
    end: sql`SELECT ${logEpoch('documents')} AS epoch, last_position AS position FROM document_log`,
    // Joined after the limit, so that later events are not read.
    page: ({ after, upTo, limit }) => sql`
      SELECT event.position, event.status AS event_status, event.at, ${shownColumns},
        ARRAY(
          SELECT former FROM symbols
          WHERE symbols.stock_id = documents.stock_id AND symbols.superseded_in IS NULL AND NOT EXISTS (
            SELECT FROM companies JOIN stocks AS other ON other.id = companies.stock_id
            WHERE other.ticker = former AND companies.superseded_in IS NULL
          )
        ) AS former_tickers
      FROM (
        SELECT * FROM document_events
        WHERE position > ${after} ${upTo === null ? sql`` : sql`AND position <= ${upTo}`}
        ORDER BY position LIMIT ${limit}
      ) AS event
      JOIN documents ON documents.id = event.document_id
      ${joinedToDocuments}
      ORDER BY event.position`,
    endBefore: (moment) => sql`
      SELECT position FROM document_events WHERE at < ${moment} ORDER BY at DESC, position DESC LIMIT 1`,
  });
}
