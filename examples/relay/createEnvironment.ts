import { Environment, Network, RecordSource, Store, type GraphQLResponse } from 'relay-runtime';

/** Creates Relay's environment: an empty store, and a network that sends operations by POST. */
export function createEnvironment(endpoint: string): Environment {
  const network = Network.create(async ({ name, text }, variables) => {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body: JSON.stringify({ operationName: name, query: text, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  });
  return new Environment({ network, store: new Store(new RecordSource()) });
}
