import { Beginnings } from './beginnings.js';
import { follow, type FollowSink } from './follow.js';
import { iterated } from './iterated.js';
import type { Operation, Subscribe } from './operation.js';
import { watchPongs, type PingingClient } from './watchPongs.js';

export interface ResumingOptions {
  /**
   * Called after each event that was handled: after the sink's `next` returned, or when an iterator is asked for the
   * next event. Keep the cursor to resume after a reload, as the variable `after`. A cursor is only good for the
   * operation and filter that it was received for; `operation` is the one that was subscribed to.
   */
  readonly onCursor?: (cursor: string, operation: Operation) => void;
  /**
   * How long a pong may take before the socket counts as dead, in milliseconds; 5,000 by default. It has an effect only
   * where the client sends pings (`keepAlive` of graphql-ws).
   */
  readonly pongWithin?: number;
}

/** A client of graphql-ws or graphql-sse, or one of the same shape. */
export interface StockClient {
  subscribe(operation: never, sink: never, ...others: never[]): () => void;
}

/**
 * Wraps a stock client so that its subscriptions lose no event: each reconnect carries the cursor of the last event
 * that was received, and an event that arrives twice is dropped. Queries, and subscriptions whose events have no cursor,
 * pass through unchanged. So does every other method and property of the client.
 *
 * A subscription must declare the variable `$after`, pass it to the field, and select `cursor`. Where either is
 * missing, the sink's `error` gets an `Error` that says so at the first event, and the subscription ends. A cursor that
 * the service no longer keeps ends it with the code `CURSOR_EXPIRED`: load the page's data again, and subscribe again.
 *
 * @param client a client of graphql-ws (also its `iterate`) or graphql-sse
 * @returns a client of the same type, for whatever takes one (Apollo's `GraphQLWsLink`, urql's `subscriptionExchange`)
 *
 * @example
 * import { createClient } from 'graphql-ws';
 * import { liveOptions, resuming } from 'greyoak/client';
 *
 * const client = resuming(createClient({ url: 'wss://scores.example/graphql', ...liveOptions }));
 * const unsubscribe = client.subscribe(
 *   { query: 'subscription ($after: ID) { scoreChanged(after: $after) { cursor score { value band } } }' },
 *   { next: ({ data }) => show(data.scoreChanged), error: console.error, complete: () => undefined },
 * );
 *
 * @example
 * // Resumes after a reload of the page.
 * const client = resuming(createClient({ url, ...liveOptions }), {
 *   onCursor: (cursor) => sessionStorage.setItem('after', cursor),
 * });
 * client.subscribe({ query, variables: { after: sessionStorage.getItem('after') } }, sink);
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
