import { cacheExchange, Client, fetchExchange, subscriptionExchange, type ExecutionResult } from '@urql/core';
import { liveSocket } from './liveSocket.js';

/**
 * Creates a client of urql that sends subscriptions over a socket that resumes, and other operations over HTTP.
 *
 * @param url the service's, such as https://scores.example/graphql
 */
export function createUrqlClient(url: string, socket = liveSocket(url)): Client {
  const live = subscriptionExchange({
    forwardSubscription: ({ query = '', variables, operationName }) => ({
      subscribe: (sink) => ({
        unsubscribe: socket.subscribe(
          { query, variables, operationName },
          { ...sink, next: (result) => sink.next(result as ExecutionResult) },
        ),
      }),
    }),
  });
  return new Client({ url, preferGetMethod: false, exchanges: [cacheExchange, fetchExchange, live] });
}
