import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './playground.css';
import type { GraphiQLPlugin } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { liveOptions, resuming } from '../../client/index.js';
import { apiKey } from './apiKey.js';
import { createFetcher } from './createFetcher.js';
import { EditorOptions } from './EditorOptions.js';
import { ExampleList } from './ExampleList.js';
import { EXAMPLES } from './examples.js';
import { ExamplesIcon } from './ExamplesIcon.js';
import { fetchWithKey } from './fetchWithKey.js';
import { KeyField } from './KeyField.js';

const container = document.getElementById('playground');
if (container === null) throw new TypeError('index.html has no element #playground');

const examples: GraphiQLPlugin = { title: 'Examples', icon: ExamplesIcon, content: ExampleList };

const socketUrl = new URL('/graphql', location.href);
socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:';
const socket = createClient({
  url: socketUrl.href,
  ...liveOptions,
  connectionParams: () => {
    const { authorization } = apiKey;
    return authorization === undefined ? {} : { authorization };
  },
});
// Its subscriptions come back with the new key.
apiKey.subscribe(() => socket.terminate());
const wsClient = resuming(socket);

createRoot(container).render(
  <>
    <header className="introduction">
      <h1>GreyOak playground</h1>
      <p>
        Scores of Indian stocks from 0 to 100, and what led to them, by GraphQL. Choose an example and run it;
        the book at the left explains every field.
      </p>
      <KeyField />
    </header>
    <GraphiQL
      fetcher={createFetcher({ url: '/graphql', wsClient, fetch: fetchWithKey })}
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
    </GraphiQL>
  </>,
);
