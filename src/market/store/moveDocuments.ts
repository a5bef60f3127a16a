import type pg from 'pg';
import { LOCKS } from '../../database/transaction.js';
import type { Move } from './moveFacts.js';
import { sqlDate } from './sqlDate.js';

/**
 * Moves documents of a former symbol's stock to the stock that had the symbol when they were published. Searches see the
 * change, so that it counts as a revision.
 *
 * @param client is in the transaction of the batch
 */
export async function moveDocuments(client: pg.ClientBase, { from, to, after, until }: Move): Promise<void> {
  const values = [from, sqlDate(after), sqlDate(until)];
  const where = 'stock_id = $1 AND published_on > $2 AND published_on <= $3';
  // First, because an upload that found the former symbol may not have committed.
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.documents]);
  const { rows } = await client.query(`SELECT FROM documents WHERE ${where} LIMIT 1`, values);
  if (rows.length === 0) return;
  await client.query(
    `WITH log AS (UPDATE document_log SET revision = revision + 1 RETURNING revision)
     UPDATE documents SET stock_id = $4, revision = log.revision FROM log WHERE ${where}`,
    [...values, to],
  );
}
