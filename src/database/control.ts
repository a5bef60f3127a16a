import pg from 'pg';
import { guardPool } from './guardPool.js';
import { onceMore } from './onceMore.js';

/** How long the server may take to accept a connection, or to answer, in milliseconds. */
const SILENCE_MS = 5_000;

/** A connection for what must never wait for other work: ending it, and asking whether the server answers. */
export class Control {
  readonly #pool: pg.Pool;

  /** @param config of the connections that are to be controlled */
  constructor(config: pg.PoolConfig) {
    this.#pool = guardPool(
      new pg.Pool({
        ...config,
        max: 1,
        // It stays open: when no connection is left, statements must still be cancelled.
        idleTimeoutMillis: 0,
        allowExitOnIdle: true,
        connectionTimeoutMillis: SILENCE_MS,
        query_timeout: SILENCE_MS,
      }),
    );
  }

  /**
   * Asks the server for an answer.
   *
   * @throws Error if there is none
   */
  async ping(): Promise<void> {
    await onceMore(this.#pool, () => this.#pool.query('SELECT 1'));
  }

  /** Cancels the statement of a connection. Never rejects: a connection that is lost has none. */
  async cancel(client: pg.ClientBase): Promise<void> {
    await this.#pool.query('SELECT pg_cancel_backend($1)', [processIdOf(client)]).catch(() => undefined);
  }

  /** Ends a connection with its transaction and its locks, whatever it does. Never rejects. */
  async terminate(client: pg.ClientBase): Promise<void> {
    await this.#pool.query('SELECT pg_terminate_backend($1)', [processIdOf(client)]).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}

const processIdOf = (client: pg.ClientBase): number =>
  (client as unknown as { readonly processID: number }).processID;
