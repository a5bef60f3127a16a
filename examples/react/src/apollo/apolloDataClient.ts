import type { ApolloClient } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client';
import { skipToken, useQuery } from '@apollo/client/react';
import { ScoreEventsDocument } from '../graphql';
import type { DataClient } from '../live/dataClient';

/** Lets the page ask through Apollo Client. */
export function apolloDataClient(client: ApolloClient): DataClient {
  return {
    name: 'Apollo Client',
    useLoaded: (document, variables) => {
      const { data, error, loading, refetch } = useQuery(
        document,
        variables === null
          ? skipToken
          : // A cached answer would have the cursor of a later one, after which its changes do not come again.
            { variables, fetchPolicy: 'network-only', nextFetchPolicy: 'cache-first' },
      );
      return {
        data,
        error: error?.message ?? null,
        isFetching: loading,
        refetch: async () => {
          const { data: fetched } = await refetch();
          if (fetched === undefined) throw new Error('Expected data, got none.');
          return fetched;
        },
      };
    },
    subscribe: (mode, after, { onEvent, onErrors }) => {
      const observable = client.subscribe({
        query: ScoreEventsDocument,
        variables: { filter: { mode }, after },
      });
      const subscription = observable.subscribe(({ data, error }) => {
        if (error !== undefined) onErrors(CombinedGraphQLErrors.is(error) ? error.errors : [error]);
        else if (data) onEvent();
      });
      return () => subscription.unsubscribe();
    },
  };
}
