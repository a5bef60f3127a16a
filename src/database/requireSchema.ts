import type pg from 'pg';
import { UserError } from '../userError.js';
import { VERSION } from '../version.js';
import type { Holder } from './embedded/holder.js';
import { isStoreBehind } from './isStoreBehind.js';

/** insufficient_privilege */
const FORBIDDEN = '42501';

/**
 * Checks that the schema, and that of graphile-worker, are those that the program expects.
 *
 * @param holder the service whose embedded database it is, and which would not know another schema; null: there is none
 * @throws UserError if they are older or newer, or the current role was granted nothing
 */
export async function requireSchema(pool: pg.Pool, holder: Holder | null = null): Promise<void> {
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
    'Expected the schema of the database to be up to date, got one that is missing or older: ' +
      (holder === null ? INSTRUCTION : restarting(holder)),
  );
}

const INSTRUCTION =
  'run "greyoak migrate --role NAME" with MIGRATION_DATABASE_URL as the owner of the schema, where NAME is the user ' +
  'of DATABASE_URL.';

const restarting = ({ pid, version }: Holder): string =>
  `a service of greyoak ${version} (process ${pid}) uses it, and this is greyoak ${VERSION}. Stop the service and start it ` +
  'with this version, or use its version for this command, too.';
