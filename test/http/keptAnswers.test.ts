/** Which answers are kept, and for whom. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { GraphQLNonNull, GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { callerAt, rightsTo } from '../../src/access/caller.js';
import { NO_KEYS } from '../support/http/noKeys.js';
import { SCOPES, type Scope } from '../../src/access/scopes.js';
import { applyPolicies } from '../../src/graphql/applyPolicies.js';
import type { GraphqlContext } from '../../src/graphql/context.js';
import type { Policies } from '../../src/graphql/noun.js';
import { cacheControlOf } from '../../src/http/cacheControlOf.js';
import { appWith, closeApps, type AppWith } from '../support/http/app.js';

afterEach(closeApps);

/** Each field tells which rights they were read with. */
const rights = {
  type: new GraphQLNonNull(GraphQLString),
  resolve: (_source: unknown, _args: unknown, { caller }: GraphqlContext) => caller.rights.key,
};
const schemaWith = (policies: Policies): GraphQLSchema => {
  const schema = new GraphQLSchema({
    query: new GraphQLObjectType<unknown, GraphqlContext>({
      name: 'Query',
      fields: { price: { ...rights, args: { on: { type: GraphQLString } } }, score: rights, clock: rights },
    }),
  });
  applyPolicies(schema, [policies]);
  return schema;
};
const POLICIES: Policies = {
  'Query.price': { access: 'MARKET_READ', freshness: 'COMMIT' },
  'Query.score': { access: 'SCORES_READ', freshness: 'COMMIT' },
  'Query.clock': { access: 'PUBLIC', freshness: 'VOLATILE' },
};

/** The scopes of a caller are those in a header. */
const appOf = (policies: Policies = POLICIES, options: AppWith = {}): Promise<FastifyInstance> =>
  appWith({
    ...options,
    schema: schemaWith(policies),
    isUpToDate: () => true,
    callerOf: ({ socket, headers }) => ({
      ...callerAt(socket.remoteAddress ?? ''),
      rights: rightsTo(String(headers['x-scopes'] ?? '').split(' ') as Scope[]),
    }),
  });
const ask = (app: FastifyInstance, query: string, scopes = '', remoteAddress = '10.0.0.1') =>
  app.inject({
    method: 'POST',
    url: '/graphql',
    remoteAddress,
    headers: { accept: 'application/graphql-response+json', 'x-scopes': scopes },
    payload: { query },
  });
const cacheOf = ({ headers }: LightMyRequestResponse) => headers['x-greyoak-cache'];

describe('an answer', () => {
  test('is not kept where a field has no policy', async () => {
    const app = await appWith({ isUpToDate: () => true });
    const answers = [
      await ask(app, '{ caller }', '', '10.0.0.1'),
      await ask(app, '{ caller }', '', '10.0.0.2'),
    ];
    expect(answers.map((answer) => answer.json().data)).toEqual([
      { caller: '10.0.0.1' },
      { caller: '10.0.0.2' },
    ]);
    expect(answers.map(cacheOf)).toEqual(['miss', 'miss']);
  });

  test('is kept where every field allows it, for all callers with the same rights', async () => {
    const app = await appOf();
    await ask(app, '{ price }', 'MARKET_READ', '10.0.0.1');
    const same = await ask(app, '{ price }', 'MARKET_READ', '10.0.0.2');
    const more = await ask(app, '{ price }', 'MARKET_READ SCORES_READ');
    expect([same, more].map(cacheOf)).toEqual(['hit', 'miss']);
    expect(same.json().data).toEqual({ price: 'MARKET_READ' });
    expect(more.json().data).toEqual({ price: 'SCORES_READ MARKET_READ' });
  });

  test('is not kept where one field is volatile', async () => {
    const app = await appOf();
    for (let k = 0; k < 2; k++) {
      expect(cacheOf(await ask(app, '{ price clock }', 'MARKET_READ'))).toBe('miss');
    }
  });

  test('about the schema is kept', async () => {
    const app = await appOf();
    await ask(app, '{ __schema { queryType { name } } }');
    expect(cacheOf(await ask(app, '{ __schema { queryType { name } } }'))).toBe('hit');
  });

  test('may be kept by proxies only where callers without credentials may execute the operation', async () => {
    const app = await appOf(
      { ...POLICIES, 'Query.price': { access: 'MARKET_READ', freshness: 'DAY' } },
      { access: { mode: () => 'closed', keys: () => NO_KEYS, anonymous: rightsTo(['MARKET_READ']) } },
    );
    const headersOf = async (query: string) => {
      const { headers } = await app.inject({
        method: 'GET',
        url: '/graphql',
        query: { query },
        headers: { 'apollo-require-preflight': 'yes', 'x-scopes': SCOPES.join(' ') },
      });
      return [headers['cache-control'], headers['vary']];
    };
    const price = 'price(on: "2000-01-03")';
    expect(await headersOf(`{ ${price} }`)).toEqual([
      'public, max-age=3600, immutable',
      'Accept, Accept-Encoding',
    ]);
    const own = 'Accept, Accept-Encoding, Authorization, Cookie';
    expect(await headersOf(`{ ${price} score }`)).toEqual(['private, max-age=3600, immutable', own]);
    expect(await headersOf('{ clock }')).toEqual(['private, no-cache', own]);
    expect(await headersOf('{ nothing }')).toEqual(['private, no-cache', own]);
  });

  test('has the Cache-Control of what it is about, and for whom', () => {
    const closed = { isOfClosedSessions: true, isPublic: true };
    const controlOf = (sharing: Partial<typeof closed>, maxAge = 60) =>
      cacheControlOf({ sharing: { ...closed, ...sharing } }, maxAge);
    expect(controlOf({})).toBe('public, max-age=60, immutable');
    expect(controlOf({ isPublic: false })).toBe('private, max-age=60, immutable');
    expect(controlOf({}, 0)).toBe('no-cache');
    expect(controlOf({ isPublic: false }, 0)).toBe('private, no-cache');
    expect(controlOf({ isOfClosedSessions: false })).toBe('no-cache');
  });
});

describe('a caller without a scope', () => {
  test('is refused before any work, with the missing scopes', async () => {
    const app = await appOf();
    const response = await ask(app, '{ clock a: price b: price score }', 'WHAT_IF');
    expect(response.statusCode).toBe(403);
    expect(response.json()).toMatchObject({
      errors: [
        {
          message:
            'Expected a caller with the scope MARKET_READ and SCORES_READ, which Query.price, Query.score need, ' +
            'got one without: ask for it, or leave these fields out.',
          extensions: {
            code: 'FORBIDDEN',
            coordinates: ['Query.price', 'Query.score'],
            scopes: ['MARKET_READ', 'SCORES_READ'],
          },
        },
      ],
    });
    expect(response.json().data ?? null).toBeNull();
  });

  test('is refused an answer that is kept for others', async () => {
    const app = await appOf();
    expect((await ask(app, '{ price }', 'MARKET_READ')).statusCode).toBe(200);
    expect((await ask(app, '{ price }', 'SCORES_READ')).statusCode).toBe(403);
  });

  test('may read what is skipped, and what is public', async () => {
    const app = await appOf();
    expect((await ask(app, '{ clock price @skip(if: true) __typename }')).json().data).toEqual({
      clock: '',
      __typename: 'Query',
    });
  });

  test('is refused a field without a policy', async () => {
    const app = await appWith({
      callerOf: ({ socket }) => ({
        ...callerAt(socket.remoteAddress ?? ''),
        rights: rightsTo(['SCORES_READ']),
      }),
    });
    expect((await ask(app, '{ greeting }')).statusCode).toBe(403);
  });
});
