import pg from 'pg';
import { typeParsers } from '../../../src/database/typeParsers.js';

/** As many connections as the service has; kept while others have their turn. */
export const POOL = { max: 10, idleTimeoutMillis: 0 } as const;

export const poolOf = (connectionString: string): pg.Pool =>
  new pg.Pool({ ...POOL, connectionString, types: typeParsers() });

/** Of the store that a peer reads. */
export function databaseUrl(): string {
  const url = process.env['DATABASE_URL'];
  if (url === undefined) throw new Error('expected DATABASE_URL in the environment of a peer');
  return url;
}
