import type { EmbeddedConnection } from './embeddedDatabase.js';

/** Returns how a role connects to a database of the server whose unix socket is in a folder. */
export const connectionTo = (sockets: string, role: string, database: string): EmbeddedConnection => ({
  host: sockets,
  port: 5432,
  user: role,
  database,
  ssl: false,
});
