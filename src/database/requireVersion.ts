import { UserError } from '../userError.js';

const OLDEST = 15;

/**
 * Checks that the server is new enough.
 *
 * @param version the server's server_version_num: 140012 is 14.12
 * @param description of the database, for the message
 * @throws UserError if the server is older than PostgreSQL 15
 */
export function requireVersion(version: number, description: string): void {
  if (version >= OLDEST * 10_000) return;
  const found = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  throw new UserError(
    `Expected PostgreSQL ${OLDEST} or newer, got ${found} at the ${description}. Upgrade it, set DATABASE_URL to another ` +
      'one, or unset it for the embedded PostgreSQL.',
  );
}
