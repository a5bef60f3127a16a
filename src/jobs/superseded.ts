/**
 * SQL that tells whether the key of a job was given to another job. graphile-worker removes the key of a running job that
 * is followed by another one. Since the migration 0006 a flag tells such a job from one that never had a key; before, each
 * job had a key.
 */
export const SUPERSEDED = `(key IS NULL AND (
  coalesce(flags ? 'keyed', false)
  OR created_at < (SELECT timestamp::timestamptz FROM kysely_migration WHERE name = '0006_jobs')
))`;
