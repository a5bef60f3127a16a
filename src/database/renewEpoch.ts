import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** insufficient_privilege: some hosts of PostgreSQL do not let their users call these functions. */
const FORBIDDEN = '42501';

/**
 * Gives the log of events a new epoch if this is not the database that it was written in. A database that was restored
 * from a dump, copied, or recovered to a point in time may lack events whose cursors clients still hold. A copy of all
 * files of a server looks like the server itself and is not recognised (docs/live.md).
 */
export async function renewEpoch(db: Kysely<Tables>): Promise<void> {
  try {
    await sql`
      WITH here AS (
        SELECT concat_ws('-', system_identifier, timeline_id, pg_database.oid) AS id
        FROM pg_control_system(), pg_control_checkpoint(), pg_database WHERE datname = current_database()
      )
      UPDATE event_log SET epoch = gen_random_uuid(), written_in = here.id
      FROM here WHERE written_in IS DISTINCT FROM here.id`.execute(db);
  } catch (error) {
    if ((error as { code?: unknown }).code !== FORBIDDEN) throw error;
  }
}
