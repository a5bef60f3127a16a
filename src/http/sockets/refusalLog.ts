import type { IncomingMessage } from 'node:http';
import type { FastifyBaseLogger } from 'fastify';
import { shown } from '../../shown.js';
import { withoutSecrets } from '../../withoutSecrets.js';

/** A flood of refused sockets gets so many lines in so many milliseconds, and one more with the count of the others. */
const MOST_LINES = 20;
const WINDOW_MS = 10_000;

/** What a line says in addition to the page and the cause. */
interface Details {
  readonly requestId: string;
  readonly caller?: string;
  readonly path?: string;
  /** The status of the answer, where the socket was not opened. */
  readonly status?: number;
  /** The code of the close, where it was opened to say why it is closed. */
  readonly closeCode?: number;
}

/** Logs why sockets are refused, and which page asked for them. */
export class RefusalLog {
  #lines = 0;
  #suppressed = 0;
  /** Whether a window has begun. */
  #isOpen = false;

  constructor(
    private readonly log: Pick<FastifyBaseLogger, 'info'>,
    private readonly windowMs: number = WINDOW_MS,
  ) {}

  /** @param request its Origin is logged; null stands for none */
  note({ headers: { origin } }: Pick<IncomingMessage, 'headers'>, cause: string, details: Details): void {
    if (!this.#isOpen) setTimeout(() => this.#endWindow(), this.windowMs).unref();
    this.#isOpen = true;
    if (this.#lines >= MOST_LINES) {
      this.#suppressed++;
      return;
    }
    this.#lines++;
    const page = origin === undefined ? null : withoutSecrets(shown(origin));
    this.log.info({ ...details, origin: page, cause: withoutSecrets(cause) }, 'socket refused');
  }

  #endWindow(): void {
    if (this.#suppressed > 0) this.log.info({ suppressed: this.#suppressed }, 'more sockets were refused');
    this.#lines = 0;
    this.#suppressed = 0;
    this.#isOpen = false;
  }
}
