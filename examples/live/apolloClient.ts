import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { liveOptions, resuming } from '../../src/client/index.js'; // in a page: 'greyoak/client'
import { apolloCache } from './apolloCache.js';

/** Creates an Apollo Client that sends subscriptions over a socket that resumes, and all other operations over HTTP. */
export function createApolloClient(host: string): ApolloClient {
  const socket = resuming(createClient({ url: `ws://${host}/graphql`, ...liveOptions }));
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: `http://${host}/graphql` }),
  );
  return new ApolloClient({ link, cache: new InMemoryCache(apolloCache) });
}
