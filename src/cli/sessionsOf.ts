import type pg from 'pg';
import type { Sessions } from '../market/calendar.js';
import { stockIds } from '../market/store/stockIds.js';
import { storedSessions } from '../market/store/storedCalendar.js';

/** Reads the sessions of the store. */
export async function sessionsOf(pool: pg.Pool): Promise<Sessions> {
  const client = await pool.connect();
  try {
    return await storedSessions(client, await stockIds(client));
  } finally {
    client.release();
  }
}
