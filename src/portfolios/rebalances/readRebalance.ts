import { sql } from 'kysely';
import type pg from 'pg';
import { sqlOver } from '../../database/sqlOver.js';
import { rebalanceOf, selectRebalances, type RebalanceRow } from './rebalanceRow.js';

/** Reads a rebalance of an owner; null where it has no such rebalance. */
export async function readRebalance(
  client: pg.ClientBase | pg.Pool,
  owner: number,
  id: number,
): Promise<RebalanceRow | null> {
  const rows = await sqlOver(client, selectRebalances(owner, sql`rebalance.id = ${id}::int4`));
  return rows.length === 0 ? null : rebalanceOf(rows[0]);
}
