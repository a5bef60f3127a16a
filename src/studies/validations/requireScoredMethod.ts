import type pg from 'pg';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';

/**
 * Returns the name of a method that has scores.
 *
 * @param name null: the served method of a store that serves none
 * @throws UserError where the method has no scores; it lists those that have
 */
export async function requireScoredMethod(pool: pg.Pool, name: string | null): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    'SELECT DISTINCT method COLLATE "C" AS name FROM scored_days ORDER BY name',
  );
  const names = rows.map((row) => row.name);
  if (names.length === 0) {
    throw new UserError('Expected a store with scores, got one without: import facts and score them first.');
  }
  if (name !== null && names.includes(name)) return name;
  const got = name === null ? 'none' : `"${shown(name)}"`;
  throw new UserError(
    `Expected the name of a method that has scores, one of ${names.join(', ')}, got ${got}.`,
  );
}
