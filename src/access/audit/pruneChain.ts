import type pg from 'pg';
import { LOCKS } from '../../database/transaction.js';
import { UserError } from '../../userError.js';
import type { AuthKey } from '../authKey.js';
import { NO_ACTOR } from './auditEntry.js';
import { anchorMac, type ChainHead } from './chainedEntry.js';
import { recordAudit } from './recordAudit.js';
import { verifyChain } from './verifyChain.js';

export interface Pruned {
  /** How many entries were deleted. */
  readonly entries: number;
  /** The place up to which the chain is pruned now; 0: nothing ever was. */
  readonly upTo: number;
}

/**
 * Deletes the entries at the beginning of the chain that are older than an age, and leaves an anchor that the rest is
 * verified from. The act is itself recorded.
 *
 * @param owner a connection of the owner of the tables, in no transaction
 * @param age an interval of PostgreSQL, such as `5 years`
 * @throws UserError if the audit does not verify, because what shows the change might be deleted
 */
export async function pruneChain(owner: pg.ClientBase, authKey: AuthKey, age: string): Promise<Pruned> {
  // Before the transaction begins, so that it sees what the former holder has chained.
  await owner.query('SELECT pg_advisory_lock($1)', [LOCKS.audit]);
  try {
    await owner.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    const pruned = await prune(owner, authKey, age);
    await owner.query('COMMIT');
    return pruned;
  } catch (error) {
    await owner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    // The server drops the lock with a connection that is lost.
    await owner.query('SELECT pg_advisory_unlock($1)', [LOCKS.audit]).catch(() => undefined);
  }
}

async function prune(owner: pg.ClientBase, authKey: AuthKey, age: string): Promise<Pruned> {
  const { count, prunedTo } = await verifyChain(owner, authKey);
  if (count > 0) {
    throw new UserError(
      `Expected an audit that verifies, got one with ${count} findings: run "greyoak audit verify", and prune when they are explained.`,
    );
  }
  const { rows: links } = await owner.query<ChainHead>(
    `SELECT seq, hash FROM audit_chain
     WHERE seq < coalesce(
       (SELECT min(chain.seq) FROM audit_chain AS chain JOIN audit_entries AS entry ON entry.id = chain.entry_id
        WHERE entry.at >= now() - $1::interval),
       9223372036854775807
     )
     ORDER BY seq DESC LIMIT 1`,
    [age],
  );
  const last = links.at(0);
  if (last === undefined) return { entries: 0, upTo: prunedTo ?? 0 };
  const { seq, hash } = last;
  await owner.query(
    `INSERT INTO audit_anchor (seq, hash, mac) VALUES ($1, $2, $3)
     ON CONFLICT (only_row) DO UPDATE SET seq = excluded.seq, hash = excluded.hash, mac = excluded.mac, pruned_at = now()`,
    [seq, hash, anchorMac(authKey, last)],
  );
  await owner.query(
    'DELETE FROM audit_entries USING audit_chain AS chain WHERE chain.entry_id = audit_entries.id AND chain.seq <= $1',
    [seq],
  );
  const { rowCount } = await owner.query('DELETE FROM audit_chain WHERE seq <= $1', [seq]);
  const entries = rowCount ?? 0;
  await recordAudit(owner, {
    ...{ action: 'DELETED', result: 'DONE', actor: NO_ACTOR, subject: 'AuditLog' },
    details: { entries, upTo: seq },
  });
  return { entries, upTo: seq };
}
