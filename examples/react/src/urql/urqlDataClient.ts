import { useQuery, type AnyVariables, type Client, type TypedDocumentNode } from 'urql';
import { ScoreEventsDocument } from '../graphql';
import type { DataClient } from '../live/dataClient';

/** Lets the page ask through urql. */
export function urqlDataClient(client: Client): DataClient {
  return {
    name: 'urql',
    useLoaded: <Data, Variables extends AnyVariables>(
      query: TypedDocumentNode<Data, Variables>,
      variables: Variables | null,
    ) => {
      const [{ data, error, fetching, stale }] = useQuery<Data, AnyVariables>({
        query,
        variables: variables ?? {},
        pause: variables === null,
        // A cached answer may be out of date: events only refresh the queries that are on the page.
        requestPolicy: 'network-only',
      });
      return {
        data,
        error: error?.message ?? null,
        isFetching: fetching || stale,
        // The component gets this answer, too, because its query is the same one.
        refetch: async () => {
          const asked = client.query<Data, AnyVariables>(query, variables ?? {}, {
            requestPolicy: 'network-only',
          });
          const { data: fetched, error: failure } = await asked.toPromise();
          if (fetched === undefined) throw failure ?? new Error('Expected data, got none.');
          return fetched;
        },
      };
    },
    subscribe: (mode, after, { onEvent, onErrors }) => {
      const source = client.subscription(ScoreEventsDocument, { filter: { mode }, after });
      const { unsubscribe } = source.subscribe(({ data, error }) => {
        if (error !== undefined) onErrors(error.graphQLErrors.length > 0 ? error.graphQLErrors : [error]);
        else if (data) onEvent();
      });
      return unsubscribe;
    },
  };
}
