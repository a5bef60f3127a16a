import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { selectBackfills, type BackfillDayRow, type BackfillRow } from '../../market/feeds/readBackfill.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Loads backfills by their ids; null where there is none. */
export function backfillLoader({ reads }: Sources): DataLoader<number, BackfillRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows(sql<BackfillRow>`${selectBackfills} WHERE id = ANY (${ids}::integer[])`);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Lists all backfills. */
export function backfillListing({ reads }: Sources): RowListing<Record<string, never>, BackfillRow> {
  return rowListing(
    (_of, { after, before, isFromEnd, limit }) =>
      reads.rows(sql<BackfillRow>`${selectBackfills}
        WHERE (${after}::integer IS NULL OR id < ${after}::integer)
          AND (${before}::integer IS NULL OR id > ${before}::integer)
        ORDER BY id ${isFromEnd ? sql`ASC` : sql`DESC`}
        LIMIT ${limit}::integer`),
    () => countOf(reads, sql`SELECT count(*) AS count FROM backfills`),
  );
}

/** Loads the days of backfills, in their order, and those of one day in the order of the feeds' names. */
export function backfillDaysLoader({ reads }: Sources): DataLoader<number, readonly BackfillDayRow[]> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows(sql<BackfillDayRow & { readonly at: number }>`
      SELECT asked.at, days.day, days.feed, days.status, days.rows, days.attempts, days.error
      FROM unnest(${ids}::integer[]) WITH ORDINALITY AS asked (id, at)
      JOIN backfill_days AS days ON days.backfill_id = asked.id
      ORDER BY days.day, days.feed`);
    return inOrderOfKeys(ids.length, rows);
  });
}
