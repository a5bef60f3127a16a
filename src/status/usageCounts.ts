import type pg from 'pg';

/** What was done in some days up to now, each of 24 hours. */
export interface PeriodCounts {
  readonly days: number;
  readonly activeUsers: number;
  readonly newUsers: number;
  readonly usedApiKeys: number;
  readonly filings: number;
  readonly documents: number;
  readonly runsSucceeded: number;
  readonly runsFailed: number;
  readonly reportsSucceeded: number;
  readonly reportsFailed: number;
}

/** How much the service is used. `Query.usage` says what each number counts. */
export interface UsageCounts {
  readonly users: number;
  readonly apiKeys: number;
  readonly companies: number;
  readonly documents: number;
  readonly reportsQueued: number;
  readonly reportsRunning: number;
  readonly reportsSucceeded: number;
  readonly reportsFailed: number;
  /** Of the last 1, 7 and 30 days, in this order. */
  readonly periods: readonly PeriodCounts[];
}

/**
 * The statement that counts, from what the store keeps anyway. A session that ended is deleted, so the audit tells that its
 * user was there. Entries of the audit also outlive users, who are not counted then.
 */
export const USAGE = {
  text: `
    WITH seen AS MATERIALIZED (
      SELECT created_at, greatest(
        last_sign_in_at,
        (SELECT max(last_used_at) FROM sessions WHERE owner_id = users.id),
        (SELECT max(last_used_at) FROM api_keys WHERE owner_id = users.id),
        (
          SELECT max(at) FROM audit_entries
          WHERE user_id = users.id AND result = 'DONE' AND at > now() - interval '30 days'
        )
      ) AS at
      FROM users WHERE id <> 0
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
      FROM (
        SELECT days, now() - make_interval(days => days) AS since FROM (VALUES (1), (7), (30)) AS asked (days)
      ) AS periods
    )
    SELECT (SELECT json_agg(counted ORDER BY days) FROM counted) AS periods,
      (SELECT count(*) FROM users WHERE active AND id <> 0) AS users,
      (
        SELECT count(*) FROM api_keys JOIN users ON users.id = owner_id
        WHERE active AND NOT paused AND revoked_at IS NULL AND expires_at > now()
      ) AS "apiKeys",
      (SELECT count(*) FROM companies WHERE superseded_in IS NULL) AS companies,
      (SELECT count(*) FROM documents WHERE deleted_at IS NULL) AS documents,
      count(*) FILTER (WHERE status = 'QUEUED') AS "reportsQueued",
      count(*) FILTER (WHERE status = 'RUNNING') AS "reportsRunning",
      count(*) FILTER (WHERE status = 'SUCCEEDED') AS "reportsSucceeded",
      count(*) FILTER (WHERE status = 'FAILED') AS "reportsFailed"
    FROM reports`,
} as const;

export async function countUsage(client: pg.Pool): Promise<UsageCounts> {
  const { rows } = await client.query<UsageCounts>(USAGE.text);
  return rows[0];
}
