import { UserError } from '../userError.js';

const OLDEST = 15;

/**
 * @param version the server's server_version_num: 140012 is 14.12
 * @throws UserError where the server is too old
 */
export function requireVersion(version: number, description: string): void {
  if (version >= OLDEST * 10_000) return;
  const came = `${Math.floor(version / 10_000)}.${version % 10_000}`;
  throw new UserError(
    `Expected PostgreSQL ${OLDEST} or newer, got ${came} at the ${description}. Upgrade it, set DATABASE_URL to another ` +
      'one, or unset it for the embedded PostgreSQL.',
  );
}
