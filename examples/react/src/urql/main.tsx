import { Provider } from 'urql';
import { createUrqlClient } from '../../../live/urql';
import { endpoint } from '../endpoint';
import { Connection } from '../live/connection';
import { renderPage } from '../renderPage';
import { urqlDataClient } from './urqlDataClient';

const connection = new Connection(endpoint);
const client = createUrqlClient(endpoint, connection.socket);
renderPage({ connection, client: urqlDataClient(client) }, (page) => (
  <Provider value={client}>{page}</Provider>
));
