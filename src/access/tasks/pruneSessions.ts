import { z } from 'zod';
import { UPKEEP } from '../../jobs/upkeep.js';
import type { Task } from '../../jobs/task.js';

/** Rows that one statement deletes. */
const AT_ONCE = 1_000;

/** Uses are written after up to 10 s, and may prolong a session that has just expired. */
const EXPIRED = `expires_at < now() - interval '1 minute'`;

/** Deletes sessions and access tokens that have expired, which count no longer. */
export const pruneSessions: Task<object> = {
  name: 'prune_sessions',
  queue: UPKEEP,
  payload: z.object({}),
  attempts: 1,
  timeoutMs: 60_000,
  cron: { at: '17 * * * *' },
  async run(_payload, { pool, signal }) {
    for (const statement of [TOKENS, SESSIONS]) {
      let deleted: number | null = AT_ONCE;
      while (deleted === AT_ONCE && !signal.aborted) {
        ({ rowCount: deleted } = await pool.query(statement, [AT_ONCE]));
      }
    }
  },
};

const TOKENS = `DELETE FROM access_tokens WHERE hash IN (SELECT hash FROM access_tokens WHERE ${EXPIRED} LIMIT $1)`;
const SESSIONS = `DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE ${EXPIRED} ORDER BY id LIMIT $1)`;
