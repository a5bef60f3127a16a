import pg from 'pg';
import { UserError } from '../userError.js';

/**
 * Describes the database of a URL for messages, without its password.
 *
 * @throws UserError if the URL, or a file of certificates that it names, cannot be read
 */
export function describeUrl(url: string): string {
  try {
    const { user, host, port, database } = new pg.Client({ connectionString: url });
    return `PostgreSQL database ${database} at ${host}:${port}${user === undefined ? '' : ` as ${user}`}`;
  } catch (error) {
    throw new UserError(
      `Expected DATABASE_URL to be like postgres://user:password@host:port/database, got one that cannot be ` +
        `read (${(error as Error).message}).`,
    );
  }
}
