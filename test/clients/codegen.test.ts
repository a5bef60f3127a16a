/** Checks that the generated types of examples are up to date, that its operations are answered, and that it runs. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Kind, parse } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import codegen from '../../examples/codegen.js';
import {
  CompareStocksDocument,
  HistoryDocument,
  ScreenerPageDocument,
  StockCardDocument,
  WhyThisScoreDocument,
} from '../../examples/codegen/graphql.js';
import { stockCard } from '../../examples/codegen/stockCard.js';
import { loadSectors } from '../support/market/loadSectors.js';
import { FORMER, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { pillarsOf, rankingOf } from '../support/clients/ranking.js';
import { startFilledService, type FilledService } from '../support/clients/service.js';

test('the generated files of the examples are up to date', async () => {
  const { stderr } = await promisify(execFile)(process.execPath, ['examples/generate.js', '--check']);
  expect(stderr).toBe('');
}, 30_000);

test('codegen.ts has a line for every scalar of the schema', async () => {
  const { definitions } = parse(await readFile('schema.graphql', 'utf8'));
  const scalars = definitions.flatMap((definition) =>
    definition.kind === Kind.SCALAR_TYPE_DEFINITION ? [definition.name.value] : [],
  );
  const outputs = Object.values(codegen.generates) as unknown as readonly { config: { scalars: object } }[];
  expect(scalars.length).toBeGreaterThan(2);
  expect(outputs.length).toBeGreaterThan(0);
  for (const { config } of outputs) expect(Object.keys(config.scalars).sort()).toEqual(scalars.sort());
});

describe('against the service', () => {
  let service: FilledService;
  let client: GraphQLClient;

  beforeAll(async () => {
    service = await startFilledService();
    client = new GraphQLClient(service.endpoint);
  }, 60_000);

  afterAll(() => service.stop());

  const mode = 'INVESTOR';
  const ranking = rankingOf(mode);
  const [best] = ranking;

  test('StockCard', async () => {
    const { stock } = await client.request(StockCardDocument, { ticker: best.ticker, mode });
    expect(stock?.name).toBe(`New ${best.ticker}`);
    // All are in the industry Power.
    expect(stock?.sector.key).toBe('energy');
    expect(stock?.score).toMatchObject({
      date: NEWEST,
      value: best.value,
      penalty: { total: best.penalty },
      confidence: { value: best.confidence },
      previous: { date: FORMER, value: best.value - 1 },
    });
  });

  test('ScreenerPage', async () => {
    const { stocks } = await client.request(ScreenerPageDocument, { mode, first: 5 });
    expect(stocks.totalCount).toBe(ranking.length);
    expect(stocks.nodes.map(({ ticker }) => ticker)).toEqual(ranking.slice(0, 5).map(({ ticker }) => ticker));
    const filter = { search: 'no such name' };
    const none = await client.request(ScreenerPageDocument, { mode, filter, first: 5 });
    expect(none.stocks).toEqual({
      totalCount: 0,
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: null },
    });
  });

  test('CompareStocks', async () => {
    const pair = ranking.filter(({ ticker }) => ticker === best.ticker || ticker === SPLIT);
    const tickers = pair.map(({ ticker }) => ticker);
    const { stocks } = await client.request(CompareStocksDocument, { tickers, mode, first: 10 });
    expect(
      stocks.nodes.map(({ ticker, score }) => ({ ticker, quality: score?.pillars.quality.score })),
    ).toEqual(pair.map(({ ticker, q }) => ({ ticker, quality: q })));
    expect(stocks.nodes.find(({ ticker }) => ticker === SPLIT)?.fundamentals).toEqual({
      pe: 21,
      roe3y: null,
    });
  });

  test('WhyThisScore', async () => {
    const { stock } = await client.request(WhyThisScoreDocument, { ticker: best.ticker, mode });
    expect(stock?.score?.weighted).toBe(best.weighted);
    expect(stock?.score?.pillars.all).toMatchObject(pillarsOf(best));
    expect(stock?.score?.penalty.parts).toHaveLength(5);
    expect(stock?.score?.guardrails).toHaveLength(6);
  });

  test('History', async () => {
    const { stock } = await client.request(HistoryDocument, { ticker: best.ticker, mode, first: 1 });
    expect(stock?.scores.nodes.map(({ date, value }) => ({ date, value }))).toEqual([
      { date: NEWEST, value: best.value },
    ]);
    const after = stock?.scores.pageInfo.endCursor;
    const next = await client.request(HistoryDocument, { ticker: best.ticker, mode, first: 1, after });
    expect(next.stock?.scores.nodes.map(({ date }) => date)).toEqual([FORMER]);
  });

  test('stockCard.ts returns a card', async () => {
    const energy = (await loadSectors()).groups.get('energy');
    const [title, score, ...rest] = await stockCard(service.endpoint, best.ticker, mode);
    expect(title).toBe(`New ${best.ticker} (${best.ticker}), ${energy}`);
    expect(score).toBe(
      `${NEWEST}: ${best.value.toFixed(2)} ${best.band} (${(best.value - 1).toFixed(2)} on ${FORMER})`,
    );
    expect(rest).toHaveLength(7);
    expect(rest[0]).toContain(`FUNDAMENTALS ${best.f.toFixed(2)} × 0.`);
    expect(await stockCard(service.endpoint, 'NOBODY.NS', mode)).toEqual(['NOBODY.NS is not known.']);
  });
});
