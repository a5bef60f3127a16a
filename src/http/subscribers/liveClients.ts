import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { Coalesced } from '../../async/coalesced.js';
import type { Access } from './access.js';
import type { LivePace } from './liveLimits.js';
import { Rounds } from './rounds.js';

/** A socket or an event stream. */
export interface LiveClient {
  /** Null until it is known. */
  readonly access: Access | null;
  /** Shows that the connection is in use, and ends it where its client is gone. Called in each round. */
  readonly keepAlive: () => void;
  /** Ends the client because its access has ended. */
  readonly forbid: () => void;
  /** Ends the client because the server stops; it may go on with another process. */
  readonly restart: () => void;
}

/** So many clients may be let go at once without harm to the server that they go to. */
const FEW = 50;
const SLICE_MS = 100;

/** How many clients are checked in one turn of the event loop: a check takes some microseconds. */
const CHECKED_AT_ONCE = 200;

/** All sockets and streams. Keeps them alive, checks their access, and lets them go when the server stops. */
export class LiveClients {
  readonly #clients = new Set<LiveClient>();
  readonly #pace: LivePace;
  readonly #pings: Rounds<LiveClient>;
  readonly #accessChecks: Rounds<LiveClient>;
  readonly #beingChecked = new WeakSet<LiveClient>();
  readonly #log: FastifyBaseLogger;
  readonly #allChecked = new Coalesced(() => this.#checkAll());
  #closed: Promise<void> | null = null;
  #onEmpty: () => void = () => undefined;

  constructor(pace: LivePace, log: FastifyBaseLogger) {
    this.#pace = pace;
    this.#log = log;
    this.#pings = new Rounds(pace.pingMs, (client) => client.keepAlive());
    this.#accessChecks = new Rounds(pace.accessMs, (client) => void this.#checkAccess(client));
  }

  get isClosing(): boolean {
    return this.#closed !== null;
  }

  add(client: LiveClient): void {
    this.#clients.add(client);
    this.#pings.add(client);
    this.#accessChecks.add(client);
  }

  delete(client: LiveClient): void {
    this.#clients.delete(client);
    this.#pings.delete(client);
    this.#accessChecks.delete(client);
    if (this.#clients.size === 0) this.#onEmpty();
  }

  /** Checks the access of all clients soon, because it may have ended for any. Many calls at once are one check. */
  checkAll(): void {
    void this.#allChecked.run();
  }

  /**
   * Lets all clients go. Many of them leave evenly over the time, so that their next server gets them one after the other.
   * Resolves when the last one is gone.
   *
   * @param graceMs in milliseconds
   */
  close(graceMs: number = this.#pace.stopMs): Promise<void> {
    this.#closed ??= this.#close(graceMs);
    return this.#closed;
  }

  async #close(graceMs: number): Promise<void> {
    const gone = new Promise<void>((resolve) => (this.#onEmpty = resolve));
    const clients = [...this.#clients];
    const slices = clients.length <= FEW ? 1 : Math.max(1, Math.floor(graceMs / SLICE_MS));
    for (let slice = 0; slice < slices; slice++) {
      if (slice > 0) await wait(SLICE_MS);
      const from = Math.ceil((clients.length * slice) / slices);
      const to = Math.ceil((clients.length * (slice + 1)) / slices);
      for (const client of clients.slice(from, to)) client.restart();
    }
    // Clients that were on their way in when it began.
    for (const client of this.#clients) client.restart();
    if (this.#clients.size > 0) await gone;
    this.#pings.stop();
    this.#accessChecks.stop();
  }

  async #checkAll(): Promise<void> {
    let count = 0;
    for (const client of [...this.#clients]) {
      if (count++ % CHECKED_AT_ONCE === 0) await nextTurn();
      void this.#checkAccess(client);
    }
  }

  async #checkAccess(client: LiveClient): Promise<void> {
    if (client.access === null || this.#beingChecked.has(client)) return;
    this.#beingChecked.add(client);
    try {
      if (!(await client.access.isValid())) client.forbid();
    } catch (error) {
      // Access that cannot be checked has not ended; the next round checks it again.
      this.#log.error({ err: error }, 'the check of access failed');
    } finally {
      this.#beingChecked.delete(client);
    }
  }
}
