import type { GraphQLFormattedError } from 'graphql';

/** One result of an operation, encoded once for all who get it. */
export interface Frame {
  /** Of the event; null for results that are none. */
  readonly cursor: string | null;
  /** The JSON of an execution result, in UTF-8. */
  readonly payload: Buffer;
}

/**
 * Where the results of one operation of one client go: an operation of a socket, or an event stream. What it gets
 * after its operation was stopped, it drops. It never throws.
 */
export interface Sink {
  /** Takes results, in order, also when it is full. */
  readonly write: (frames: readonly Frame[]) => void;
  /** Whether it should get no more for now. Whoever owns it calls `resume` of the operation when it is not any more. */
  readonly isFull: boolean;
  /** Bytes that it took and that did not leave yet. */
  readonly unsent: number;
  /** There will be no more results. */
  readonly complete: () => void;
  /** The operation was refused, or cannot go on. */
  readonly fail: (errors: readonly GraphQLFormattedError[]) => void;
  /** The client takes too little for too long; it is to be closed, and may come back with its last cursor. */
  readonly giveUp: () => void;
}

/** An operation whose results go to a sink. */
export interface Running {
  /** The sink takes results again. */
  readonly resume: () => void;
  /** Ends it at once: nothing of it stays, and the sink gets no more. */
  readonly stop: () => void;
}
