import type { Holder } from './holder.js';

/** How to connect to an embedded PostgreSQL. */
export interface EmbeddedConnection {
  /** The folder of its unix socket. */
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  /** Set explicitly, because PGSSLMODE of the environment would apply otherwise, and a unix socket has no TLS. */
  readonly ssl: false;
}

/** The database of an embedded PostgreSQL that runs, in this process's care or in that of another one. */
export interface EmbeddedDatabase {
  /** Options for a connection to the database `greyoak`, as the service, which owns nothing. */
  readonly connection: EmbeddedConnection;
  /** Options for a connection to the same database as the owner, for migrations. */
  readonly owner: EmbeddedConnection;
  /** The name of the database for messages. */
  readonly description: string;
  /** The service that runs the server; null: this process does. */
  readonly holder: Holder | null;
  /** Resolves with the last of its output if a server of ours ends without having been stopped. */
  readonly ended: Promise<string>;
  /** Lets commands of other processes use the database from now on. */
  readonly share: () => void;
  /** Stops the server if it is ours. Call it once. */
  readonly stop: () => Promise<void>;
}
