import type pg from 'pg';
import { LOCKS } from '../../../database/transaction.js';

/**
 * Takes the lock of documents until the end of the transaction. Take it before you lock or change a document in a way that
 * searches see: one who has changed a row and then waits for the lock blocks the one who holds it.
 */
export async function lockDocuments(client: pg.ClientBase): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.documents]);
}
