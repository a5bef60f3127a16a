import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './playground.css';
import type { GraphiQLPlugin } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { liveOptions, resuming } from '../../client/index.js';
import { AccountBar } from './AccountBar.js';
import { apiKey } from './apiKey.js';
import { callerChange } from './callerChange.js';
import { createFetcher } from './createFetcher.js';
import { EditorOptions } from './EditorOptions.js';
import { ExampleList } from './ExampleList.js';
import { endpoint } from './endpoint.js';
import { EXAMPLES } from './examples.js';
import { ExamplesIcon } from './ExamplesIcon.js';
import { fetchAsCaller } from './fetchAsCaller.js';
import { RecordPrice } from './RecordPrice.js';

const container = document.getElementById('playground');
if (container === null) throw new TypeError('index.html has no element #playground');

const examples: GraphiQLPlugin = { title: 'Examples', icon: ExamplesIcon, content: ExampleList };

const socketUrl = new URL(endpoint);
socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
const socket = createClient({
  url: socketUrl.href,
  ...liveOptions,
  connectionParams: () => {
    const { authorization } = apiKey;
    return authorization === undefined ? {} : { authorization };
  },
});
// Its subscriptions come back as the new caller.
callerChange.subscribe(() => socket.terminate());
const wsClient = resuming(socket);

createRoot(container).render(
  <>
    <header className="introduction">
      <h1>GreyOak playground</h1>
      <p>
        Scores of Indian stocks from 0 to 100, and what led to them, by GraphQL. Choose an example and run it;
        the book at the left explains every field.
      </p>
      <AccountBar />
    </header>
    <GraphiQL
      fetcher={createFetcher({ url: endpoint.href, wsClient, fetch: fetchAsCaller })}
      defaultTabs={[{ query: EXAMPLES[0] }]}
      plugins={[examples, HISTORY_PLUGIN]}
      visiblePlugin={examples}
      defaultEditorToolsVisibility={false}
      inputValueDeprecation
      schemaDescription
    >
      <GraphiQL.Logo>
        <></>
      </GraphiQL.Logo>
      <EditorOptions />
      <GraphiQL.Footer>
        <RecordPrice />
      </GraphiQL.Footer>
    </GraphiQL>
  </>,
);
