import type pg from 'pg';

/**
 * Settings of a connection by which each version of PostgreSQL writes and reads the same texts, in the order of the rows on
 * the disk, and takes the time that it needs. Without row_security a role that may not see all rows fails.
 */
const SETTINGS = {
  client_encoding: 'UTF8',
  DateStyle: 'ISO',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  extra_float_digits: '3',
  bytea_output: 'hex',
  row_security: 'off',
  synchronize_seqscans: 'off',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
} as const;

/** Sets up a connection for COPY of whole tables. */
export async function plainSession(client: pg.ClientBase): Promise<void> {
  const statements = Object.entries(SETTINGS).map(([name, value]) => `SET ${name} = '${value}'`);
  await client.query(statements.join('; '));
}
