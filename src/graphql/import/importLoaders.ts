import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { ImportConditions } from './importFilter.js';
import { batchStatus, selectBatches, type ImportRow } from './importRow.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Loads imports by their ids; null where there is none. */
export function importLoader({
  reads,
}: Sources): DataLoader<{ readonly id: number }, ImportRow | null, string> {
  return keyedLoader(async (keys) => {
    const ids = keys.map(({ id }) => id);
    const rows = await reads.rows(selectBatches(sql`batch.id = ANY (${ids}::integer[])`));
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Lists imports. */
export function importListing({ reads }: Sources): RowListing<ImportConditions, ImportRow> {
  return rowListing(
    (conditions, { after, before, isFromEnd, limit }) =>
      reads.rows(
        selectBatches(sql`${held(conditions)}
          AND (${after}::integer IS NULL OR batch.id < ${after}::integer)
          AND (${before}::integer IS NULL OR batch.id > ${before}::integer)
        ORDER BY batch.id ${isFromEnd ? sql`ASC` : sql`DESC`}
        LIMIT ${limit}::integer`),
      ),
    (conditions) =>
      countOf(reads, sql`SELECT count(*) AS count FROM batches AS batch WHERE ${held(conditions)}`),
  );
}

function held({ datasets, statuses, from, to }: ImportConditions) {
  const parts = [
    sql`true`,
    datasets && sql`batch.dataset = ANY (${datasets}::text[])`,
    statuses && sql`${batchStatus} = ANY (${statuses}::text[])`,
    // Instants are served in milliseconds, and compared as they are served.
    from && sql`date_trunc('milliseconds', batch.recorded_at) >= ${from}::timestamptz`,
    to && sql`date_trunc('milliseconds', batch.recorded_at) < ${to}::timestamptz`,
  ].filter((part) => part !== null && part !== '');
  return sql.join(parts, sql` AND `);
}
