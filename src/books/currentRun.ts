import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { IsoDate, Mode } from '../scoring/names.js';

const newestCommits = sql<string>`concat((SELECT max(id) FROM batches), ' ', (SELECT max(id) FROM runs))`;

/** A scored day, and the run whose scores of it are current. */
export interface CurrentRun {
  readonly runId: number;
  readonly day: IsoDate;
  /** The newest import and the newest run: where these are the same, so is everything that a book tells. */
  readonly version: string;
}

/**
 * The newest scored day of a mode.
 *
 * @param on a later day than this does not count
 * @returns null where no day is scored
 */
export async function currentRun(
  { db }: Database,
  mode: Mode,
  on?: IsoDate | null,
): Promise<CurrentRun | null> {
  let query = db
    .selectFrom('scored_days')
    .select(['run_id as runId', 'day', newestCommits.as('version')])
    .where('mode', '=', mode);
  if (on !== undefined && on !== null) query = query.where('day', '<=', on);
  return (await query.orderBy('day', 'desc').limit(1).executeTakeFirst()) ?? null;
}
