import { Coalesced } from '../async/coalesced.js';
import { CommitListener, type CommitListenerOptions } from '../database/commitListener.js';
import type { Database } from '../database/database.js';
import { onceMore } from '../database/onceMore.js';
import { MODES } from '../scoring/names.js';
import type { Books } from './bookCache.js';
import { readSnapshot, type Snapshot } from './snapshot.js';

/** A snapshot is read ahead of the next request when nothing was committed for this long. */
const AHEAD_MS = 50;
/** While commits keep coming, a snapshot is read ahead when the last one was read this long ago. */
const OLD_MS = 1_000;

/** When snapshots are read, and how long reading may take. */
export interface SnapshotsOptions extends CommitListenerOptions {
  /** How long a statement that reads a snapshot may take, in milliseconds; 0, the default: without limit. */
  readonly timeoutMs?: number;
  /** After how long without a commit the next snapshot is read ahead, in milliseconds; by default 50. */
  readonly aheadMs?: number;
}

/**
 * Keeps the newest snapshot, and reads it again for the first request after a commit, or soon after the commit. While the
 * connection that hears of commits is lost or not started, it cannot know of commits, and reads one for every request.
 */
export class Snapshots {
  readonly #database: Database;
  readonly #books: Books;
  readonly #timeoutMs: number;
  readonly #aheadMs: number;
  readonly #listener: CommitListener;
  readonly #callbacks = new Set<() => void>();
  /** Null from a commit on, until the next snapshot is read. */
  #current: Snapshot | null = null;
  /** The snapshot that was read last, outdated or not. */
  #last: Snapshot | null = null;
  /** Whether there was a commit since the last read began. */
  #isOutdated = true;
  readonly #reads = new Coalesced(() => this.#read());
  #ahead: NodeJS.Timeout | undefined;
  /** When the last read began. */
  #readAt = -Infinity;

  /**
   * @param books the cache of books: those of the newest day are read before a snapshot is returned, and outdated ones
   * are cleared
   */
  constructor(database: Database, books: Books, options: SnapshotsOptions = {}) {
    this.#database = database;
    this.#timeoutMs = options.timeoutMs ?? 0;
    this.#aheadMs = options.aheadMs ?? AHEAD_MS;
    this.#books = books;
    this.#listener = new CommitListener(database.pool, () => this.#committed(), options);
  }

  /** Begins to listen for commits. */
  async start(): Promise<void> {
    await this.#listener.start();
  }

  /** Stops listening, and waits for a read that is under way. */
  async stop(): Promise<void> {
    this.#callbacks.clear();
    await this.#listener.stop();
    clearTimeout(this.#ahead);
    await this.#reads.idle();
  }

  /** Registers a callback for commits. It is called at once, because what the caller keeps may be outdated. */
  onCommit(callback: () => void): void {
    this.#callbacks.add(callback);
  }

  /** Whether nothing was committed since a snapshot was read, as far as this process knows. */
  isNewest(snapshot: Snapshot): boolean {
    return snapshot === this.#current && this.#listener.isListening;
  }

  /** The snapshot that was read last, outdated or not; null before the first one. */
  get last(): Snapshot | null {
    return this.#last;
  }

  /** Returns the newest snapshot: at once, and not as a promise, where nothing was committed since it was read. */
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
    const read = () => readSnapshot(this.#database, this.#last, this.#timeoutMs);
    const snapshot = await onceMore(this.#database.pool, read);
    if (snapshot.version !== this.#last?.version) await this.#swapBooks(snapshot);
    this.#last = snapshot;
    if (!this.#isOutdated) this.#current = snapshot;
    return snapshot;
  }

  async #swapBooks(snapshot: Snapshot): Promise<void> {
    this.#books.clear();
    const scores = MODES.flatMap((mode) => {
      const newest = snapshot.scoredDay(mode, null);
      return newest === null ? [] : { runId: newest.runId, mode };
    });
    const assessed = snapshot.assessedDay(null);
    const risks = assessed === null ? [] : [assessed.runId];
    await Promise.all([this.#books.of(scores), this.#books.risks.of(risks)]);
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
   * Reads a snapshot so that the next request need not wait. It does so some time after the commit, because events of
   * the commit go out first, and because of several commits in a row only the last is worth reading.
   */
  #readAhead(): void {
    this.#ahead = undefined;
    // The next request tries again, and gets the failure.
    if (this.#listener.isListening) void Promise.resolve(this.newest()).catch(() => undefined);
  }
}
