import type pg from 'pg';
import { BoundedQueue } from '../async/boundedQueue.js';
import type { Control } from './control.js';
import { isPassing } from './isPassing.js';

/** What lends connections, such as a pool. */
export type Connections = Pick<pg.Pool, 'connect'>;

export interface WritersOptions {
  /** How many writes may wait for a connection. */
  readonly mostWaiting: number;
  /** How long one may wait for it, in milliseconds. */
  readonly waitMs: number;
}

/**
 * The connections of writes that clients ask for. They are few and not those of reads, and the queue for them is
 * bounded, so that writes that wait for a lock hold up nothing but other writes.
 */
export class Writers {
  readonly #pool: pg.Pool;
  readonly #control: Control;
  readonly #queue: BoundedQueue;

  /** @param pool whose size is how many writes are executed at a time, and whose `lock_timeout` ends their waits */
  constructor(pool: pg.Pool, control: Control, { mostWaiting, waitMs }: WritersOptions) {
    this.#pool = pool;
    this.#control = control;
    this.#queue = new BoundedQueue({ atOnce: pool.options.max, mostWaiting, waitMs });
  }

  /** How many writes wait for a connection. */
  get waiting(): number {
    return this.#queue.waiting;
  }

  /**
   * Returns connections for one write.
   *
   * @param signal ends the wait for a connection, and the connection with all that was not committed over it
   */
  during(signal?: AbortSignal): Connections {
    return { connect: () => this.#connect(signal) } as Connections;
  }

  /**
   * @throws QueueFull if too many writes wait; the reason of the signal; Error if the server cannot be reached
   */
  async #connect(signal?: AbortSignal): Promise<pg.PoolClient> {
    const leave = await this.#queue.enter(signal);
    try {
      const client = await this.#answering();
      if (signal?.aborted) client.release();
      signal?.throwIfAborted();
      return this.#lent(client, leave, signal);
    } catch (error) {
      leave();
      throw error;
    }
  }

  /**
   * Returns a connection over which the server answers. A connection that was lost while it was idle would fail with the
   * first statement of a write, and then it would not be known whether the write began.
   */
  async #answering(): Promise<pg.PoolClient> {
    for (let attempt = 0; ; attempt++) {
      const client = await this.#pool.connect();
      try {
        await client.query('SELECT 1');
        return client;
      } catch (error) {
        client.release(true);
        if (attempt >= this.#pool.options.max || !isPassing(error)) throw error;
      }
    }
  }

  /** Returns the connection as it is given to the write. The pool sets `release` anew each time it lends one. */
  #lent(client: pg.PoolClient, leave: () => void, signal: AbortSignal | undefined): pg.PoolClient {
    const release = client.release.bind(client);
    let ending: Promise<void> | null = null;
    const end = () => {
      ending = this.#control.terminate(client);
    };
    signal?.addEventListener('abort', end, { once: true });
    client.release = (broken) => {
      signal?.removeEventListener('abort', end);
      leave();
      // Until the server has ended it, the connection must not become that of another write.
      if (ending === null) release(broken);
      else void ending.then(() => release(true));
    };
    return client;
  }
}
