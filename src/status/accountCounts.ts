import type pg from 'pg';
import type { JobStatus } from '../database/tables.js';

export const KEY_STATES = ['active', 'paused', 'expired', 'revoked'] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** What users have, and how often passwords were wrong. */
export interface AccountCounts {
  readonly exports: Readonly<Partial<Record<JobStatus, number>>>;
  readonly keys: Readonly<Partial<Record<KeyState, number>>>;
  /** Sign-ins that failed in the last fifteen minutes. */
  readonly signInFailures: number;
}

export async function countAccounts(client: pg.Pool): Promise<AccountCounts> {
  const { rows } = await client.query<AccountCounts>(
    `SELECT (
       SELECT coalesce(json_object_agg(status, exports), '{}')
       FROM (SELECT status, count(*) AS exports FROM exports GROUP BY status) AS counted
     ) AS exports, (
       SELECT coalesce(json_object_agg(state, keys), '{}')
       FROM (
         SELECT CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN expires_at <= now() THEN 'expired'
           WHEN paused THEN 'paused' ELSE 'active' END AS state, count(*) AS keys
         FROM api_keys GROUP BY state
       ) AS counted
     ) AS keys, (
       SELECT count(*)::int FROM sign_in_tries WHERE failed AND at > now() - interval '15 minutes'
     ) AS "signInFailures"`,
  );
  return rows[0];
}
