import { LRUCache } from 'lru-cache';
import { Coalesced } from '../../async/coalesced.js';
import { within } from '../../async/within.js';
import type { Database } from '../../database/database.js';
import type { DatabaseClock } from '../../database/databaseClock.js';
import { Listener, type ListenerTimes } from '../../database/listener.js';
import { Freshness, HEARTBEAT_MS, READ_MS, WRITE_MS } from '../freshness.js';
import type { FoundSession, KnownSessions } from '../knownSessions.js';
import { hashOfSecret, SECRET_DIGITS } from '../secrets.js';
import { readSessions } from './readSessions.js';
import { SessionUses } from './sessionUses.js';

/** An access token, or the cookie of a session. */
const SECRET = new RegExp(`^go[ac]_[0-9A-Za-z]{${SECRET_DIGITS}}$`);

/** How many credentials are kept, some 300 bytes each. */
const MOST = 20_000;

export interface SessionRingOptions extends ListenerTimes {
  readonly freshMs?: number;
  /** How often uses are written, in milliseconds. */
  readonly writeMs?: number;
  /** How many credentials are kept in memory. */
  readonly most?: number;
  /** Called where the uses of sessions could not be written; it is tried again. */
  readonly onFailure?: (error: Error) => void;
}

interface Kept {
  readonly found: FoundSession;
  /** By `DatabaseClock.elapsed`. */
  readonly until: number;
}

/** SHA-256 of a credential as base64, or the id of a session. */
type Asked = string | number;

/**
 * Knows the sessions that count. It keeps those that were found in memory, and forgets them when PostgreSQL notifies it of
 * the end of one, or of a change of users. It asks the database where it has heard nothing for 5 s.
 */
export class SessionRing implements KnownSessions {
  readonly #database: Pick<Database, 'db' | 'query'>;
  readonly #clock: DatabaseClock;
  readonly #kept: LRUCache<Asked, Kept>;
  /** What is kept of each session. */
  readonly #askedOf = new Map<number, Set<Asked>>();
  readonly #reads: Coalesced<ReadonlyMap<Asked, FoundSession>>;
  readonly #listener: Listener;
  readonly #uses: SessionUses;
  readonly #freshness: Freshness;
  readonly #callbacks = new Set<() => void>();
  readonly #writeMs: number;
  readonly #onFailure: (error: Error) => void;
  /** What the next read looks for. */
  #waiting = new Set<Asked>();
  /** Grows with each change that was heard of. */
  #changes = 0;
  #writing: NodeJS.Timeout | undefined;

  constructor(
    database: Pick<Database, 'db' | 'pool' | 'query'>,
    clock: DatabaseClock,
    options: SessionRingOptions = {},
  ) {
    this.#database = database;
    this.#clock = clock;
    this.#writeMs = options.writeMs ?? WRITE_MS;
    this.#onFailure = options.onFailure ?? (() => undefined);
    this.#freshness = new Freshness(options.freshMs);
    this.#uses = new SessionUses(database, clock);
    this.#kept = new LRUCache({
      max: options.most ?? MOST,
      dispose: ({ found }, asked) => this.#dropName(found.session.id, asked),
    });
    this.#reads = new Coalesced(() => this.#read());
    this.#listener = new Listener(database.pool, {
      heartbeatMs: options.heartbeatMs ?? HEARTBEAT_MS,
      ...(options.retryMs !== undefined && { retryMs: options.retryMs }),
      name: 'greyoak sessions',
      channels: {
        greyoak_sessions: (payload) => this.ended(Number(payload)),
        greyoak_access: () => this.changed(),
      },
      onTurn: () => {
        this.#freshness.lose();
        this.changed();
      },
      onBeat: (sentAt) => this.#freshness.confirm(sentAt),
    });
  }

  /** Begins to hear of changes. */
  async start(): Promise<void> {
    await this.#listener.start();
    this.#writing = setInterval(() => void this.#write(), this.#writeMs).unref();
  }

  /** Writes the uses that were noted, and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#writing);
    this.#callbacks.clear();
    await this.#listener.stop();
    await this.#reads.idle();
    await this.#write();
  }

  /**
   * Finds the session of an access token or of a cookie: at once, and not as a promise, where it is in memory, and for a text
   * that cannot be either.
   *
   * @returns null if there is none, or it has expired or ended, or its user is not active
   * @throws Error if the session must be read and the database does not answer
   */
  find(secret: string): FoundSession | null | Promise<FoundSession | null> {
    return SECRET.test(secret) ? this.#find(hashOfSecret(secret).toString('base64')) : null;
  }

  /** Finds a session by its id, as `find` does. */
  findById(sessionId: number): FoundSession | null | Promise<FoundSession | null> {
    return this.#find(sessionId);
  }

  /** Notes a use of a session. It is written with others, every 10 s. */
  used(sessionId: number): void {
    this.#uses.add(sessionId);
  }

  /** Registers a callback for the end of sessions, and for changes of users. */
  onChange(listener: () => void): void {
    this.#callbacks.add(listener);
  }

  /** To be called after this process ended a session, so that its next request knows. */
  ended(sessionId: number): void {
    for (const asked of [...(this.#askedOf.get(sessionId) ?? [])]) this.#kept.delete(asked);
    this.#tell();
  }

  /** To be called after this process changed users, so that its next request knows. */
  changed(): void {
    this.#kept.clear();
    this.#tell();
  }

  #tell(): void {
    this.#changes++;
    for (const callback of this.#callbacks) callback();
  }

  #find(asked: Asked): FoundSession | Promise<FoundSession | null> {
    const kept = this.#freshness.isFresh ? this.#kept.get(asked) : undefined;
    // What has expired in memory may have been prolonged by another process.
    if (kept !== undefined && this.#clock.elapsed() < kept.until) return kept.found;
    return this.#ask(asked);
  }

  /** One statement at a time looks for all that wait, so that unknown credentials take one connection. */
  async #ask(asked: Asked): Promise<FoundSession | null> {
    this.#waiting.add(asked);
    return (await this.#reads.run()).get(asked) ?? null;
  }

  async #read(): Promise<ReadonlyMap<Asked, FoundSession>> {
    const asked = [...this.#waiting];
    this.#waiting = new Set();
    const changes = this.#changes;
    const beganAt = this.#clock.elapsed();
    const rows = await within(READ_MS, 'reading the user sessions', (signal) =>
      readSessions(
        this.#database,
        this.#clock,
        {
          hashes: asked.filter((one) => typeof one === 'string').map((one) => Buffer.from(one, 'base64')),
          ids: asked.filter((one) => typeof one === 'number'),
        },
        signal,
      ),
    );
    const read = new Map<Asked, FoundSession>();
    for (const { hash, found, leftMs } of rows) {
      const name = hash?.toString('base64') ?? found.session.id;
      read.set(name, found);
      // A session that ended meanwhile may have been read before.
      if (changes === this.#changes) this.#keep(name, { found, until: beganAt + leftMs });
    }
    return read;
  }

  #keep(name: Asked, kept: Kept): void {
    this.#kept.set(name, kept);
    const { id } = kept.found.session;
    const names = this.#askedOf.get(id);
    if (names === undefined) this.#askedOf.set(id, new Set([name]));
    else names.add(name);
  }

  #dropName(sessionId: number, asked: Asked): void {
    const names = this.#askedOf.get(sessionId);
    names?.delete(asked);
    if (names?.size === 0) this.#askedOf.delete(sessionId);
  }

  async #write(): Promise<void> {
    await this.#uses.write().catch(this.#onFailure);
  }
}
