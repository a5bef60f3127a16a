import { cacheExchange, Client, fetchExchange, subscriptionExchange, type ExecutionResult } from '@urql/core';
import { createClient } from 'graphql-ws';
import { liveOptions, resuming } from '../../src/client/index.js'; // in a page: 'greyoak/client'

/** Creates a client of urql that sends subscriptions over a socket that resumes, and other operations over HTTP. */
export function createUrqlClient(host: string): Client {
  const socket = resuming(createClient({ url: `ws://${host}/graphql`, ...liveOptions }));
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
  return new Client({
    url: `http://${host}/graphql`,
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange, live],
  });
}
