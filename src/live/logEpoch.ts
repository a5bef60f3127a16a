import { sql, type RawBuilder } from 'kysely';

/**
 * Returns SQL for the epoch of a log. It is made from the epoch of the store, so that it changes when the database is
 * restored or copied, or serves another method, and is another one for each log, so that no log takes the cursor of
 * another.
 *
 * @param log the name of the log
 */
export const logEpoch = (log: string): RawBuilder<string> =>
  sql<string>`(SELECT md5(epoch::text || ${log}::text)::uuid FROM event_log)`;
