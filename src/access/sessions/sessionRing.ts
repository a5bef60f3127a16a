import { LRUCache } from 'lru-cache';
import { Batches } from '../../async/batches.js';
import { within } from '../../async/within.js';
import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import { Listener, type ListenerTimes } from '../../database/listener.js';
import type { FoundSession, KnownSessions } from '../knownSessions.js';
import { hashOfSecret, SECRET_DIGITS } from '../secrets.js';
import { readByHash, readById, type ReadSession } from './readSessions.js';
import { SessionUses } from './sessionUses.js';

/** How long a session is known without word from the database that it is still so. */
const FRESH_MS = 5_000;
/** Word is asked for so often that a lost one is noticed while what is known is fresh. */
const HEARTBEAT_MS = 2_000;
const WRITE_MS = 10_000;
/** A read that waits longer, such as for a connection, has failed. */
const READ_MS = 5_000;
/** Sessions and credentials that are remembered; of more, those used longest ago are read again. */
const MOST_KNOWN = 50_000;

const SECRET = new RegExp(`^go[ac]_[0-9A-Za-z]{${SECRET_DIGITS}}$`);

export interface SessionRingOptions extends ListenerTimes {
  readonly freshMs?: number;
  /** How often uses are written, in milliseconds. */
  readonly writeMs?: number;
  /** Called where uses could not be written; they are written later. */
  readonly onFailure?: (error: Error) => void;
}

interface Known {
  readonly found: FoundSession;
  /** The moment at which it expires, by `#now`. */
  readonly until: number;
}

/**
 * Knows the sessions that requests are sent in. It remembers each that it has read, forgets it when PostgreSQL notifies it
 * that any process ended it, and asks the database each time where it has heard nothing for 5 s.
 */
export class SessionRing implements KnownSessions {
  readonly #clock: DatabaseClock;
  readonly #listener: Listener;
  readonly #uses: SessionUses;
  readonly #freshMs: number;
  readonly #writeMs: number;
  readonly #onFailure: (error: Error) => void;
  readonly #callbacks = new Set<() => void>();
  /** By the hash of an access token or a cookie. */
  readonly #byHash = new LRUCache<string, Known>({ max: MOST_KNOWN });
  readonly #byId = new LRUCache<number, Known>({ max: MOST_KNOWN });
  readonly #hashes: Batches<string, ReadSession>;
  readonly #ids: Batches<number, ReadSession>;
  /** When what is known was last true, by `performance.now()`. */
  #confirmedAt = -Infinity;
  /** Counts what was heard, so that a read that began before is not remembered. */
  #heard = 0;
  #writing: NodeJS.Timeout | undefined;

  constructor(
    database: Pick<Database, 'pool' | 'query'>,
    clock: DatabaseClock,
    options: SessionRingOptions = {},
  ) {
    this.#clock = clock;
    this.#freshMs = options.freshMs ?? FRESH_MS;
    this.#writeMs = options.writeMs ?? WRITE_MS;
    this.#onFailure = options.onFailure ?? (() => undefined);
    this.#uses = new SessionUses(database.pool, clock);
    this.#hashes = this.#batches(this.#byHash, (hashes, signal) =>
      readByHash(database, clock, hashes, signal),
    );
    this.#ids = this.#batches(this.#byId, (ids, signal) => readById(database, clock, ids, signal));
    this.#listener = new Listener(database.pool, {
      heartbeatMs: options.heartbeatMs ?? HEARTBEAT_MS,
      ...(options.retryMs !== undefined && { retryMs: options.retryMs }),
      name: 'greyoak sessions',
      channels: {
        greyoak_sessions: (id) => this.#ended(Number(id)),
        greyoak_access: () => this.changed(),
      },
      // What is known stays fresh for a while after listening ends; what ended before it began was not heard.
      onTurn: (isListening) => isListening && this.changed(),
      onBeat: (sentAt) => (this.#confirmedAt = Math.max(this.#confirmedAt, sentAt)),
    });
  }

  /** Begins to hear of sessions that end. */
  async start(): Promise<void> {
    await this.#listener.start();
    this.#writing = setInterval(() => void this.#write(), this.#writeMs).unref();
  }

  /** Writes the uses that were noted, and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#writing);
    this.#callbacks.clear();
    await this.#listener.stop();
    await this.#write();
  }

  find(secret: string): FoundSession | null | Promise<FoundSession | null> {
    if (!SECRET.test(secret)) return null;
    const hash = hashOfSecret(secret).toString('hex');
    return this.#known(this.#byHash.get(hash)) ?? this.#hashes.load(hash).then(foundIn);
  }

  findById(sessionId: number): FoundSession | null | Promise<FoundSession | null> {
    return this.#known(this.#byId.get(sessionId)) ?? this.#ids.load(sessionId).then(foundIn);
  }

  used(sessionId: number): void {
    this.#uses.add(sessionId);
  }

  onChange(listener: () => void): void {
    this.#callbacks.add(listener);
  }

  /** To be called after this process ended sessions or changed users, so that its next request knows. */
  changed(): void {
    this.#byHash.clear();
    this.#byId.clear();
    this.#tell();
  }

  #ended(sessionId: number): void {
    this.#byId.delete(sessionId);
    // A session has few credentials, but many sessions may end at once.
    for (const [hash, { found }] of this.#byHash.entries()) {
      if (found.session.id === sessionId) this.#byHash.delete(hash);
    }
    this.#tell();
  }

  #tell(): void {
    this.#heard++;
    for (const callback of this.#callbacks) callback();
  }

  /** Returns what is remembered while it can be relied on; else null. */
  #known(known: Known | undefined): FoundSession | null {
    const isFresh = performance.now() - this.#confirmedAt < this.#freshMs;
    return known !== undefined && isFresh && this.#now() < known.until ? known.found : null;
  }

  #batches<Key extends string | number>(
    remembered: LRUCache<Key, Known>,
    read: (keys: readonly Key[], signal: AbortSignal) => Promise<ReadonlyMap<Key, ReadSession>>,
  ): Batches<Key, ReadSession> {
    return new Batches(async (keys) => {
      const heard = this.#heard;
      const beganAt = this.#now();
      const found = await within(READ_MS, 'reading sessions', (signal) => read(keys, signal));
      for (const [key, session] of found) {
        if (heard === this.#heard) remembered.set(key, { found: session, until: beganAt + session.leftMs });
      }
      return found;
    });
  }

  /** A clock that nobody sets, but for the offset of tests. */
  #now(): number {
    return performance.now() + this.#clock.offsetMs;
  }

  async #write(): Promise<void> {
    await this.#uses.write().catch(this.#onFailure);
  }
}

const foundIn = (read: ReadSession | null): FoundSession | null =>
  read && { session: read.session, user: read.user };
