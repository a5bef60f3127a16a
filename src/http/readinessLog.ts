import type { FastifyBaseLogger } from 'fastify';
import type { Readiness } from './health.js';

/** Logs changes of readiness, which probes ask for every few seconds: each reason once, and the return. */
export class ReadinessLog {
  #reason: string | null = null;
  #wasReady = false;

  constructor(private readonly log: () => Pick<FastifyBaseLogger, 'info' | 'warn'>) {}

  note(readiness: Readiness): void {
    const reason = readiness.ready ? null : readiness.reason;
    if (reason === this.#reason) return;
    this.#reason = reason;
    // The start says by itself when the service is ready for the first time.
    if (reason !== null) this.log().warn({ reason }, 'not ready');
    else if (this.#wasReady) this.log().info('ready again');
    this.#wasReady ||= reason === null;
  }
}
