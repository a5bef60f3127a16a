/** graphql-request, against the whole service. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ClientError, gql, GraphQLClient } from 'graphql-request';
import { FORMER, NEWEST } from '../support/days/filledStore.js';
import { rankingOf } from '../support/clients/ranking.js';
import { startFilledService, type FilledService } from '../support/clients/service.js';

let service: FilledService;
let client: GraphQLClient;

beforeAll(async () => {
  service = await startFilledService();
  client = new GraphQLClient(service.endpoint);
}, 60_000);

afterAll(() => service.stop());

const HISTORY = gql`
  query History($ticker: Ticker!, $from: Date) {
    stock(ticker: $ticker) {
      scores(mode: INVESTOR, from: $from) {
        totalCount
        nodes {
          date
          value
          band
        }
      }
    }
  }
`;

const [BEST] = rankingOf('INVESTOR');

test('reads the history of a stock', async () => {
  const { band, value } = BEST;
  // The score of the day before is a point lower, in the same band.
  const scores = [
    { date: NEWEST, value, band },
    { date: FORMER, value: value - 1, band },
  ];
  expect(await client.request(HISTORY, { ticker: BEST.ticker })).toEqual({
    stock: { scores: { totalCount: 2, nodes: scores } },
  });
  expect(await client.request(HISTORY, { ticker: BEST.ticker, from: NEWEST })).toEqual({
    stock: { scores: { totalCount: 1, nodes: scores.slice(0, 1) } },
  });
});

test('throws an error with the code and the message', async () => {
  const error: unknown = await client
    .request(HISTORY, { ticker: 'no ticker' })
    .catch((reason: unknown) => reason);
  if (!(error instanceof ClientError)) throw new Error('expected a ClientError', { cause: error });
  expect(error.response.errors).toEqual([
    expect.objectContaining({
      message: expect.stringContaining('no ticker'),
      extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
    }),
  ]);
});
