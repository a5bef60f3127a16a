import type { FastifyBaseLogger } from 'fastify';

/** An outage refuses every operation, and one line is enough for all of them. */
const QUIET_MS = 60_000;

/** Warns once that operations are refused because of the database, and not for each of them. */
export class UnavailableLog {
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;
  #warnedAt = -Infinity;

  constructor(log: Pick<FastifyBaseLogger, 'warn'>) {
    this.#log = log;
  }

  /** @param cause why an operation is refused */
  note(cause: unknown): void {
    const now = performance.now();
    if (now - this.#warnedAt < QUIET_MS) return;
    this.#warnedAt = now;
    this.#log.warn({ err: cause }, 'operations are refused because the database cannot do its part');
  }
}
