/** Checks that the artifacts of examples/relay are up to date, and reads them as Relay's hooks do. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import {
  createOperationDescriptor,
  fetchQuery,
  getRequest,
  getSingularSelector,
  type Environment,
  type GraphQLTaggedNode,
  type Variables,
} from 'relay-runtime';
import screenerPageQuery from '../../examples/relay/__generated__/ScreenerPageQuery.graphql.js';
import screenerQuery from '../../examples/relay/__generated__/ScreenerQuery.graphql.js';
import screenerStocks, {
  type Screener_stocks$data,
} from '../../examples/relay/__generated__/Screener_stocks.graphql.js';
import stockCardQuery from '../../examples/relay/__generated__/StockCardQuery.graphql.js';
import stockCardRefetchQuery from '../../examples/relay/__generated__/StockCardRefetchQuery.graphql.js';
import stockCardStock, {
  type StockCard_stock$data,
} from '../../examples/relay/__generated__/StockCard_stock.graphql.js';
import { createEnvironment } from '../../examples/relay/createEnvironment.js';
import { pillarsOf, rankingOf } from '../support/clients/ranking.js';
import { startFilledService, type FilledService } from '../support/clients/service.js';

test('the artifacts are what the compiler generates from the sources and schema.graphql', async () => {
  // The compiler looks for its artifacts relative to its working directory.
  const cwd = fileURLToPath(new URL('../../examples/relay', import.meta.url));
  const compiler = fileURLToPath(new URL('../../node_modules/relay-compiler/cli.js', import.meta.url));
  const args = [compiler, 'relay.config.json', '--noWatchman', '--validate', '--output', 'quiet-with-errors'];
  const complaint = await promisify(execFile)(process.execPath, args, { cwd }).then(
    ({ stderr }) => stderr,
    (error: { stderr?: string; message: string }) => error.stderr || error.message,
  );
  expect(complaint).toBe('');
}, 30_000);

describe('relay-runtime', () => {
  let service: FilledService;
  let environment: Environment;

  beforeAll(async () => {
    service = await startFilledService();
  }, 60_000);

  beforeEach(() => {
    environment = createEnvironment(service.endpoint);
  });

  afterAll(() => service.stop());

  const read = (query: GraphQLTaggedNode, variables: Variables) =>
    fetchQuery(environment, query, variables).toPromise();

  /** Reads a fragment that a record spreads from the store, as useFragment does. */
  function fragmentOf<Data>(fragment: GraphQLTaggedNode, record: unknown): Data {
    const selector = getSingularSelector(fragment as never, record);
    if (!selector) throw new Error('expected a record that spreads the fragment');
    const { data, isMissingData } = environment.lookup(selector);
    expect(isMissingData).toBe(false);
    return data as Data;
  }

  /** Reads an operation from the store. */
  function stored(query: GraphQLTaggedNode, variables: Variables): unknown {
    const operation = createOperationDescriptor(getRequest(query), variables);
    return environment.lookup(operation.fragment).data;
  }

  const [BEST] = rankingOf('INVESTOR');

  test('reads a stock through its fragment', async () => {
    const data = (await read(stockCardQuery, { ticker: BEST.ticker, mode: 'INVESTOR' })) as {
      stock: unknown;
    };
    const card = fragmentOf<StockCard_stock$data>(stockCardStock, data.stock);
    expect(card).toMatchObject({
      ticker: BEST.ticker,
      name: `New ${BEST.ticker}`,
      score: { value: BEST.value, band: BEST.band, pillars: { all: pillarsOf(BEST) } },
    });
  });

  test('reads a stock again by its id', async () => {
    const [best] = rankingOf('TRADER');
    const data = (await read(stockCardQuery, { ticker: best.ticker, mode: 'INVESTOR' })) as {
      stock: unknown;
    };
    const { id } = fragmentOf<StockCard_stock$data>(stockCardStock, data.stock);
    const again = (await read(stockCardRefetchQuery, { id, mode: 'TRADER' })) as { node: unknown };
    const card = fragmentOf<StockCard_stock$data>(stockCardStock, again.node);
    expect(card).toMatchObject({ id, ticker: best.ticker, score: { value: best.value, band: best.band } });
  });

  test('joins the pages of a connection', async () => {
    const ranking = rankingOf('INVESTOR');
    const variables = { mode: 'INVESTOR', filter: null };
    const operation = createOperationDescriptor(getRequest(screenerQuery), { ...variables, first: 4 });
    const retained = environment.retain(operation);
    const screen = () =>
      fragmentOf<
        Screener_stocks$data & { stocks: { pageInfo: { endCursor: string; hasNextPage: boolean } } }
      >(screenerStocks, stored(screenerQuery, operation.request.variables)).stocks;
    const tickers = () =>
      screen().edges.map(({ node }) => fragmentOf<StockCard_stock$data>(stockCardStock, node).ticker);

    await read(screenerQuery, { ...variables, first: 4 });
    expect(tickers()).toEqual(ranking.slice(0, 4).map(({ ticker }) => ticker));
    expect(screen().pageInfo.hasNextPage).toBe(true);

    // Only the last page is not full.
    await read(screenerPageQuery, { ...variables, first: 500, after: screen().pageInfo.endCursor });
    expect(tickers()).toEqual(ranking.map(({ ticker }) => ticker));
    expect(screen().pageInfo.hasNextPage).toBe(false);
    expect(screen().totalCount).toBe(ranking.length);
    retained.dispose();
  });

  test('throws the message of the service for an invalid ticker', async () => {
    const refused = read(stockCardQuery, { ticker: 'no ticker', mode: 'INVESTOR' });
    await expect(refused).rejects.toMatchObject({
      source: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    });
    await expect(refused).rejects.toThrow('no ticker');
  });
});
