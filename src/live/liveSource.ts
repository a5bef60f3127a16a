import type { Running, Sink } from './sink.js';

/** What a subscription is about: where its roots come from, each of which is executed and encoded as one result. */
export interface LiveSource<Root> {
  /**
   * Hands results to a sink until it is stopped.
   *
   * @throws CursorExpired, UserError where there is nothing to begin from; another error where it may be tried again
   */
  readonly start: (subscriber: LiveSubscriber<Root>) => Promise<Running> | Running;
}

export interface LiveSubscriber<Root> {
  /** The same for all whose roots are encoded alike. */
  readonly key: string;
  /** The end of the log when the subscription came. */
  readonly cursor: string;
  /** Executes and encodes roots, in their order. Where it fails, it is asked again. */
  readonly encode: (roots: readonly Root[]) => Promise<readonly Buffer[]>;
  readonly onFailure: (error: Error) => void;
  readonly sink: Sink;
}
