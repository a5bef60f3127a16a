import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

const COMMITS = 'greyoak_commits';
/** With the position that the log of events has reached. */
const EVENTS = 'greyoak_events';
/**
 * A half-open connection delivers nothing and fails only when something is sent over it. And behind a pooler that gives
 * each statement another connection, statements succeed while notifications are lost. The heartbeat finds both.
 */
const HEARTBEAT_MS = 5_000;
const RETRY_MS = 1_000;

export interface CommitListenerOptions {
  readonly heartbeatMs?: number;
  readonly retryMs?: number;
  /** Called for each commit that adds events to the log, with its last position; Infinity: one may have been missed. */
  readonly onEvents?: (position: number) => void;
}

/**
 * Listens for commits to the store by any process, on a connection of its own. A lost connection is replaced; until
 * then no commit is noticed, and `isListening` is false.
 */
export class CommitListener {
  readonly #config: pg.ClientConfig;
  readonly #onCommit: () => void;
  readonly #onEvents: (position: number) => void;
  readonly #stopping = new AbortController();
  readonly #heartbeatMs: number;
  readonly #retryMs: number;
  #isListening = false;
  #ended: Promise<void> = Promise.resolve();

  /** @param onCommit called for each commit, and when listening begins or ends, as a commit may have been missed */
  constructor(pool: pg.Pool, onCommit: () => void, options: CommitListenerOptions = {}) {
    this.#config = { ...pool.options, application_name: 'greyoak listener' };
    this.#onCommit = onCommit;
    this.#onEvents = options.onEvents ?? (() => undefined);
    this.#heartbeatMs = options.heartbeatMs ?? HEARTBEAT_MS;
    this.#retryMs = options.retryMs ?? RETRY_MS;
  }

  get isListening(): boolean {
    return this.#isListening;
  }

  /** Resolves when it listens, or when the first attempt has failed. It keeps trying. */
  async start(): Promise<void> {
    const first = await this.#connect();
    this.#ended = this.#keepListening(first);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#ended;
  }

  async #keepListening(first: pg.Client | null): Promise<void> {
    const { signal } = this.#stopping;
    let client = first;
    while (!signal.aborted) {
      if (client === null) await wait(this.#retryMs, undefined, { signal }).catch(() => undefined);
      else await this.#untilLost(client);
      client = signal.aborted ? null : await this.#connect();
    }
    await client?.end().catch(() => undefined);
  }

  /** Returns null if the server cannot be reached. */
  async #connect(): Promise<pg.Client | null> {
    const client = new pg.Client({
      ...this.#config,
      connectionTimeoutMillis: this.#heartbeatMs,
      query_timeout: this.#heartbeatMs,
      keepAlive: true,
    });
    // We learn of an error from the statement that fails, and from the end of the connection.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => {
      if (channel === COMMITS) this.#onCommit();
      else if (channel === EVENTS) this.#onEvents(Number(payload));
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${COMMITS}; LISTEN ${EVENTS}`);
    } catch {
      client.end().catch(() => undefined);
      return null;
    }
    this.#tell(true);
    return client;
  }

  async #untilLost(client: pg.Client): Promise<void> {
    const { signal } = this.#stopping;
    const lost = new AbortController();
    client.once('end', () => lost.abort());
    const either = AbortSignal.any([signal, lost.signal]);
    const heart = `greyoak_heart_${randomUUID()}`;
    let heard = true;
    client.on('notification', ({ channel }) => (heard ||= channel === heart));
    try {
      await client.query(`LISTEN "${heart}"`);
      // Each beat must arrive before the next one is due.
      while (heard && !either.aborted) {
        heard = false;
        await client.query('SELECT pg_notify($1, $2)', [heart, '']);
        await wait(this.#heartbeatMs, undefined, { signal: either });
      }
    } catch {
      // Stopped, or lost.
    }
    this.#tell(false);
    await client.end().catch(() => undefined);
  }

  #tell(isListening: boolean): void {
    this.#isListening = isListening;
    this.#onCommit();
    this.#onEvents(Infinity);
  }
}
