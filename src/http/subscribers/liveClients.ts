import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Access } from './access.js';
import type { LivePace } from './liveLimits.js';
import { Rounds } from './rounds.js';

/** A socket or an event stream. */
export interface LiveClient {
  /** Null while it is not known. */
  readonly access: Access | null;
  /** Called once in a while: shows that the connection is in use, and ends one whose client is gone. */
  readonly keepAlive: () => void;
  /** Its access has ended. */
  readonly forbid: () => void;
  /** The server stops; another process takes it from here. */
  readonly restart: () => void;
}

/** So many leave at once without any harm to whom they go to. */
const FEW = 50;
const SLICE_MS = 100;

/** All sockets and streams: keeps them alive, looks after their access, and lets them go when the server stops. */
export class LiveClients {
  readonly #clients = new Set<LiveClient>();
  readonly #pace: LivePace;
  readonly #pings: Rounds<LiveClient>;
  readonly #accessChecks: Rounds<LiveClient>;
  readonly #beingChecked = new WeakSet<LiveClient>();
  readonly #log: FastifyBaseLogger;
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

  /**
   * Lets all go, evenly over the time where they are many: their next server gets them one after the other.
   * Resolves when the last one is gone.
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
    // Whoever was on the way in when it began.
    for (const client of this.#clients) client.restart();
    if (this.#clients.size > 0) await gone;
    this.#pings.stop();
    this.#accessChecks.stop();
  }

  async #checkAccess(client: LiveClient): Promise<void> {
    if (client.access === null || this.#beingChecked.has(client)) return;
    this.#beingChecked.add(client);
    try {
      if (!(await client.access.isValid())) client.forbid();
    } catch (error) {
      // Not known is not ended: it is looked at again.
      this.#log.error({ err: error }, 'the check of access failed');
    } finally {
      this.#beingChecked.delete(client);
    }
  }
}
