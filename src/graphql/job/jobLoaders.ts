import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { listedJobs, type ListedJob } from '../../jobs/listedJobs.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import type { JobConditions } from './jobFilter.js';

type Sources = Pick<LoaderSources, 'reads'>;

/** Loads jobs by their ids; null where there is none, or no longer. */
export function jobLoader({ reads }: Sources): DataLoader<{ readonly id: number }, ListedJob | null, string> {
  return keyedLoader(async (keys) => {
    const ids = keys.map(({ id }) => id);
    const rows = await reads.rows(
      sql<ListedJob>`SELECT * FROM (${listedJobs}) AS job WHERE id = ANY (${ids}::bigint[])`,
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** Lists jobs. */
export function jobListing({ reads }: Sources): RowListing<JobConditions, ListedJob> {
  return rowListing(
    (conditions, { after, before, isFromEnd, limit }) =>
      reads.rows(sql<ListedJob>`
        SELECT * FROM (${listedJobs}) AS job
        WHERE ${held(conditions)}
          AND (${after}::bigint IS NULL OR id < ${after}::bigint)
          AND (${before}::bigint IS NULL OR id > ${before}::bigint)
        ORDER BY id ${isFromEnd ? sql`ASC` : sql`DESC`}
        LIMIT ${limit}::integer`),
    (conditions) =>
      countOf(reads, sql`SELECT count(*) AS count FROM (${listedJobs}) AS job WHERE ${held(conditions)}`),
  );
}

function held({ tasks, statuses }: JobConditions) {
  const parts = [
    sql`true`,
    tasks && sql`task = ANY (${tasks}::text[])`,
    statuses && sql`status = ANY (${statuses}::text[])`,
  ].filter((part) => part !== null);
  return sql.join(parts, sql` AND `);
}
