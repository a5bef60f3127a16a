import pg from 'pg';

/** Statements that can be cancelled. */
export class Statements {
  /** For cancelling alone: when all connections of the pool are busy, it must still be possible. */
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
   * Runs one statement, prepared where it was run before.
   *
   * @throws DOMException (AbortError) where the signal ended it; it is then cancelled on the server
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
      // A cancellation may arrive late, and must not hit the next one's statement.
      client.release(cancelled !== null);
    }
  }

  async close(): Promise<void> {
    await this.#cancelling.end();
  }
}
