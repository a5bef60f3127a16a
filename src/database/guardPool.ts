import type pg from 'pg';

/**
 * Keeps a pool from ending the process where one of its connections dies while it is idle, which emits an error. The next user of
 * the connection learns of it from the statement that fails.
 */
export function guardPool(pool: pg.Pool): pg.Pool {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
