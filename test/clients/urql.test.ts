/** urql's core client, against the whole service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cacheExchange, Client, fetchExchange, gql, type ClientOptions } from '@urql/core';
import { pillarsOf, rankingOf } from '../support/clients/ranking.js';
import { recordingFetch } from '../support/clients/recordingFetch.js';
import { startFilledService, type FilledService } from '../support/clients/service.js';

let service: FilledService;

beforeAll(async () => {
  service = await startFilledService();
}, 60_000);

afterAll(() => service.stop());

function clientWith(options: Partial<ClientOptions>) {
  const { fetch, sent } = recordingFetch();
  const exchanges = [cacheExchange, fetchExchange];
  return { client: new Client({ url: service.endpoint, exchanges, fetch, ...options }), sent };
}

/** The service answers GET only with a header that other sites need a preflight for; urql does not send it by itself. */
const PREFLIGHT = { headers: { 'apollo-require-preflight': 'true' } };

interface Card {
  readonly stock: {
    readonly ticker: string;
    readonly score: {
      readonly value: number;
      readonly band: string;
      readonly pillars: { readonly all: readonly { readonly name: string; readonly score: number }[] };
    };
  };
}

const CARD = gql<Card, { ticker: string }>`
  query Card($ticker: Ticker!) {
    stock(ticker: $ticker) {
      ticker
      score(mode: TRADER) {
        value
        band
        pillars {
          all {
            name
            score
          }
        }
      }
    }
  }
`;

const [BEST] = rankingOf('TRADER');

test.each([
  ['POST', { preferGetMethod: false }],
  ['GET', { fetchOptions: PREFLIGHT }],
] as const)('reads a score by %s, the second time from its cache', async (method, options) => {
  const { client, sent } = clientWith(options);
  const { data, error } = await client.query(CARD, { ticker: BEST.ticker });
  expect(error).toBeUndefined();
  expect(data?.stock).toMatchObject({
    ticker: BEST.ticker,
    score: { value: BEST.value, band: BEST.band, pillars: { all: pillarsOf(BEST) } },
  });
  expect((await client.query(CARD, { ticker: BEST.ticker })).data).toEqual(data);
  expect(sent.map((request) => request.method)).toEqual([method]);
});

test('gets an error that names the missing header if it sends GET without one', async () => {
  const { client } = clientWith({});
  const { data, error } = await client.query(CARD, { ticker: BEST.ticker });
  expect(data).toBeUndefined();
  expect(error?.response.status).toBe(400);
  expect(error?.graphQLErrors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_REQUEST']);
  expect(error?.message).toContain('apollo-require-preflight');
});

test.each([
  ['POST', { preferGetMethod: false }],
  ['GET', { fetchOptions: PREFLIGHT }],
] as const)('gives the code and the message of an error, by %s', async (_method, options) => {
  const { client } = clientWith(options);
  const { data, error } = await client.query(CARD, { ticker: 'no ticker' });
  expect(data).toBeUndefined();
  expect(error?.networkError).toBeUndefined();
  expect(error?.graphQLErrors).toHaveLength(1);
  expect(error?.graphQLErrors[0].message).toContain('no ticker');
  expect(error?.graphQLErrors[0].extensions).toEqual({
    code: 'BAD_USER_INPUT',
    requestId: expect.any(String),
  });
});
