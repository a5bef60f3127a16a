import type { Database } from '../database/database.js';
import type { IsoDate, Mode } from '../scoring/names.js';

/** A scored day, and the run whose scores of it are current. */
export interface CurrentRun {
  readonly runId: number;
  readonly day: IsoDate;
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
  let query = db.selectFrom('scored_days').select(['run_id as runId', 'day']).where('mode', '=', mode);
  if (on !== undefined && on !== null) query = query.where('day', '<=', on);
  return (await query.orderBy('day', 'desc').limit(1).executeTakeFirst()) ?? null;
}
