import type { OutgoingHttpHeaders } from 'node:http';
import type { GraphQLFormattedError } from 'graphql';
import type { Frame } from '../../live/sink.js';

/** How one operation is written as the body of an HTTP answer that stays open. */
export interface StreamFormat {
  readonly headers: OutgoingHttpHeaders;
  /** Sent at once, because some clients take a stream for open only after its first bytes. */
  readonly opening: string;
  /** Returns where a stream begins, for a client that is cut before its first event. Null where clients cannot be told. */
  readonly beginning: ((cursor: string) => string) | null;
  /** Returns results, in one buffer. */
  readonly next: (frames: readonly Frame[]) => Buffer;
  /** The end of an operation that gives no more results. */
  readonly complete: string;
  /** Returns the errors of an operation that is refused or cannot go on, and the end. */
  readonly errors: (errors: readonly GraphQLFormattedError[]) => string;
  /** Returns the errors for which the stream is ended, whatever its operation does, and the end. */
  readonly fatal: (errors: readonly GraphQLFormattedError[]) => string;
  /** Keeps proxies from ending a quiet stream. Clients skip it. */
  readonly heartbeat: string;
  /**
   * Returns all of a stream that cannot begin now. Null where clients read the status of an HTTP error.
   *
   * @param waitMs after how many milliseconds the client should ask again
   * @param reason one line
   */
  readonly comeBack: ((waitMs: number, reason: string) => string) | null;
}
