import pg from 'pg';
import { guardPool } from './guardPool.js';

/**
 * Opens another pool of the same database, with the same settings.
 *
 * @param max how many connections it may have; it opens them as they are needed
 */
export function poolLike({ options }: pg.Pool, max: number): pg.Pool {
  // A pool hides its password from those who list its options.
  return guardPool(new pg.Pool({ ...options, password: options.password, max }));
}
