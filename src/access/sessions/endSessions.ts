import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { owned } from '../owned.js';

/**
 * Ends the sessions of a user, within the transaction of what ends them.
 *
 * @param except the id of a session that goes on; null: none
 * @returns how many ended
 */
export async function endSessions(
  db: Database['db'],
  client: pg.ClientBase,
  userId: number,
  except: number | null,
): Promise<number> {
  const ended = await rowsOver(
    client,
    db
      .deleteFrom('sessions as session')
      .where(owned('session', userId))
      .$if(except !== null, (query) => query.where('session.id', '<>', except))
      .returning('session.id'),
  );
  return ended.length;
}
