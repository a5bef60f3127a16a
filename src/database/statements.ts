import pg from 'pg';

/** Runs statements that can be cancelled. */
export class Statements {
  /** A connection that only cancels, because all connections of the pool may be busy. */
  readonly #cancelling: pg.Pool;

  constructor(private readonly pool: pg.Pool) {
    this.#cancelling = new pg.Pool({
      ...pool.options,
      max: 1,
      idleTimeoutMillis: 1_000,
      allowExitOnIdle: true,
    });
    this.#cancelling.on('error', () => undefined);
  }

  /**
   * Runs one statement.
   *
   * @param signal cancels the statement on the server
   * @throws DOMException (AbortError) if the signal aborted it
   */
  async query<Row extends object>(
    text: string,
    values: readonly unknown[],
    signal?: AbortSignal,
  ): Promise<Row[]> {
    signal?.throwIfAborted();
    const client = await this.pool.connect();
    let cancelled: Promise<unknown> | null = null;
    const cancel = () => {
      const { processID } = client as unknown as { readonly processID: number };
      cancelled = this.#cancelling.query('SELECT pg_cancel_backend($1)', [processID]).catch(() => undefined);
    };
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', cancel, { once: true });
      const { rows } = await client.query<Row>(text, [...values]);
      return rows;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      await cancelled;
      // The server may act on a cancellation late, so the connection is closed: its next statement must not be hit.
      client.release(cancelled !== null);
    }
  }

  async close(): Promise<void> {
    await this.#cancelling.end();
  }
}
