import type { GraphQLFormattedError } from 'graphql';

/** One result of an operation, encoded once for all its receivers. */
export interface Frame {
  /** The cursor of the event; null for a result that is not an event. */
  readonly cursor: string | null;
  /** The JSON of an execution result, in UTF-8. */
  readonly payload: Buffer;
}

/**
 * Where the results of one operation of one client go: an operation of a socket, or an event stream. A sink drops what it
 * gets after its operation was stopped, and never throws.
 */
export interface Sink {
  /** Takes results, in order, even when it is full. */
  readonly write: (frames: readonly Frame[]) => void;
  /** Whether it should get no more for now. Its owner calls `resume` of the operation once it is no longer full. */
  readonly isFull: boolean;
  /** Bytes that it took and that have not left yet. */
  readonly unsent: number;
  /** Called when there will be no more results. */
  readonly complete: () => void;
  /** Called when the operation is refused, or cannot go on. */
  readonly fail: (errors: readonly GraphQLFormattedError[]) => void;
  /** Closes the client, which has read too slowly for too long. It may come back with its last cursor. */
  readonly giveUp: () => void;
}

/** An operation whose results go to a sink. */
export interface Running {
  /** Called when the sink takes results again. */
  readonly resume: () => void;
  /** Ends the operation at once: nothing of it stays, and the sink gets no more. */
  readonly stop: () => void;
}
