/** Subscriptions over HTTP as multipart responses: the HttpLink of Apollo Client alone, against the whole API. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import {
  ApolloClient,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  ServerError,
  type TypedDocumentNode,
} from '@apollo/client';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { MULTIPART } from '../../src/http/streams/multipart.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill } from '../support/days/filledStore.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { commitEvents } from '../support/live/commitEvents.js';
import { eventually } from '../support/time/eventually.js';

let database: Database;
let api: TestApi;
let url: string;
const subscriptions: { unsubscribe(): void }[] = [];
const responses: IncomingMessage[] = [];

async function start(env: Readonly<Record<string, string>> = {}): Promise<void> {
  api = await apiOver(database, env);
  await api.services.logs.start();
  url = `${await api.app.listen({ port: 0, host: '127.0.0.1' })}/graphql`;
}

async function stop(): Promise<void> {
  api.app.server.closeAllConnections();
  await closeApis();
  await api.services.logs.stop();
}

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  await start();
}, 60_000);
afterEach(async () => {
  for (const one of subscriptions.splice(0)) one.unsubscribe();
  for (const response of responses.splice(0)) response.destroy();
  await eventually(() => operations() === 0);
});
afterAll(async () => {
  await stop();
  await closeTestDatabases();
});

/** Does some work with a service of other settings. */
async function withSettings(env: Readonly<Record<string, string>>, work: () => Promise<void>): Promise<void> {
  const usual = { api, url };
  await start(env);
  try {
    await work();
    for (const response of responses.splice(0)) response.destroy();
    await eventually(() => operations() === 0);
  } finally {
    api.app.server.closeAllConnections();
    await api.app.close();
    await api.services.logs.stop();
    ({ api, url } = usual);
  }
}

const operations = () => api.services.logs.of(scoreLog).counts.members;

interface Change {
  readonly scoreChanged: { readonly cursor: string; readonly score: { readonly value: number } };
}
const CHANGES: TypedDocumentNode<Change, { readonly after?: string }> = gql`
  subscription Changes($after: ID) {
    scoreChanged(after: $after) {
      cursor
      score {
        value
      }
    }
  }
`;

/** What a subscription of the stock client tells. */
function listen(query = CHANGES, link = new HttpLink({ uri: url })) {
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const heard = { results: [] as Change[], errors: [] as unknown[], isComplete: false };
  subscriptions.push(
    client.subscribe({ query }).subscribe({
      next: ({ data, error }) => {
        if (data) heard.results.push(data);
        if (error) heard.errors.push(error);
      },
      complete: () => (heard.isComplete = true),
    }),
  );
  return heard;
}

const ACCEPT = 'multipart/mixed;subscriptionSpec="1.0", application/json';

/** Sends a request without a library's help. */
function ask(body: object, headers: Readonly<Record<string, string>> = {}): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = { accept: ACCEPT, 'content-type': 'application/json', ...headers };
    httpRequest(url, { method: 'POST', headers: sent, agent: false }, (response) => {
      responses.push(response);
      resolve(response);
    })
      .on('error', reject)
      .end(JSON.stringify(body));
  });
}
const SUBSCRIPTION = 'subscription { scoreChanged { cursor } }';

describe('HttpLink', () => {
  test('by POST gets each event as it is stored, and leaves nothing behind', async () => {
    const heard = listen();
    await eventually(() => operations() === 1);
    await commitEvents(database, 2);
    await eventually(() => heard.results.length === 2);
    await commitEvents(database, 1);
    await eventually(() => heard.results.length === 3);
    expect(heard).toMatchObject({ errors: [], isComplete: false });
    expect(typeof heard.results[0].scoreChanged.score.value).toBe('number');
    subscriptions[0].unsubscribe();
    await eventually(() => operations() === 0);
  });

  test('by GET, which it sends with a header that makes a preflight', async () => {
    const headers = { 'apollo-require-preflight': 'true' };
    const heard = listen(CHANGES, new HttpLink({ uri: url, useGETForQueries: true, headers }));
    await eventually(() => operations() === 1);
    await commitEvents(database, 1);
    await eventually(() => heard.results.length === 1);
  });

  test('gets the errors of a refused subscription, and the end', async () => {
    const heard = listen(gql`
      subscription {
        runProgress(runId: "seventeen") {
          id
        }
      }
    `);
    await eventually(() => heard.isComplete);
    const [error] = heard.errors;
    if (!CombinedGraphQLErrors.is(error)) throw new Error('expected errors of GraphQL', { cause: error });
    expect(error.errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('Expected the id of a Run, got "seventeen"'),
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      }),
    ]);
  });

  test('gets an error that a RetryLink retries where the service restarts or has no room', async () => {
    await withSettings({ SOCKETS: '1' }, async () => {
      const heard = listen();
      await eventually(() => operations() === 1);
      const refused = listen();
      await eventually(() => refused.errors.length === 1);
      const [error] = refused.errors;
      if (!ServerError.is(error)) throw new Error('expected an error of HTTP', { cause: error });
      expect([error.statusCode, error.response.headers.get('retry-after')]).toEqual([503, '5']);

      const closed = api.app.close();
      await eventually(() => heard.errors.length === 1);
      expect(heard.errors[0]).toMatchObject({ message: 'premature end of multipart body' });
      await closed;
    });
  });

  test('reads queries as before', async () => {
    const client = new ApolloClient({ link: new HttpLink({ uri: url }), cache: new InMemoryCache() });
    const { data } = await client.query<{ method: { name: string } }>({
      query: gql`
        {
          method {
            name
          }
        }
      `,
    });
    expect(data?.method.name).toBe('greyoak-1.1');
  });
});

describe('the multipart answer', () => {
  test('has parts that are whole as soon as they are sent, and a final boundary', async () => {
    const runs = await api.services.database.pool.query<{ id: number }>('SELECT id FROM runs LIMIT 1');
    const id = Buffer.from(`Run:${runs.rows[0].id}`).toString('base64url');
    const response = await ask({ query: `subscription { runProgress(runId: "${id}") { status } }` });
    expect(response.statusCode).toBe(200);
    expect(response.headers).toMatchObject({
      'content-type': 'multipart/mixed;boundary="graphql";subscriptionSpec=1.0',
      'cache-control': 'no-cache, no-transform',
      'transfer-encoding': 'chunked',
    });
    const head = '\r\nContent-Type: application/json\r\n\r\n';
    expect(await text(response)).toBe(
      `--graphql${head}{}\r\n--graphql` +
        `${head}{"payload":{"data":{"runProgress":{"status":"SUCCEEDED"}}}}\r\n--graphql--\r\n`,
    );
  });

  test.each<[string, object, Readonly<Record<string, string>>, number]>([
    ['a query', { query: '{ method { name } }' }, {}, 200],
    ['a document that cannot be parsed', { query: 'subscription {' }, {}, 400],
    [
      'a subscription that no client asks parts for',
      { query: SUBSCRIPTION },
      { accept: 'application/graphql-response+json' },
      400,
    ],
    ['another version', { query: SUBSCRIPTION }, { accept: 'multipart/mixed;subscriptionSpec=2.0' }, 406],
    [
      'a body that pages of other sites may send',
      { query: SUBSCRIPTION },
      { 'content-type': 'text/plain' },
      400,
    ],
  ])('is not given for %s', async (_name, body, headers, status) => {
    const response = await ask(body, { accept: `${ACCEPT}, application/graphql-response+json`, ...headers });
    expect([response.statusCode, response.headers['content-type']]).toEqual([
      status,
      expect.stringContaining('json'),
    ]);
    response.resume();
    await once(response, 'end');
  });

  test('is not given for a GET that a page of another site can make a browser send', async () => {
    const answer = await fetch(`${url}?${new URLSearchParams({ query: SUBSCRIPTION })}`, {
      headers: { accept: ACCEPT },
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('Expected a query or mutation, got a subscription');
  });

  test('is counted like any other stream', async () => {
    await withSettings({ SOCKETS_PER_CALLER: '1' }, async () => {
      await ask({ query: SUBSCRIPTION });
      await eventually(() => operations() === 1);
      const full = await ask({ query: SUBSCRIPTION });
      expect([full.statusCode, full.headers['retry-after']]).toEqual([429, '5']);
      expect(JSON.parse(await text(full))).toMatchObject({
        errors: [{ extensions: { code: 'RATE_LIMITED' } }],
      });
    });
  });

  test('is charged like any other subscription', async () => {
    await withSettings(
      { COST_BUCKET: '300', COST_PER_SECOND: '1', MAX_COST: '300', MAX_EVENT_COST: '100' },
      async () => {
        let received = '';
        for (let asked = 0; asked < 20 && !received.includes('COST_EXCEEDED'); asked++) {
          const response = await ask({ query: SUBSCRIPTION });
          await once(
            response.on('data', (bytes) => (received += String(bytes))),
            'data',
          );
        }
        // The first ones have begun.
        expect(received).toContain('--graphql');
        await eventually(() => received.includes('"code":"COST_EXCEEDED"'));
      },
    );
  });

  test('tells errors of the connection beside the payload', () => {
    const [, json] = MULTIPART.fatal([{ message: 'Access has ended.' }]).split('\r\n\r\n');
    expect(json).toBe('{"payload":null,"errors":[{"message":"Access has ended."}]}\r\n--graphql--\r\n');
  });
});
