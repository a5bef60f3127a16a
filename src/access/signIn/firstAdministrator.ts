import type { Database } from '../../database/database.js';
import { rowsOver } from '../../database/rowsOver.js';
import { inTransaction, LOCKS } from '../../database/transaction.js';
import { UserError } from '../../userError.js';
import { NO_ACTOR } from '../audit/auditEntry.js';
import { recordAudit } from '../audit/recordAudit.js';
import { hashPassword } from '../passwords/hashPassword.js';
import { requirePassword } from '../passwords/requirePassword.js';
import { requireEmail } from '../users/requireEmail.js';

const NAME = 'Administrator';

/** ADMIN_EMAIL and ADMIN_PASSWORD; null: not set. */
export interface FirstAdministrator {
  readonly adminEmail: string | null;
  readonly adminPassword: string | null;
}

/**
 * Adds the administrator of the settings to a store that has no user. Of processes that start at once, one does.
 *
 * @returns whether it was added
 * @throws UserError for settings that are not whole, or no e-mail or password
 */
export async function addFirstAdministrator(
  { db, jobs }: Pick<Database, 'db' | 'jobs'>,
  { adminEmail, adminPassword }: FirstAdministrator,
  hashed: (password: string) => Promise<string> = hashPassword,
): Promise<boolean> {
  if (adminEmail === null && adminPassword === null) return false;
  const client = await jobs.connect();
  try {
    return await inTransaction(client, async () => {
      // A process that waited for the lock sees the user that another has added.
      await client.query('SELECT pg_advisory_xact_lock($1)', [LOCKS.firstAdministrator]);
      const others = await rowsOver(
        client,
        db.selectFrom('users').where('id', '<>', 0).select('id').limit(1),
      );
      if (others.length > 0) return false;
      const { email, password } = requireBoth(adminEmail, adminPassword);
      const passwordHash = await hashed(password);
      const [{ id }] = await rowsOver(
        client,
        db
          .insertInto('users')
          .values({ email, name: NAME, role: 'ADMIN', password_hash: passwordHash })
          .returning('id'),
      );
      await recordAudit(client, {
        ...{ action: 'USER_CREATED', result: 'DONE', actor: NO_ACTOR, subject: `User:${id}` },
        details: { role: 'ADMIN' },
      });
      return true;
    });
  } finally {
    client.release();
  }
}

function requireBoth(
  adminEmail: string | null,
  password: string | null,
): { readonly email: string; readonly password: string } {
  if (adminEmail === null || password === null) {
    const [set, missing] =
      adminEmail === null ? ['ADMIN_PASSWORD', 'ADMIN_EMAIL'] : ['ADMIN_EMAIL', 'ADMIN_PASSWORD'];
    throw new UserError(
      `Expected ADMIN_EMAIL and ADMIN_PASSWORD together, got ${set} alone: set ${missing} too, or neither.`,
    );
  }
  try {
    const email = requireEmail(adminEmail);
    requirePassword(password, { email, name: NAME });
    return { email, password };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`ADMIN_EMAIL and ADMIN_PASSWORD make no administrator. ${error.message}`);
  }
}
