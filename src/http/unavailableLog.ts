import type { FastifyBaseLogger } from 'fastify';

/** An outage concerns every operation, and one line is enough for all of them. */
const QUIET_MS = 60_000;

/** Warns once what becomes of operations because of the database, and not for each of them. */
export class UnavailableLog {
  readonly #log: Pick<FastifyBaseLogger, 'warn'>;
  readonly #message: string;
  #warnedAt = -Infinity;

  /** @param message what becomes of them; by default, that they are refused */
  constructor(
    log: Pick<FastifyBaseLogger, 'warn'>,
    message = 'operations are refused because the database cannot do its part',
  ) {
    this.#log = log;
    this.#message = message;
  }

  /** @param cause the error of the database */
  note(cause: unknown): void {
    const now = performance.now();
    if (now - this.#warnedAt < QUIET_MS) return;
    this.#warnedAt = now;
    this.#log.warn({ err: cause }, this.#message);
  }
}
