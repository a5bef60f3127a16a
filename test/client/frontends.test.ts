/** The examples for frontends, over sockets and streams that break. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { gql } from '@apollo/client';
import { WebSocket } from 'ws';
import { createApolloClient } from '../../examples/live/apolloClient.js';
import { liveScores as scoresBySse } from '../../examples/live/graphqlSse.js';
import { liveScores as scoresByWs } from '../../examples/live/graphqlWs.js';
import { SCORE_CHANGED } from '../../examples/live/scoreChanged.js';
import { createUrqlClient } from '../../examples/live/urql.js';
import { eventually } from '../support/time/eventually.js';
import { LiveServer } from '../support/client/liveServer.js';

const { WebSocket: builtIn } = globalThis;
let server: LiveServer;

// As in a browser; Node has one from version 22 on.
beforeAll(() => {
  Object.assign(globalThis, { WebSocket });
});

afterAll(() => {
  Object.assign(globalThis, { WebSocket: builtIn });
});

beforeEach(async () => {
  server = new LiveServer();
  await server.start();
});

afterEach(async () => {
  await eventually(() => server.log.readers === 0);
  await server.stop();
});

/** Ten events, a cut, ten more: `seen` has to have them all. */
async function appendOverACut(seen: readonly string[]): Promise<void> {
  await eventually(() => server.log.readers === 1);
  await server.log.appendSlowly(10);
  // What breaks before its first event may have no cursor to go on from.
  await eventually(() => seen.length > 0);
  server.cut();
  server.log.append(10);
  await eventually(() => seen.length >= 20);
  expect(seen).toEqual(server.log.cursors);
  expect(server.log.asked).toEqual([null, expect.any(String)]);
}

const httpOf = (socketUrl: string): string => socketUrl.replace(/^ws/, 'http');

test('graphql-ws', async () => {
  const seen: string[] = [];
  const errors: unknown[] = [];
  let loads = 0;
  const stop = scoresByWs(
    server.socketUrl,
    () => loads++,
    ({ cursor }) => seen.push(cursor),
    (error) => errors.push(error),
  );
  await appendOverACut(seen);
  expect(loads).toBe(1);

  server.log.oldest = 25;
  await server.stop();
  server.log.append(10);
  await server.start();
  await eventually(() => loads === 2 && server.log.readers === 1);
  server.log.append(1);
  await eventually(() => seen.length === 21);
  expect([seen.at(-1), errors]).toEqual([server.log.cursors.at(-1), []]);
  stop();
});

test('graphql-sse', async () => {
  const seen: string[] = [];
  const scores = scoresBySse(server.streamUrl);
  const reading = (async () => {
    for await (const { cursor } of scores) {
      seen.push(cursor);
      if (seen.length === 20) break;
    }
  })();
  await appendOverACut(seen);
  await reading;
  await expect(scoresBySse(server.streamUrl, 'unknown').next()).rejects.toThrow('The cursor is too old.');
});

test('Apollo Client', async () => {
  const client = createApolloClient(httpOf(server.socketUrl));
  const seen: string[] = [];
  const observable = client.subscribe<{ scoreChanged: { cursor: string } }>({ query: gql(SCORE_CHANGED) });
  const subscription = observable.subscribe(({ data }) => seen.push(data?.scoreChanged.cursor ?? 'none'));
  await appendOverACut(seen);
  subscription.unsubscribe();

  const expired = client.subscribe({ query: gql(SCORE_CHANGED), variables: { after: 'unknown' } });
  const errors: unknown[] = [];
  expired.subscribe(({ error }) => errors.push(error));
  await eventually(() => errors.length > 0);
  expect(errors).toMatchObject([{ errors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] }]);
  client.stop();
});

test('urql', async () => {
  const client = createUrqlClient(httpOf(server.socketUrl));
  const seen: string[] = [];
  const source = client.subscription<{ scoreChanged: { cursor: string } }>(SCORE_CHANGED, {});
  const { unsubscribe } = source.subscribe(({ data }) => seen.push(data?.scoreChanged.cursor ?? 'none'));
  await appendOverACut(seen);
  unsubscribe();

  const errors: unknown[] = [];
  const expired = client.subscription(SCORE_CHANGED, { after: 'unknown' });
  expired.subscribe(({ error }) => errors.push(error));
  await eventually(() => errors.length > 0);
  expect(errors).toMatchObject([{ graphQLErrors: [{ extensions: { code: 'CURSOR_EXPIRED' } }] }]);
});
