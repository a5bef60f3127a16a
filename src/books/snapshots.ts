import { Coalesced } from '../async/coalesced.js';
import { CommitListener, type CommitListenerOptions } from '../database/commitListener.js';
import type { Database } from '../database/database.js';
import { MODES } from '../scoring/names.js';
import type { Books } from './bookCache.js';
import { readSnapshot, type Snapshot } from './snapshot.js';

/** A snapshot is read though nobody asked when so long nothing was committed, */
const AHEAD_MS = 50;
/** or when the last one was read so long ago. */
const OLD_MS = 1_000;

export interface SnapshotsOptions extends CommitListenerOptions {
  /** How long a statement that reads one may take; 0, the default: for ever. */
  readonly timeoutMs?: number;
  /** After how long without a commit the next one is read though nobody asked. */
  readonly aheadMs?: number;
}

/**
 * The newest snapshot, read again for who asks first after a commit, or soon after it. While it cannot be told whether
 * there was one, because the connection that hears of commits is lost or was never started, it is read for whoever asks.
 */
export class Snapshots {
  readonly #database: Database;
  readonly #books: Books;
  readonly #timeoutMs: number;
  readonly #aheadMs: number;
  readonly #listener: CommitListener;
  readonly #callbacks = new Set<() => void>();
  /** Null from a commit on, until it is read. */
  #current: Snapshot | null = null;
  /** The last one, outdated or not. */
  #last: Snapshot | null = null;
  /** Whether there was a commit since the last read began. */
  #isOutdated = true;
  readonly #reads = new Coalesced(() => this.#read());
  #ahead: NodeJS.Timeout | undefined;
  /** When the last read began. */
  #readAt = -Infinity;

  /** @param books those of the newest day are read before a snapshot is served, and outdated ones forgotten */
  constructor(database: Database, books: Books, options: SnapshotsOptions = {}) {
    this.#database = database;
    this.#timeoutMs = options.timeoutMs ?? 0;
    this.#aheadMs = options.aheadMs ?? AHEAD_MS;
    this.#books = books;
    this.#listener = new CommitListener(database.pool, () => this.#committed(), options);
  }

  /** Hears of commits from now on. */
  async start(): Promise<void> {
    await this.#listener.start();
  }

  async stop(): Promise<void> {
    this.#callbacks.clear();
    await this.#listener.stop();
    clearTimeout(this.#ahead);
    await this.#reads.idle();
  }

  /** Calls back at each commit, at once: what was kept until now may be outdated. */
  onCommit(callback: () => void): void {
    this.#callbacks.add(callback);
  }

  /** Whether nothing was committed since a snapshot was read, as far as this process can know. */
  isNewest(snapshot: Snapshot): boolean {
    return snapshot === this.#current && this.#listener.isListening;
  }

  /** The last one that was read, outdated or not; null before the first one. */
  get last(): Snapshot | null {
    return this.#last;
  }

  /** Not a promise where nothing was committed since the last one was read. */
  newest(): Snapshot | Promise<Snapshot> {
    const { isListening } = this.#listener;
    if (this.#current !== null && isListening) return this.#current;
    const { running } = this.#reads;
    if (running !== null && isListening && !this.#isOutdated) return running;
    // A read that is under way may have begun before a commit that the caller knows of.
    return this.#reads.run();
  }

  async #read(): Promise<Snapshot> {
    this.#isOutdated = false;
    this.#readAt = performance.now();
    const snapshot = await readSnapshot(this.#database, this.#last, this.#timeoutMs);
    if (snapshot.version !== this.#last?.version) await this.#swapBooks(snapshot);
    this.#last = snapshot;
    if (!this.#isOutdated) this.#current = snapshot;
    return snapshot;
  }

  async #swapBooks(snapshot: Snapshot): Promise<void> {
    this.#books.clear();
    await this.#books.of(
      MODES.flatMap((mode) => {
        const newest = snapshot.scoredDay(mode, null);
        return newest === null ? [] : { runId: newest.runId, mode };
      }),
    );
  }

  #committed(): void {
    this.#isOutdated = true;
    this.#current = null;
    for (const callback of this.#callbacks) callback();
    if (this.#ahead === undefined) {
      this.#ahead = setTimeout(() => this.#readAhead(), this.#aheadMs).unref();
    } else if (performance.now() - this.#readAt < OLD_MS) this.#ahead.refresh();
  }

  /**
   * So that the next one who asks need not wait. Not at once: the events of a commit go out first, and of several
   * commits in a row only the last is read.
   */
  #readAhead(): void {
    this.#ahead = undefined;
    // A failure is told to whoever asks.
    if (this.#listener.isListening) void Promise.resolve(this.newest()).catch(() => undefined);
  }
}
