import type pg from 'pg';
import { inTransaction, LOCKS } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import type { Connections } from '../../database/writers.js';
import type { AuthKey } from '../authKey.js';
import { CHAINED_COLUMNS, linkOf, type ChainedEntry, type ChainHead } from './chainedEntry.js';
import { readHead } from './readHead.js';

/** Entries that are chained in one transaction. */
const BATCH = 1_000;

/**
 * Appends all entries that are not chained yet, in the order of their ids. One process does so at a time; another one
 * does nothing, because what it would chain is being chained.
 *
 * @returns how many were appended
 */
export async function chainPending(connections: Connections, authKey: AuthKey): Promise<number> {
  return withConnection(connections, async (client) => {
    for (let all = 0; ;) {
      const appended = await inTransaction(client, () => appendBatch(client, authKey));
      if (appended === null) return all;
      all += appended;
    }
  });
}

type Pending = { readonly pending: number; readonly isChained: boolean } & (
  ChainedEntry | { readonly id: null }
);

/** Returns null where nothing is left, or another process holds the lock. */
async function appendBatch(client: pg.ClientBase, authKey: AuthKey): Promise<number | null> {
  const { rows: locks } = await client.query<{ locked: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1) AS locked',
    [LOCKS.audit],
  );
  if (!locks[0].locked) return null;
  // Neither an entry that is gone nor one that is chained may hold up the others.
  const { rows: pending } = await client.query<Pending>(
    `SELECT pending.entry_id AS pending, chain.seq IS NOT NULL AS "isChained", ${CHAINED_COLUMNS}
     FROM audit_pending AS pending
     LEFT JOIN audit_entries AS entry ON entry.id = pending.entry_id
     LEFT JOIN audit_chain AS chain ON chain.entry_id = pending.entry_id
     ORDER BY pending.entry_id LIMIT $1`,
    [BATCH],
  );
  if (pending.length === 0) return null;
  let head = await readHead(client);
  const links: (ChainHead & { readonly id: number })[] = [];
  for (const entry of pending) {
    if (entry.id === null || entry.isChained) continue;
    head = linkOf(authKey, entry, head);
    links.push({ ...head, id: entry.id });
  }
  await client.query(
    'INSERT INTO audit_chain (seq, entry_id, hash) SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[])',
    [links.map(({ seq }) => seq), links.map(({ id }) => id), links.map(({ hash }) => hash)],
  );
  await client.query('DELETE FROM audit_pending WHERE entry_id = ANY ($1::bigint[])', [
    pending.map(({ pending }) => pending),
  ]);
  return links.length;
}
