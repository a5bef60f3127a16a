import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { LOCKS } from '../database/transaction.js';

/**
 * A server that is silent for longer than this means that the connection is half open: it may have dropped our locks
 * already.
 */
const SILENCE_MS = 10_000;
/** The silence is measured in so many parts. A process that computes for long ends one part late, and not all. */
const PARTS = 10;

/**
 * The proof that the workers of this process are alive: an advisory lock per worker, on a connection of its own. Every
 * job of a worker is covered from the moment at which it is taken, since the worker takes its lease before its first
 * job. `recoverJobs` gives away jobs whose worker holds no lease.
 *
 * Why a lock and not a row with a heartbeat: PostgreSQL drops the lock as soon as the process is gone, so no timeout
 * has to be guessed. A worker that computes for long, or a machine that sleeps, keeps its lease. It costs one
 * connection per process and one statement per worker, and nothing per job. If the machine of a worker loses power, the
 * server notices by TCP keepalive, which we shorten from hours to half a minute.
 */
export class Lease {
  readonly #lost = new AbortController();

  private constructor(readonly client: pg.Client) {
    client.once('end', () => this.#lost.abort(new Error('The connection that held the lease was lost.')));
  }

  /**
   * Opens the connection that holds the leases.
   *
   * @throws Error if the database cannot be reached
   */
  static async open(pool: pg.Pool): Promise<Lease> {
    const client = new pg.Client({
      ...pool.options,
      application_name: 'greyoak worker',
      connectionTimeoutMillis: SILENCE_MS,
      keepAlive: true,
    });
    // The end of the connection follows, and is what counts.
    client.on('error', () => undefined);
    const lease = new Lease(client);
    try {
      await client.connect();
      await lease.answered(
        client.query(
          'SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3',
        ),
      );
    } catch (error) {
      await lease.close();
      throw error;
    }
    return lease;
  }

  /** Aborts when the connection ends: another worker may take our jobs now. */
  get lost(): AbortSignal {
    return this.#lost.signal;
  }

  /** Takes the lease of a worker, for as long as the connection lives. */
  async take(worker: string): Promise<void> {
    await this.answered(
      this.client.query('SELECT pg_advisory_lock($1, hashtext($2))', [LOCKS.leases, worker]),
    );
  }

  /**
   * Waits for what the server is asked for.
   *
   * @throws Error if the server is silent for ten seconds in which this process could have read an answer, and what
   *   `work` throws
   */
  async answered<Answer>(work: Promise<Answer>): Promise<Answer> {
    const end = new AbortController();
    try {
      return await Promise.race([work, silence(end.signal)]);
    } finally {
      end.abort();
    }
  }

  /** Closes the connection, which gives up the leases of all its workers. */
  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}

async function silence(signal: AbortSignal): Promise<never> {
  for (let part = 0; part < PARTS; part++) await wait(SILENCE_MS / PARTS, undefined, { signal });
  throw new Error(`The server did not answer for ${SILENCE_MS / 1000} s.`);
}
