import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/**
 * A half-open connection delivers nothing and fails only when something is sent over it. And behind a pooler that gives
 * each statement another connection, statements succeed while notifications are lost. The heartbeat finds both.
 */
const HEARTBEAT_MS = 5_000;
const RETRY_MS = 1_000;

export interface ListenerTimes {
  readonly heartbeatMs?: number;
  readonly retryMs?: number;
}

export interface ListenerOptions extends ListenerTimes {
  /** The name of the connection in `pg_stat_activity`. */
  readonly name: string;
  /** Called with the payload of each notification, by the name of its channel. */
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  /** Called when listening begins or ends, as a notification may have been missed. */
  readonly onTurn: (isListening: boolean) => void;
  /**
   * Called for each heartbeat that arrives, with the time by `performance.now()` at which it was sent: all notifications
   * of what was committed until then have arrived before it.
   */
  readonly onBeat?: (sentAt: number) => void;
}

/**
 * Listens to channels of PostgreSQL, on a connection of its own. A lost connection is replaced; until then no
 * notification arrives, and `isListening` is false.
 */
export class Listener {
  readonly #config: pg.ClientConfig;
  readonly #options: Required<ListenerOptions>;
  readonly #stopping = new AbortController();
  #isListening = false;
  #ended: Promise<void> = Promise.resolve();

  constructor(pool: pg.Pool, options: ListenerOptions) {
    this.#config = { ...pool.options, application_name: options.name };
    const { heartbeatMs = HEARTBEAT_MS, retryMs = RETRY_MS, onBeat = () => undefined } = options;
    this.#options = { ...options, heartbeatMs, retryMs, onBeat };
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
      if (client === null) await wait(this.#options.retryMs, undefined, { signal }).catch(() => undefined);
      else await this.#untilLost(client);
      client = signal.aborted ? null : await this.#connect();
    }
    await client?.end().catch(() => undefined);
  }

  /** Returns null if the server cannot be reached. */
  async #connect(): Promise<pg.Client | null> {
    const { channels, heartbeatMs } = this.#options;
    const client = new pg.Client({
      ...this.#config,
      connectionTimeoutMillis: heartbeatMs,
      query_timeout: heartbeatMs,
      keepAlive: true,
    });
    // We learn of an error from the statement that fails, and from the end of the connection.
    client.on('error', () => undefined);
    client.on('notification', ({ channel, payload }) => {
      if (Object.hasOwn(channels, channel)) channels[channel](payload ?? '');
    });
    try {
      await client.connect();
      const statements = Object.keys(channels).map((channel) => `LISTEN ${pg.escapeIdentifier(channel)}`);
      await client.query(statements.join('; '));
    } catch {
      client.end().catch(() => undefined);
      return null;
    }
    this.#tell(true);
    return client;
  }

  async #untilLost(client: pg.Client): Promise<void> {
    const { signal } = this.#stopping;
    const { heartbeatMs, onBeat } = this.#options;
    const lost = new AbortController();
    client.once('end', () => lost.abort());
    const either = AbortSignal.any([signal, lost.signal]);
    const heart = `greyoak_heart_${randomUUID()}`;
    let heard = true;
    let sentAt = 0;
    client.on('notification', ({ channel }) => {
      if (channel !== heart) return;
      heard = true;
      onBeat(sentAt);
    });
    try {
      await client.query(`LISTEN "${heart}"`);
      // Each beat must arrive before the next one is due.
      while (heard && !either.aborted) {
        heard = false;
        sentAt = performance.now();
        await client.query('SELECT pg_notify($1, $2)', [heart, '']);
        await wait(heartbeatMs, undefined, { signal: either });
      }
    } catch {
      // Stopped, or lost.
    }
    this.#tell(false);
    await client.end().catch(() => undefined);
  }

  #tell(isListening: boolean): void {
    this.#isListening = isListening;
    this.#options.onTurn(isListening);
  }
}
