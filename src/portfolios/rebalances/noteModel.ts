import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';

/**
 * Notes on a model that it is being rebalanced, and keeps it from being changed until the end of the transaction. Take it
 * before the lock of a portfolio.
 *
 * @returns false where its version is another, or it is gone
 */
export async function noteModel(
  client: pg.ClientBase,
  owner: number,
  id: number,
  version: number,
): Promise<boolean> {
  const noted = await sqlOver(
    client,
    sql<{ id: number }>`UPDATE models AS model SET last_rebalanced_at = clock_timestamp()
      WHERE ${owned('model', owner)} AND model.id = ${id}::int4 AND model.version = ${version}::int4
      RETURNING model.id`,
  );
  return noted.length > 0;
}
