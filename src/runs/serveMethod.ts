import type pg from 'pg';
import { NO_ACTOR } from '../access/audit/auditEntry.js';
import { recordAudit } from '../access/audit/recordAudit.js';
import { recordingFailure, type AuditedAct } from '../access/audit/recordingFailure.js';
import { inTransaction, withLock } from '../database/transaction.js';
import type { Method } from '../scoring/method.js';
import { queueOutdated } from './outdatedJob.js';
import { servedMethod } from './servedMethod.js';

/**
 * Makes the scores of a method those that the store serves. Methods are told apart by name: a changed parameter makes
 * no other method.
 *
 * Where the store served another method, the log gets another epoch, because its former events say nothing about the
 * scores that are served now. What is not scored by the new method yet is queued. A scoring that is under way ends
 * before the store serves another method.
 *
 * @param signal ends the waiting for that scoring, with an AbortError
 * @returns the name of the method that the store served until now; null where it served none, or this one
 */
export async function serveMethod(
  pool: pg.Pool,
  { name }: Pick<Method, 'name'>,
  signal?: AbortSignal,
): Promise<string | null> {
  if ((await servedMethod(pool)) === name) return null;
  const act: AuditedAct = { action: 'METHOD_CHANGED', actor: NO_ACTOR, details: { method: name } };
  return recordingFailure(pool, act, () =>
    withLock(
      pool,
      'runs',
      (client) =>
        inTransaction(client, async () => {
          const former = await servedMethod(client);
          if (former === name) return null;
          await client.query(
            `INSERT INTO served_method (name) VALUES ($1)
             ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, since = excluded.since`,
            [name],
          );
          await recordAudit(client, { ...act, result: 'DONE', details: { ...act.details, former } });
          if (former === null) return null;
          await client.query('UPDATE event_log SET epoch = gen_random_uuid()');
          await client.query('DELETE FROM withdrawn_days');
          await queueOutdated(client);
          return former;
        }),
      signal,
    ),
  );
}
