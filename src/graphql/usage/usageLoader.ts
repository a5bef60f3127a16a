import { sql } from 'kysely';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';
import type { UsageTotals } from './usage.js';
import type { UsagePeriod } from './usagePeriod.js';

/** The days of the periods: of daily, weekly and monthly active users. */
export const PERIODS = [1, 7, 30] as const;
const LONGEST = PERIODS[2];

/** How much the service is used now, and was in each period. */
export interface UsageCounts extends UsageTotals {
  readonly periods: readonly UsagePeriod[];
}

/**
 * Counts how much the service is used, from what the store keeps anyway: users, sessions, keys and the audit.
 *
 * A session that ended is deleted, so the audit tells that its user was there. Entries of the audit also outlive users, whom
 * nobody counts any more.
 */
export function usageLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<UsageCounts> {
  return onceLoader(async () => {
    const [counts] = await reads.rows(sql<UsageCounts>`
      WITH seen AS MATERIALIZED (
        SELECT created_at, greatest(
          last_sign_in_at,
          (SELECT max(last_used_at) FROM sessions WHERE owner_id = users.id),
          (SELECT max(last_used_at) FROM api_keys WHERE owner_id = users.id),
          (
            SELECT max(at) FROM audit_entries
            WHERE user_id = users.id AND result = 'DONE' AND at > now() - make_interval(days => ${LONGEST}::integer)
          )
        ) AS at
        FROM users WHERE id <> 0
      ), periods AS (
        SELECT days, now() - make_interval(days => days) AS since
        FROM unnest(${[...PERIODS]}::integer[]) AS asked (days)
      ), counted AS (
        SELECT days,
          (SELECT count(*) FROM seen WHERE at > since) AS "activeUsers",
          (SELECT count(*) FROM seen WHERE created_at > since) AS "newUsers",
          (SELECT count(*) FROM api_keys WHERE last_used_at > since) AS "usedApiKeys",
          (
            SELECT coalesce(sum(inserted), 0) FROM batches WHERE dataset = 'filings' AND recorded_at > since
          ) AS filings,
          (SELECT count(*) FROM documents WHERE deleted_at IS NULL AND added_at > since) AS documents,
          (SELECT count(*) FROM runs WHERE status = 'SUCCEEDED' AND finished_at > since) AS "runsSucceeded",
          (SELECT count(*) FROM runs WHERE status = 'FAILED' AND finished_at > since) AS "runsFailed",
          (SELECT count(*) FROM reports WHERE status = 'SUCCEEDED' AND finished_at > since) AS "reportsSucceeded",
          (SELECT count(*) FROM reports WHERE status = 'FAILED' AND finished_at > since) AS "reportsFailed"
        FROM periods
      )
      SELECT (SELECT json_agg(counted ORDER BY days) FROM counted) AS periods,
        (SELECT count(*) FROM users WHERE active AND id <> 0) AS users,
        (
          SELECT count(*) FROM api_keys JOIN users ON users.id = owner_id
          WHERE active AND NOT paused AND revoked_at IS NULL AND expires_at > now()
        ) AS "apiKeys",
        (SELECT count(*) FROM documents WHERE deleted_at IS NULL) AS documents,
        reports.*
      FROM (
        SELECT count(*) FILTER (WHERE status = 'QUEUED') AS "reportsQueued",
          count(*) FILTER (WHERE status = 'RUNNING') AS "reportsRunning",
          count(*) FILTER (WHERE status = 'SUCCEEDED') AS "reportsSucceeded",
          count(*) FILTER (WHERE status = 'FAILED') AS "reportsFailed"
        FROM reports
      ) AS reports`);
    return counts;
  });
}
