import { sql } from 'kysely';
import type pg from 'pg';
import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { LOCKS } from '../../database/transaction.js';
import { owned, OWNED_TABLES } from '../owned.js';

/** What was done to the things of a user who was deleted. */
export interface Removed {
  readonly keysRevoked: number;
  /** Rows of all other tables with owners. */
  readonly deleted: number;
}

/**
 * Deletes a user with everything that belongs to it, within the transaction of the deletion. API keys stay listed:
 * they are revoked, and have no owner from then on. Rules for everybody stay, without an owner.
 */
export async function removeUser(
  db: Database['db'],
  client: pg.ClientBase,
  userId: number,
): Promise<Removed> {
  let keysRevoked = 0;
  let deleted = 0;
  // With rules go alerts, which change only under this lock.
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.alerts]);
  await leaveRules(db, client, userId);
  for (const table of OWNED_TABLES) {
    if (table === 'api_keys') keysRevoked = await revokeKeys(db, client, userId);
    else deleted += await deleteFrom(db, client, table, userId);
  }
  await rowsOver(client, db.deleteFrom('users').where('id', '=', userId));
  return { keysRevoked, deleted };
}

/** Keys are locked in the order of their ids, as by all that changes several. */
async function revokeKeys(db: Database['db'], client: pg.ClientBase, userId: number): Promise<number> {
  await rowsOver(
    client,
    db
      .selectFrom('api_keys as key')
      .where(owned('key', userId))
      .select('key.id')
      .orderBy('key.id')
      .forNoKeyUpdate(),
  );
  const revoked = await rowsOver(
    client,
    db
      .updateTable('api_keys as key')
      .set({
        revoked_at: sql<Date>`coalesce(key.revoked_at, now())`,
        owner_id: null,
        ...{ former_prefix: null, former_hash: null, former_until: null },
      })
      .where(owned('key', userId))
      .returning('key.id'),
  );
  return revoked.length;
}

/** Rules for everybody are no longer the user's. */
async function leaveRules(db: Database['db'], client: pg.ClientBase, userId: number): Promise<void> {
  await rowsOver(
    client,
    db
      .updateTable('alert_rules as rule')
      .set({ owner_id: null })
      .where(owned('rule', userId))
      .where('rule.scope', '=', 'EVERYBODY'),
  );
}

async function deleteFrom(
  db: Database['db'],
  client: pg.ClientBase,
  table: Exclude<(typeof OWNED_TABLES)[number], 'api_keys'>,
  userId: number,
): Promise<number> {
  const rows = await rowsOver(client, db.deleteFrom(table).where(owned(table, userId)).returning('owner_id'));
  return rows.length;
}
