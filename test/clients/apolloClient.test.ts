/** Apollo Client 4 with its normalised cache, against the whole service. */
import { createHash } from 'node:crypto';
import {
  ApolloClient,
  ApolloLink,
  CombinedGraphQLErrors,
  gql,
  HttpLink,
  InMemoryCache,
  type TypedDocumentNode,
} from '@apollo/client';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { relayStylePagination } from '@apollo/client/utilities';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, print } from 'graphql';
import { SPLIT } from '../support/days/filledStore.js';
import { pillarsOf, rankingOf } from '../support/clients/ranking.js';
import { recordingFetch } from '../support/clients/recordingFetch.js';
import { startFilledService, type FilledService } from '../support/clients/service.js';

let service: FilledService;
const clients: ApolloClient[] = [];

beforeAll(async () => {
  service = await startFilledService();
}, 60_000);

afterEach(() => {
  for (const client of clients.splice(0)) client.stop();
});

afterAll(() => service.stop());

/** Creates a client as a frontend does: pages of the screener are joined if their other arguments are equal. */
function clientOver(link: ApolloLink): ApolloClient {
  const stocks = relayStylePagination(['mode', 'on', 'filter', 'orderBy']);
  const client = new ApolloClient({
    link,
    cache: new InMemoryCache({
      possibleTypes: { Node: ['Run', 'Score', 'Sector', 'Stock'] },
      typePolicies: { Query: { fields: { stocks } } },
    }),
  });
  clients.push(client);
  return client;
}

function clientWithFetch() {
  const { fetch, sent } = recordingFetch();
  return { client: clientOver(new HttpLink({ uri: service.endpoint, fetch })), sent };
}

type Variables = Readonly<Record<string, unknown>>;

interface Scored {
  readonly id: string;
  readonly ticker: string;
  readonly score: { readonly id: string; readonly value: number; readonly band: string };
}

const CARD: TypedDocumentNode<{ stock: Scored & { name: string } }, Variables> = gql`
  query Card($ticker: Ticker!) {
    stock(ticker: $ticker) {
      id
      ticker
      name
      score(mode: INVESTOR) {
        id
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

const SCREENER: TypedDocumentNode<
  {
    stocks: {
      totalCount: number;
      edges: { cursor: string; node: Scored }[];
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
  },
  Variables
> = gql`
  query Screener($first: Int!, $after: String) {
    stocks(mode: INVESTOR, first: $first, after: $after) {
      totalCount
      edges {
        cursor
        node {
          id
          ticker
          score(mode: INVESTOR) {
            id
            value
            band
          }
        }
      }
      pageInfo {
        startCursor
        endCursor
        hasNextPage
        hasPreviousPage
      }
    }
  }
`;

const [BEST] = rankingOf('INVESTOR');

describe('ApolloClient', () => {
  test('reads a score with its pillars, the second time from its cache', async () => {
    const { client, sent } = clientWithFetch();
    const { data } = await client.query({ query: CARD, variables: { ticker: BEST.ticker } });
    expect(data?.stock).toMatchObject({
      __typename: 'Stock',
      ticker: BEST.ticker,
      name: `New ${BEST.ticker}`,
      score: { value: BEST.value, band: BEST.band, pillars: { all: pillarsOf(BEST) } },
    });
    const again = await client.query({ query: CARD, variables: { ticker: BEST.ticker } });
    expect(again.data).toEqual(data);
    expect(sent).toHaveLength(1);
  });

  test('joins the pages of the screener', async () => {
    const { client, sent } = clientWithFetch();
    const asked = { query: SCREENER, variables: { first: 3 } };
    const first = (await client.query(asked)).data?.stocks;
    expect(first?.edges).toHaveLength(3);
    const pages = client.watchQuery(asked);
    const subscription = pages.subscribe({});
    await pages.fetchMore({ variables: { after: first?.pageInfo.endCursor } });
    subscription.unsubscribe();

    const ranking = rankingOf('INVESTOR');
    const rows = ranking.slice(0, 6).map(({ ticker, value }) => ({ ticker, value }));
    const joined = client.cache.readQuery(asked)?.stocks;
    expect(joined?.edges.map(({ node }) => ({ ticker: node.ticker, value: node.score.value }))).toEqual(rows);
    expect(joined?.totalCount).toBe(ranking.length);
    expect(joined?.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    expect(sent).toHaveLength(2);
  });

  test('keeps a stock of two queries once under its id', async () => {
    const { client } = clientWithFetch();
    const card = await client.query({ query: CARD, variables: { ticker: BEST.ticker } });
    const screener = await client.query({ query: SCREENER, variables: { first: 1 } });
    const stock = screener.data?.stocks.edges[0].node;
    expect(stock?.id).toBe(card.data?.stock.id);
    expect(stock?.score.id).toBe(card.data?.stock.score.id);

    const entries = Object.keys(client.cache.extract() as object);
    expect(entries.filter((key) => /^(Stock|Score):/.test(key)).sort()).toEqual([
      `Score:${stock?.score.id}`,
      `Stock:${stock?.id}`,
    ]);
  });

  test('gives the code and the message of an error', async () => {
    const { client } = clientWithFetch();
    const error: unknown = await client
      .query({ query: CARD, variables: { ticker: 'no ticker' } })
      .catch((reason: unknown) => reason);
    if (!CombinedGraphQLErrors.is(error)) throw new Error('expected errors of GraphQL', { cause: error });
    expect(error.errors).toEqual([
      expect.objectContaining({
        message: expect.stringContaining('no ticker'),
        extensions: { code: 'BAD_USER_INPUT', requestId: expect.any(String) },
      }),
    ]);
  });

  test('sends GET if it is configured to', async () => {
    const { fetch, sent } = recordingFetch();
    const link = new HttpLink({ uri: service.endpoint, fetch, useGETForQueries: true });
    const { data } = await clientOver(link).query({ query: CARD, variables: { ticker: BEST.ticker } });
    expect(data?.stock.score.value).toBe(BEST.value);
    expect(sent.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('persisted queries', () => {
  const sha256 = (query: string) => createHash('sha256').update(query).digest('hex');

  test('sends a document once, and its hash from then on', async () => {
    const { fetch, sent } = recordingFetch();
    const persisted = () =>
      clientOver(
        ApolloLink.from([
          new PersistedQueryLink({ sha256, useGETForHashedQueries: true }),
          new HttpLink({ uri: service.endpoint, fetch }),
        ]),
      );
    // The second client has an empty cache, and its document is already known to the server.
    // No other client has sent a document of this name.
    const query = parse(print(CARD).replace('Card', 'PersistedCard')) as typeof CARD;
    const one = await persisted().query({ query, variables: { ticker: BEST.ticker } });
    expect(one.data?.stock.score.value).toBe(BEST.value);
    const whole = sent.filter(({ query }) => query !== undefined);
    expect(whole).toHaveLength(1);
    expect(sent[0]).toEqual({ method: 'GET', query: undefined, hash: sha256(whole[0].query ?? '') });
    expect(sent).toHaveLength(2);

    const other = await persisted().query({ query, variables: { ticker: SPLIT } });
    expect(other.data?.stock.ticker).toBe(SPLIT);
    expect(sent.slice(2)).toEqual([{ method: 'GET', query: undefined, hash: whole[0].hash }]);
  });
});
