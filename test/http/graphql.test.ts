import { afterEach, describe, expect, test } from '@jest/globals';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { request as httpRequest, Agent } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PRICES } from '../../src/graphql/limits/prices.js';
import { appWith, closeApps, COST, logOf, SECRET } from '../support/http/app.js';

afterEach(closeApps);

/** What a production formatError does: shows nothing of an internal error. */
const mask = { formatError: () => ({ message: 'Masked', extensions: { code: 'INTERNAL_SERVER_ERROR' } }) };

describe('/graphql', () => {
  test('answers a query by POST', async () => {
    const app = await appWith();
    const response = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: '{ greeting }' },
    });
    expect(response.statusCode).toBe(200);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.json()).toEqual({ data: { greeting: 'hello' }, extensions: { cost: COST } });
  });

  test('answers a query by GET', async () => {
    const app = await appWith();
    const response = await app.inject({
      url: '/graphql',
      query: { query: '{ greeting }' },
      headers: { 'apollo-require-preflight': 'true' },
    });
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ data: { greeting: 'hello' }, extensions: { cost: COST } });
  });

  test('explains its schema in production too', async () => {
    const app = await appWith({ isProduction: true });
    const query = '{ __type(name: "Query") { description } }';
    const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query } });
    expect(response.json()).toEqual({
      data: { __type: { description: 'A schema of three fields.' } },
      extensions: { cost: COST },
    });
  });

  test('refuses what a foreign page could send, with the id of the request', async () => {
    const app = await appWith();
    for (const request of [
      { method: 'GET', url: '/graphql?query={greeting}' },
      { method: 'POST', url: '/graphql', payload: '{greeting}', headers: { 'content-type': 'text/plain' } },
    ] as const) {
      const response = await app.inject({
        ...request,
        headers: { ...request.headers, 'x-request-id': 'page' },
      });
      expect(response.statusCode).toBe(400);
      expect(response.json()).toEqual({
        errors: [
          {
            message: expect.stringMatching(/blocked as a potential Cross-Site Request Forgery/),
            extensions: { code: 'BAD_REQUEST', requestId: 'page' },
          },
        ],
      });
    }
  });

  test('refuses batches', async () => {
    const app = await appWith();
    const payload = [{ query: '{ greeting }' }, { query: '{ greeting }' }];
    const response = await app.inject({ method: 'POST', url: '/graphql', payload });
    expect(response.statusCode).toBe(400);
    const refused = { errors: [{ extensions: { code: 'BAD_REQUEST' } }] };
    expect(response.json()).toMatchObject([refused, refused]);
  });

  test('has no landing page', async () => {
    const app = await appWith({ isProduction: false });
    const response = await app.inject({ url: '/graphql', headers: { accept: 'text/html' } });
    expect(response.statusCode).toBe(400);
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('puts the id of the request into each error, whatever failed', async () => {
    const app = await appWith(mask);
    for (const [query, data] of [
      ['{ greeting', undefined],
      ['{ nonsense }', undefined],
      ['{ greeting failure }', { greeting: 'hello', failure: null }],
    ] as const) {
      const response = await app.inject({
        method: 'POST',
        url: '/graphql',
        payload: { query },
        headers: { 'x-request-id': 'one' },
      });
      const answer = response.json();
      expect(answer.data).toEqual(data);
      expect(answer.errors).toHaveLength(1);
      expect(answer.errors[0].extensions.requestId).toBe('one');
    }
  });

  test('shows no stack and logs the failure instead, in production and outside of it', async () => {
    for (const isProduction of [true, false]) {
      const log = logOf();
      const app = await appWith({ ...mask, isProduction, logger: { level: 'info', stream: log.stream } });
      const payload = { query: 'query Broken { greeting failure }' };
      const headers = { 'x-request-id': 'broken' };
      const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
      expect(response.json()).toEqual({
        errors: [{ message: 'Masked', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'broken' } }],
        data: { greeting: 'hello', failure: null },
        // The error costs, too.
        extensions: { cost: { ...COST, actual: COST.actual + PRICES.error } },
      });
      expect(log.lines().filter(({ level }) => level === 'error')).toEqual([
        expect.objectContaining({
          requestId: 'broken',
          operation: 'Broken',
          path: 'failure',
          err: expect.objectContaining({ message: SECRET, stack: expect.stringContaining('at ') }),
        }),
      ]);
    }
  });

  test('logs and answers where no context can be made', async () => {
    const log = logOf();
    const app = await appWith({
      ...mask,
      logger: { level: 'info', stream: log.stream },
      contextOf: () => {
        throw new Error(SECRET);
      },
    });
    const headers = { 'x-request-id': 'no-context' };
    const payload = { query: '{ greeting }' };
    const response = await app.inject({ method: 'POST', url: '/graphql', payload, headers });
    expect(response.statusCode).toBe(500);
    expect(response.body).not.toContain(SECRET);
    expect(response.json().errors[0].extensions.requestId).toBe('no-context');
    expect(log.lines()).toContainEqual(
      expect.objectContaining({
        requestId: 'no-context',
        err: expect.objectContaining({ message: SECRET }),
      }),
    );
  });
});

describe('close()', () => {
  test('lets a running operation end, on a connection that stays open', async () => {
    let started = (): void => undefined;
    const running = new Promise<void>((resolve) => (started = resolve));
    let finish = (_text: string): void => undefined;
    const result = new Promise<string>((resolve) => (finish = resolve));
    const slow = {
      type: new GraphQLNonNull(GraphQLString),
      resolve: () => {
        started();
        return result;
      },
    };
    const schema = new GraphQLSchema({
      query: new GraphQLObjectType({ name: 'Query', fields: { slow } }),
    });
    const app = await appWith({ schema });
    await app.listen({ host: '127.0.0.1', port: 0 });
    const { port } = app.server.address() as AddressInfo;
    const agent = new Agent({ keepAlive: true });

    const answer = new Promise<{ status: number | undefined; body: string }>((resolve, reject) => {
      const request = httpRequest(
        {
          port,
          agent,
          host: '127.0.0.1',
          path: '/graphql',
          method: 'POST',
          headers: { 'content-type': 'application/json' },
        },
        (response) => {
          let body = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (body += chunk));
          response.on('end', () => resolve({ status: response.statusCode, body }));
        },
      );
      request.on('error', reject);
      request.end(JSON.stringify({ query: '{ slow }' }));
    });
    await running;
    const closed = app.close();
    finish('in time');
    expect(await answer).toEqual({
      status: 200,
      body: JSON.stringify({ data: { slow: 'in time' }, extensions: { cost: COST } }),
    });
    await closed;
    expect(app.server.listening).toBe(false);
    agent.destroy();
  });
});
