import type pg from 'pg';
import type { Control } from './control.js';
import { isPassing } from './isPassing.js';
import { onceMore } from './onceMore.js';

/** Runs statements that only read, and can be cancelled. */
export class Statements {
  constructor(
    private readonly pool: pg.Pool,
    private readonly control: Control,
  ) {}

  /**
   * Runs one statement, and once more if its connection was lost.
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
    return onceMore(this.pool, () => this.#query<Row>(text, values, signal), signal);
  }

  async #query<Row extends object>(
    text: string,
    values: readonly unknown[],
    signal: AbortSignal | undefined,
  ): Promise<Row[]> {
    const client = await this.pool.connect();
    let isLost = false;
    let cancelled: Promise<unknown> | null = null;
    const cancel = () => {
      cancelled = this.control.cancel(client);
    };
    try {
      signal?.throwIfAborted();
      signal?.addEventListener('abort', cancel, { once: true });
      const { rows } = await client.query<Row>(text, [...values]);
      return rows;
    } catch (error) {
      isLost = isPassing(error);
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      await cancelled;
      // The server may act on a cancellation late, so the connection is closed: its next statement must not be hit.
      client.release(isLost || cancelled !== null);
    }
  }
}
