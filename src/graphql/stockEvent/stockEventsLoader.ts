import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';
import { askedSpans, type StockSpan } from '../askedSpans.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** The most events of one list. */
export const MOST_EVENTS = 4_000;

export interface EventRow {
  readonly kind: string;
  readonly day: IsoDate;
  readonly announced_on: IsoDate;
  readonly detail: string;
}

/** Loads the events of stocks, the newest first, one more than a list may have. */
export function stockEventsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<StockSpan, readonly EventRow[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<EventRow & { readonly at: number }>`
      SELECT asked.at, event.*
      FROM ${askedSpans(keys)}
      CROSS JOIN LATERAL (
        SELECT kind, day, announced_on, detail
        FROM company_events
        WHERE stock_id = asked.stock_id
          AND superseded_in IS NULL
          AND day >= coalesce(asked.since, '-infinity')
          AND day <= coalesce(asked.until, 'infinity')
        ORDER BY day DESC, kind
        LIMIT ${MOST_EVENTS + 1}
      ) AS event
      ORDER BY asked.at, event.day DESC, event.kind`);
    return inOrderOfKeys(keys.length, rows);
  });
}
