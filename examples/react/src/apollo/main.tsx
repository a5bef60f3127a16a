import { ApolloProvider } from '@apollo/client/react';
import { createApolloClient } from '../../../live/apolloClient';
import { endpoint } from '../endpoint';
import { Connection } from '../live/connection';
import { renderPage } from '../renderPage';
import { apolloDataClient } from './apolloDataClient';

const connection = new Connection(endpoint);
const client = createApolloClient(endpoint, connection.socket);
renderPage({ connection, client: apolloDataClient(client) }, (page) => (
  <ApolloProvider client={client}>{page}</ApolloProvider>
));
