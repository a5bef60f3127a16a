import { Coalesced } from '../../async/coalesced.js';
import { within } from '../../async/within.js';
import type { Database } from '../../database/database.js';
import { Listener, type ListenerTimes } from '../../database/listener.js';
import { Freshness, HEARTBEAT_MS, READ_MS, WRITE_MS } from '../freshness.js';
import type { FoundKey, KnownKeys } from '../knownKeys.js';
import { readKeys, type KeyCopy } from './keyCopy.js';
import { KeyUses } from './keyUses.js';
import { markOf } from './secret.js';

export interface KeyRingOptions extends ListenerTimes {
  readonly freshMs?: number;
  /** How often uses are written, in milliseconds. */
  readonly writeMs?: number;
  /** The time in milliseconds since 1970, by which keys expire. */
  readonly now?: () => number;
  /** Called where the keys could not be read, or their uses not be written; both are tried again. */
  readonly onFailure?: (error: Error) => void;
}

/**
 * Knows the API keys that may be used. It keeps a copy of them in memory, reads it anew when PostgreSQL notifies it of a
 * change by any process, and asks the database where it has heard nothing for 5 s.
 */
export class KeyRing implements KnownKeys {
  readonly #reads: Coalesced<KeyCopy>;
  readonly #listener: Listener;
  readonly #uses: KeyUses;
  readonly #callbacks = new Set<() => void>();
  readonly #freshness: Freshness;
  readonly #writeMs: number;
  readonly #now: () => number;
  readonly #onFailure: (error: Error) => void;
  /** Null from a change on, until the keys are read again. */
  #copy: KeyCopy | null = null;
  /** Whether something changed since the last read began. */
  #isOutdated = false;
  #writing: NodeJS.Timeout | undefined;

  constructor(database: Pick<Database, 'pool' | 'query'>, options: KeyRingOptions = {}) {
    this.#freshness = new Freshness(options.freshMs);
    this.#writeMs = options.writeMs ?? WRITE_MS;
    this.#now = options.now ?? Date.now;
    this.#onFailure = options.onFailure ?? (() => undefined);
    this.#uses = new KeyUses(database.pool);
    this.#reads = new Coalesced(() => this.#read(database));
    this.#listener = new Listener(database.pool, {
      heartbeatMs: options.heartbeatMs ?? HEARTBEAT_MS,
      ...(options.retryMs !== undefined && { retryMs: options.retryMs }),
      name: 'greyoak keys',
      channels: { greyoak_access: () => this.changed() },
      // The copy stays fresh for a while after listening ends; what was committed before it began was not heard.
      onTurn: (isListening) => isListening && this.changed(),
      onBeat: (sentAt) => this.#confirm(sentAt),
    });
  }

  /** Begins to hear of changes, and reads the keys. */
  async start(): Promise<void> {
    await this.#listener.start();
    await this.#with(() => undefined);
    this.#writing = setInterval(() => void this.#write(), this.#writeMs).unref();
  }

  /** Writes the uses that were counted, and stops. */
  async stop(): Promise<void> {
    clearInterval(this.#writing);
    this.#callbacks.clear();
    await this.#listener.stop();
    await this.#reads.idle();
    await this.#write();
  }

  /**
   * Finds the key that a secret belongs to: at once, and not as a promise, while the copy is fresh.
   *
   * @returns null if there is none, or it is paused, revoked or expired, or its owner is not active
   * @throws Error if the keys must be read and the database does not answer
   */
  find(secret: string): FoundKey | null | Promise<FoundKey | null> {
    const mark = markOf(secret);
    return mark === null ? null : this.#with((copy) => copy.find(mark, this.#now()));
  }

  /** Counts a use of a key. It is written with others, every 10 s. */
  used(apiKeyId: number, address: string): void {
    this.#uses.add(apiKeyId, address, this.#now());
  }

  /** Registers a callback for changes: of keys, and of roles and users that they belong to. */
  onChange(listener: () => void): void {
    this.#callbacks.add(listener);
  }

  /** To be called after this process changed keys or users, so that its next request knows. */
  changed(): void {
    this.#isOutdated = true;
    this.#copy = null;
    // The next request reads again, and gets the failure.
    this.#reads.run().catch(this.#onFailure);
  }

  #with<Result>(use: (copy: KeyCopy) => Result): Result | Promise<Result> {
    if (this.#copy !== null && this.#freshness.isFresh) return use(this.#copy);
    const { running } = this.#reads;
    // A read that began before a change does not know of it.
    return (running !== null && !this.#isOutdated ? running : this.#reads.run()).then(use);
  }

  async #read(database: Pick<Database, 'query'>): Promise<KeyCopy> {
    this.#isOutdated = false;
    const beganAt = performance.now();
    try {
      const copy = await within(READ_MS, 'reading the API keys', (signal) =>
        readKeys(database, this.#now(), signal),
      );
      if (!this.#isOutdated) this.#copy = copy;
      this.#freshness.confirm(beganAt);
      for (const callback of this.#callbacks) callback();
      return copy;
    } catch (error) {
      this.#isOutdated = true;
      throw error;
    }
  }

  /** A change that was committed before the beat was heard of before it. */
  #confirm(sentAt: number): void {
    if (!this.#isOutdated && this.#reads.running === null) this.#freshness.confirm(sentAt);
  }

  async #write(): Promise<void> {
    await this.#uses.write().catch(this.#onFailure);
  }
}
