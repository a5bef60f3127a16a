import type { Payer } from './payer.js';
import type { Running, Sink } from './sink.js';

/** Where the roots of a subscription come from. Each root is executed and encoded as one result. */
export interface LiveSource<Root> {
  /**
   * Hands results to a sink until it is stopped.
   *
   * @throws CursorExpired where it cannot go on from its cursor
   * @throws UserError where there is nothing to begin with; after any other error `start` may be called again
   */
  readonly start: (subscriber: LiveSubscriber<Root>) => Promise<Running> | Running;
}

/** What a source needs to serve one subscription. */
export interface LiveSubscriber<Root> {
  /** The same for all subscribers whose roots are encoded alike. */
  readonly key: string;
  /** The ends of all logs when the subscription arrived, joined as one cursor. */
  readonly cursor: string;
  /** Executes and encodes roots, in their order. Where it fails, it is called again with the same roots. */
  readonly encode: (roots: readonly Root[]) => Promise<readonly Buffer[]>;
  readonly onFailure: (error: Error) => void;
  /** Points of one result. */
  readonly price: number;
  /** How many results are executed in one turn at most. */
  readonly resultsAtOnce: number;
  /** Pays for what the subscription gets. */
  readonly payer: Payer;
  readonly sink: Sink;
}
