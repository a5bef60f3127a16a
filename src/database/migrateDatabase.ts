import { describeUrl } from './describeUrl.js';
import { openEmbedded } from './embedded/openEmbedded.js';
import { firstConnection, type Patience } from './firstConnection.js';
import { migrateAs } from './migrateAs.js';
import { requireVersion } from './requireVersion.js';

export interface MigrationOptions {
  /** The URL of the database as the owner of its schema; undefined for the embedded one. */
  readonly url: string | undefined;
  /** The folder of the embedded server, as an absolute path. */
  readonly home: string;
  /** The role to grant to what the service needs; undefined for none but those that have it. */
  readonly role: string | undefined;
  /** Called with what is awaited where another process holds the home. */
  readonly onHeld: (awaited: string) => void;
}

const PATIENCE: Patience = { retryForMs: 60_000, onWait: () => undefined };

/**
 * Brings the schema of a database up to date, and grants to a role what the service needs.
 *
 * @returns the names of our migrations that were run
 * @throws UserError if the database cannot be reached or migrated, or the role must not be that of the service
 */
export async function migrateDatabase({
  url,
  home,
  role,
  onHeld,
}: MigrationOptions): Promise<readonly string[]> {
  const roles = role === undefined ? [] : [role];
  if (url !== undefined) {
    const connection = { connectionString: url };
    const description = describeUrl(url);
    requireVersion(await firstConnection(connection, description, PATIENCE), description);
    return migrateAs(connection, roles);
  }
  const { owner, connection, holder, stop } = await openEmbedded(home, { onWait: onHeld });
  try {
    return await migrateAs(owner, [connection.user, ...roles], holder);
  } finally {
    await stop();
  }
}
