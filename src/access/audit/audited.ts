import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { inTransaction } from '../../database/transaction.js';
import type { AuditDetails } from './auditEntry.js';
import { recordAudit } from './recordAudit.js';
import { recordingFailure, type AuditedAct } from './recordingFailure.js';

/** What an act did. */
export interface Done<Result> {
  readonly result: Result;
  /** What was acted on, where it is known only now; by default as the act says. */
  readonly subject?: string | null;
  /** In addition to those of the act. */
  readonly details?: AuditDetails;
}

/**
 * Does an act in one transaction, over a connection of writers, and records it as DONE in the same transaction. If the
 * act fails, it is recorded as FAILED in another one (see `recordingFailure`).
 *
 * @param act what is done, and by whom; `signal` ends the work, and then nothing of it is stored
 * @param work does it over the connection, in its transaction; null: there was nothing to do, and nothing is recorded
 * @returns the result of the work
 * @throws what `work` throws, after the transaction was rolled back; QueueFull if too many writes wait
 *
 * @example
 * await audited(database, { action: 'KEY_REVOKED', actor, signal }, async (client) => {
 *   const key = await revoke(client);
 *   return key && { result: key, subject: `ApiKey:${key.id}` };
 * });
 */
export async function audited<Result>(
  { pool, writers }: Pick<Database, 'pool' | 'writers'>,
  { signal, ...act }: AuditedAct & { readonly signal?: AbortSignal | undefined },
  work: (client: pg.PoolClient) => Promise<Done<Result> | null>,
): Promise<Result | null> {
  return recordingFailure(pool, act, async () => {
    const client = await writers.during(signal).connect();
    try {
      return await inTransaction(client, async () => {
        const done = await work(client);
        if (done === null) return null;
        const { subject = act.subject ?? null, details } = done;
        await recordAudit(client, {
          ...act,
          result: 'DONE',
          subject,
          details: { ...act.details, ...details },
        });
        return done.result;
      });
    } finally {
      client.release();
    }
  });
}
