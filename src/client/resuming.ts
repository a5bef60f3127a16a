import { Beginnings } from './beginnings.js';
import { follow, type FollowSink } from './follow.js';
import { iterated } from './iterated.js';
import type { Operation, Subscribe } from './operation.js';
import { watchPongs, type PingingClient } from './watchPongs.js';

export interface ResumingOptions {
  /**
   * Called after each event that was handled: after the sink's `next`, or when an iterator is asked for the one that
   * follows. What is kept of it resumes after a reload, as the variable `after`. `operation` is what was subscribed to.
   */
  readonly onCursor?: (cursor: string, operation: Operation) => void;
  /** How long a pong may take before the socket counts as dead, in milliseconds; 5,000. Only where the client pings. */
  readonly pongWithin?: number;
}

/** A client of graphql-ws or graphql-sse, or of the same shape. */
export interface StockClient {
  subscribe(operation: never, sink: never, ...others: never[]): () => void;
}

/**
 * The same client, whose subscriptions lose nothing: each reconnect carries the cursor of the last event that came,
 * and an event that comes twice is dropped. All else passes through.
 *
 * The subscription takes a variable `$after` and selects `cursor`; where either is missing it ends with an error that
 * says so, at the first event.
 *
 * @example
 * const client = resuming(createClient({ url: 'wss://…/graphql', ...liveOptions }));
 * client.subscribe(
 *   { query: 'subscription ($after: ID) { scoreChanged(after: $after) { cursor score { value } } }' },
 *   sink,
 * );
 */
export function resuming<C extends StockClient>(client: C, options: ResumingOptions = {}): C {
  const stock = client as unknown as { readonly subscribe: Subscribe } & PingingClient;
  watchPongs(stock, options.pongWithin ?? 5_000);
  const beginnings = new Beginnings(stock);

  const start = (operation: Operation, sink: FollowSink, others: readonly unknown[]) =>
    follow(
      (sent, inner) => stock.subscribe(sent, inner, ...others),
      operation,
      sink,
      (cursor) => options.onCursor?.(cursor, operation),
      beginnings,
    );
  const subscribe: Subscribe = (operation, sink, ...others) => {
    const next: FollowSink['next'] = (result, handled) => {
      sink.next(result);
      handled();
    };
    return start(operation, { next, error: (e) => sink.error(e), complete: () => sink.complete() }, others);
  };
  const iterate = (operation: Operation, ...others: readonly unknown[]) =>
    iterated((sink) => start(operation, sink, others));
  return { ...client, subscribe, ...('iterate' in client ? { iterate } : {}) };
}
