import type pg from 'pg';
import { UserError } from '../userError.js';
import { isStoreBehind } from './isStoreBehind.js';

/** insufficient_privilege */
const FORBIDDEN = '42501';

/**
 * Checks that the schema, and that of graphile-worker, are those that the program expects.
 *
 * @throws UserError if they are older, or the current role was granted nothing
 */
export async function requireSchema(pool: pg.Pool): Promise<void> {
  try {
    if (!(await isStoreBehind(pool))) return;
  } catch (error) {
    const { code, message } = error as pg.DatabaseError;
    if (code !== FORBIDDEN) throw error;
    throw new UserError(
      `Expected a role that may use the schema of the database, got one that may not (${message}): ${INSTRUCTION}`,
    );
  }
  throw new UserError(
    `Expected the schema of the database to be up to date, got one that is missing or older: ${INSTRUCTION}`,
  );
}

const INSTRUCTION =
  'run "greyoak migrate --role NAME" with MIGRATION_DATABASE_URL as the owner of the schema, where NAME is the user ' +
  'of DATABASE_URL.';
