/** An operation that needs a scope that its caller lacks is refused, by whatever way the field is selected. */
import { afterEach, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { buildSchema } from 'graphql';
import { callerAt, rightsTo } from '../../src/access/caller.js';
import type { Scope } from '../../src/access/scopes.js';
import { applyPolicies } from '../../src/graphql/applyPolicies.js';
import type { Policies } from '../../src/graphql/noun.js';
import { appWith, closeApps } from '../support/http/app.js';

afterEach(closeApps);

const SCHEMA = `
  input Filter { most: Int! = 3, name: String }
  interface Thing { content: String, day(on: String): String }
  type Safe implements Thing { content: String, day(on: String): String }
  type Query { open: String, secret(filter: Filter): String, thing: Thing, safe: Safe }
`;
const POLICIES: Policies = {
  'Query.open': { access: 'PUBLIC', freshness: 'COMMIT' },
  'Query.secret': { access: 'SCORES_READ', freshness: 'COMMIT' },
  'Query.thing': { access: 'PUBLIC', freshness: 'COMMIT' },
  'Query.safe': { access: 'PUBLIC', freshness: 'COMMIT' },
  'Thing.content': { access: 'INHERIT', freshness: 'INHERIT' },
  'Thing.day': { access: 'INHERIT', freshness: 'INHERIT' },
  'Safe.content': { access: 'SCORES_READ', freshness: 'VOLATILE' },
  'Safe.day': { access: 'PUBLIC', freshness: 'DAY' },
};

async function serve() {
  const read: string[] = [];
  const schema = buildSchema(SCHEMA);
  const reading = (name: string, value: unknown) => () => {
    read.push(name);
    return value;
  };
  const fields = schema.getQueryType()?.getFields() ?? {};
  const safe = { __typename: 'Safe', content: reading('content', 'told'), day: 'a day' };
  fields['open'].resolve = reading('open', 'told');
  fields['secret'].resolve = reading('secret', 'told');
  fields['thing'].resolve = () => safe;
  fields['safe'].resolve = () => safe;
  applyPolicies(schema, [POLICIES]);
  const app = await appWith({
    schema,
    isUpToDate: () => true,
    callerOf: ({ socket, headers }) => ({
      ...callerAt(socket.remoteAddress ?? ''),
      rights: rightsTo(String(headers['x-scopes'] ?? '').split(' ') as Scope[]),
    }),
  });
  const ask = (query: string, variables = {}, scopes = 'MARKET_READ') =>
    app.inject({
      method: 'POST',
      url: '/graphql',
      headers: { accept: 'application/graphql-response+json', 'x-scopes': scopes },
      payload: { query, variables },
    });
  return { read, ask };
}

const cacheOf = ({ headers }: LightMyRequestResponse) => headers['x-greyoak-cache'];

describe('a caller without a scope', () => {
  test.each([
    ['an alias', '{ open a: secret }'],
    ['a fragment', '{ ...F } fragment F on Query { ... { secret } }'],
    ['a condition that holds', 'query ($x: Boolean! = true) { secret @include(if: $x) }'],
    ['an interface', '{ open thing { content } }'],
    ['a fragment on an interface', '{ safe { ... on Thing { content } } }'],
  ])('is refused a field by %s', async (_, query) => {
    const { read, ask } = await serve();
    // An operation is compiled when it is executed for the third time.
    for (let k = 0; k < 4; k++) expect((await ask(query)).statusCode).toBe(403);
    expect(read).toEqual([]);
  });

  test('is refused a field whose arguments are refused, too, however often it asks', async () => {
    const { read, ask } = await serve();
    const query = 'query ($most: Int = 1) { secret(filter: { most: $most }) }';
    for (let k = 0; k < 6; k++) {
      expect((await ask(query, { most: null })).json()).toMatchObject({
        errors: [{ extensions: { code: 'FORBIDDEN', coordinates: ['Query.secret'] } }],
      });
      expect((await ask(query, { most: null }, 'SCORES_READ')).json()).toMatchObject({
        data: { secret: null },
        errors: [{ message: 'Argument "filter" has invalid value {most: $most}.' }],
      });
    }
    expect(read).toEqual([]);
  });
});

test('an answer is not kept where a field is volatile on one type of an interface', async () => {
  const { ask } = await serve();
  for (const query of ['{ thing { content } }', '{ safe { ... on Thing { content } } }']) {
    for (let k = 0; k < 2; k++) expect(cacheOf(await ask(query, {}, 'SCORES_READ'))).toBe('miss');
  }
  expect(cacheOf(await ask('{ thing { __typename } }'))).toBe('miss');
  expect(cacheOf(await ask('{ thing { __typename } }'))).toBe('hit');
});
