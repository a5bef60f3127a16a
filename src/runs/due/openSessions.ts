import type pg from 'pg';
import { dayInIndia } from '../../market/day.js';
import { sessionClose } from '../../market/store/sessionClose.js';
import type { Day } from '../../scoring/names.js';

/**
 * Finds the sessions that are still open at a moment.
 *
 * @returns when each of them closes
 */
export async function openSessions(
  client: pg.ClientBase,
  sessions: readonly Day[],
  at: Date,
): Promise<ReadonlyMap<Day, Date>> {
  const today = dayInIndia(at);
  const open = new Map<Day, Date>();
  for (const day of sessions) {
    if (day < today) continue;
    const close = await sessionClose(client, day);
    if (at < close) open.set(day, close);
  }
  return open;
}
