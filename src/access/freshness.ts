/** How long what is kept in memory may be used after the last moment at which it is known to be true. */
const FRESH_MS = 5_000;

/** How often PostgreSQL is asked for a sign of life, so that its silence is noticed while memory is fresh. */
export const HEARTBEAT_MS = 2_000;

/** How long a read may take, such as for a connection; one that waits longer has failed. */
export const READ_MS = 5_000;

/** How often uses are written, in milliseconds. */
export const WRITE_MS = 10_000;

/** Tells whether what a process keeps in memory is still known to be true. Times are those of `performance.now()`. */
export class Freshness {
  #confirmedAt = -Infinity;

  constructor(private readonly freshMs: number = FRESH_MS) {}

  get isFresh(): boolean {
    return performance.now() - this.#confirmedAt < this.freshMs;
  }

  /** Notes that all changes until a time are known. */
  confirm(at: number): void {
    this.#confirmedAt = Math.max(this.#confirmedAt, at);
  }

  /** Notes that changes may have been missed. */
  lose(): void {
    this.#confirmedAt = -Infinity;
  }
}
