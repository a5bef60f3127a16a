import type { Kysely } from 'kysely';
import type pg from 'pg';
import type { Tables } from './tables.js';

/** An open PostgreSQL database whose schema is up to date. */
export interface Database {
  /** Typed SQL. Dates are ISO texts, numeric and bigint are numbers. */
  readonly db: Kysely<Tables>;
  /** Its connections, for what Kysely does not do: COPY, locks. */
  readonly pool: pg.Pool;
  /**
   * Runs one statement.
   *
   * @param signal cancels it, also on the server
   * @throws DOMException (AbortError) where it was cancelled
   */
  readonly query: <Row extends object>(
    text: string,
    values: readonly unknown[],
    signal?: AbortSignal,
  ) => Promise<Row[]>;
  readonly close: () => Promise<void>;
}
