import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Tables } from './tables.js';
import type { Writers } from './writers.js';

/** An open PostgreSQL database whose schema is up to date. */
export interface Database {
  /** Typed SQL. Dates are ISO texts, numeric and bigint are numbers. */
  readonly db: Kysely<Tables>;
  /** The connections, for what Kysely does not do, such as COPY and locks. */
  readonly pool: pg.Pool;
  /** The connections of imports and of what else holds them for long. Workers have a pool of their own. */
  readonly jobs: pg.Pool;
  /** The connections of mutations. */
  readonly writers: Writers;
  /**
   * The connection of health and metrics, which never waits for other work. Each statement fails after five seconds without an
   * answer.
   */
  readonly watch: pg.Pool;
  /**
   * Asks the server for an answer, over a connection that nothing else waits for.
   *
   * @throws Error if there is none
   */
  readonly ping: () => Promise<void>;
  /**
   * Runs one statement that only reads: it is sent once more if its connection was lost.
   *
   * @param signal cancels the statement, on the server too
   * @throws DOMException (AbortError) if it was cancelled
   */
  readonly query: <Row extends object>(
    text: string,
    values: readonly unknown[],
    signal?: AbortSignal,
  ) => Promise<Row[]>;
  /** Closes all connections, and stops the server if it is the embedded one. */
  readonly close: () => Promise<void>;
}
