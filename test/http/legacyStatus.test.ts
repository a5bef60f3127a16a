import { ApolloServer, HeaderMap } from '@apollo/server';
import { afterAll, describe, expect, test } from '@jest/globals';
import { formatError } from '../../src/graphql/errors.js';
import { legacyStatus } from '../../src/http/legacyStatus.js';
import { UserError } from '../../src/userError.js';

const server = new ApolloServer({
  typeDefs: 'type Query { half(of: Int!): Int refused: Int } type Mutation { change: Int }',
  resolvers: {
    Query: {
      half: (_source, { of }: { of: number }) => of / 2,
      refused: () => {
        throw new UserError('Expected another thing.');
      },
    },
  },
  formatError: (formatted, error) => formatError(formatted, error, () => undefined),
  plugins: [legacyStatus()],
  stopOnTerminationSignals: false,
  includeStacktraceInErrorResponses: false,
});
server.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();
afterAll(() => server.stop());

async function answer(body: object, accept: string | undefined, method = 'POST') {
  const headers = new HeaderMap([['content-type', 'application/json']]);
  if (accept !== undefined) headers.set('accept', accept);
  const search = method === 'GET' ? `?${new URLSearchParams(body as Record<string, string>).toString()}` : '';
  const { status, body: sent } = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers, search, body: method === 'GET' ? undefined : body },
    context: async () => ({}),
  });
  if (sent.kind !== 'complete') throw new Error(`expected a complete answer, got ${sent.kind}`);
  return { status, codes: codesOf(sent.string) };
}

const codesOf = (text: string) =>
  (JSON.parse(text) as { errors?: { extensions: { code: string } }[] }).errors?.map(
    ({ extensions }) => extensions.code,
  );

const LEGACY = [undefined, '*/*', 'application/json', 'application/json, multipart/mixed'];
const MODERN = [
  'application/graphql-response+json',
  'application/graphql-response+json,application/json;q=0.9',
];

describe.each([
  ['a document that cannot be parsed', { query: '{' }, 'GRAPHQL_PARSE_FAILED'],
  ['a document that is not valid', { query: '{ nonsense }' }, 'GRAPHQL_VALIDATION_FAILED'],
  [
    'a variable that is none',
    { query: 'query ($of: Int!) { half(of: $of) }', variables: { of: 'x' } },
    'BAD_USER_INPUT',
  ],
  [
    'an operation that is not there',
    { query: 'query A { half(of: 2) }', operationName: 'B' },
    'OPERATION_RESOLUTION_FAILURE',
  ],
])('%s', (_what, body, code) => {
  test.each(LEGACY)('has status 200 where the client accepts %s', async (accept) => {
    expect(await answer(body, accept)).toEqual({ status: 200, codes: [code] });
  });

  test.each(MODERN)('has status 400 where the client accepts %s', async (accept) => {
    expect(await answer(body, accept)).toEqual({ status: 400, codes: [code] });
  });
});

test.each([...LEGACY, ...MODERN])('an error of a resolver has no status of its own: %s', async (accept) => {
  // Where Apollo leaves the status out, it is 200.
  const { status, codes } = await answer({ query: '{ refused }' }, accept);
  expect({ status: status ?? 200, codes }).toEqual({ status: 200, codes: ['BAD_USER_INPUT'] });
});

test('requests that are wrong as HTTP keep their status', async () => {
  expect(await answer({ notQuery: '{ refused }' }, undefined)).toEqual({
    status: 400,
    codes: ['BAD_REQUEST'],
  });
  expect(await answer({ query: 'mutation { change }' }, undefined, 'GET')).toMatchObject({ status: 405 });
});
