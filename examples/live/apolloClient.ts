import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { apolloCache } from './apolloCache.js';
import { liveSocket } from './liveSocket.js';

/**
 * Creates an Apollo Client that sends subscriptions over a socket that resumes, and all other operations over HTTP.
 *
 * @param url the service's, such as https://scores.example/graphql
 */
export function createApolloClient(url: string, socket = liveSocket(url)): ApolloClient {
  const link = ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: url }),
  );
  return new ApolloClient({ link, cache: new InMemoryCache(apolloCache) });
}
