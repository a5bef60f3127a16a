/** Rebalances as several users ask for them by the API, and as workers do them, over the sample market. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { callerWithSession, rightsTo, type Caller } from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import type { Scope } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { encodeId } from '../../src/graphql/ids.js';
import { PORTFOLIO_IDS } from '../../src/graphql/portfolio/portfolio.js';
import { REBALANCE_IDS } from '../../src/graphql/rebalance/rebalance.js';
import { rebalanceModel } from '../../src/portfolios/tasks/rebalanceModel.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { start, stopAll } from '../support/jobs/workers.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { eventually } from '../support/time/eventually.js';

jest.setTimeout(60_000);

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};

let database: Database;
let api: TestApi;
/** Stocks of the sample with a close on its newest session, by ticker. */
let stocks: readonly { readonly ticker: string; readonly close: number }[];
let newest: string;
const users: Record<string, Caller & { readonly user: NonNullable<Caller['user']> }> = {};

beforeAll(async () => {
  database = await openTestDatabase('sample');
  api = await apiOver(database);
  for (const [name, role] of [
    ['asha', 'TRADER'],
    ['ravi', 'TRADER'],
    ['anil', 'ANALYST'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
  const { rows } = await database.pool.query<{ ticker: string; close: number; day: string }>(
    `SELECT ticker, close, day::text FROM bars JOIN stocks ON stocks.id = stock_id
     WHERE superseded_in IS NULL AND day = (SELECT max(day) FROM session_bars WHERE has_quorum) ORDER BY ticker LIMIT 8`,
  );
  stocks = rows;
  newest = rows[0].day;
});
afterEach(async () => {
  await stopAll();
  await database.pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role) {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  const user = { id: rows[0].id, role };
  return { ...callerWithSession('192.0.2.1', { id: 1 }, user), user };
}

type Variables = Readonly<Record<string, unknown>>;
interface Told {
  readonly id: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

const contextOf = (caller: Caller) => createContext(api.services, caller, null, () => LIMITS);
const read = async (query: string, variables: Variables = {}, caller: Caller = users['asha']) =>
  dataOf(await contextOf(caller), query, variables);

/** Executes a document with one field, which is returned. */
async function told(query: string, variables: Variables = {}, caller: Caller = users['asha']): Promise<Told> {
  return Object.values(await read(query, variables, caller))[0] as Told;
}

async function refused(query: string, variables: Variables = {}, caller: Caller = users['asha']) {
  const { errors } = await execute(await contextOf(caller), query, variables);
  return errors?.map(({ message, extensions }) => ({ message, ...extensions }))[0] as
    { readonly code: string; readonly message: string; readonly current?: unknown } | undefined;
}

const TRANSACTIONS = 'transactions { side stock { ticker } quantity price value costs tradeDate reason }';
const ANSWER = `portfolio { id version } status reason message marketValue cashBefore cashAfter costs objective optimal gap
  infeasible { stock { ticker } message lower upper smallestBand shortfall }
  before { date marketValue totalDrift breaches positions { stock { ticker } target actual drift lower upper status } }
  after { totalDrift breaches positions { status } } ${TRANSACTIONS}`;
const FIELDS = `id status model { id version } modelVersion mode asOf requestedBy { name } createdAt finishedAt confirmedAt
  error version portfolios { ${ANSWER} }`;

const REBALANCE = `mutation ($input: RebalanceInput!, $key: String) {
  rebalancePortfolio(input: $input, idempotencyKey: $key) { ${FIELDS} } }`;
const PREVIEW = `query ($input: RebalanceInput!) { previewRebalance(input: $input) { ${ANSWER} } }`;
const MODEL = `mutation ($id: ID!, $version: Int!, $key: String) {
  rebalanceModel(modelId: $id, version: $version, mode: TO_TARGET, idempotencyKey: $key) { ${FIELDS} } }`;
const CONFIRM = `mutation ($id: ID!, $version: Int!, $fills: [FillInput!]!) {
  confirmRebalance(id: $id, version: $version, fills: $fills) { ${FIELDS} } }`;
const CANCEL = `mutation ($id: ID!, $version: Int!) { cancelRebalance(id: $id, version: $version) { ${FIELDS} } }`;
const DELETE = `mutation ($id: ID!, $version: Int!) { deleteRebalance(id: $id, version: $version) { ${FIELDS} } }`;
const LIST = `query ($filter: RebalanceFilter, $first: Int = 10, $after: String) {
  rebalances(filter: $filter, first: $first, after: $after) { nodes { id } totalCount pageInfo { endCursor hasNextPage } } }`;

let names = 0;
async function newModel(caller: Caller = users['asha']): Promise<Told> {
  const targets = stocks.slice(0, 4);
  return (
    (await told(
      'mutation ($input: ModelInput!) { createModel(input: $input) { model { id version } } }',
      {
        input: {
          name: `Model ${++names}`,
          positions: targets.map(({ ticker }) => ({ ticker, target: 0.2, lowDrift: 0.02, highDrift: 0.02 })),
        },
      },
      caller,
    )) as unknown as { model: Told }
  ).model;
}

async function newPortfolio(model: string | null, caller: Caller = users['asha']): Promise<Told> {
  const { id, version } = await told(
    'mutation ($input: PortfolioInput!) { createPortfolio(input: $input) { id version } }',
    { input: { name: `Portfolio ${++names}` } },
    caller,
  );
  const held = await told(
    `mutation ($id: ID!, $version: Int!, $asOf: Date!, $holdings: [HoldingInput!]!) {
      setHoldings(id: $id, version: $version, asOf: $asOf, cash: "1000000", holdings: $holdings) { id version } }`,
    { id, version, asOf: newest, holdings: [{ ticker: stocks[5].ticker, quantity: 100 }] },
    caller,
  );
  if (model === null) return held;
  return told(
    `mutation ($id: ID!, $model: ID!, $version: Int!) {
      attachPortfolio(modelId: $model, portfolioId: $id, version: $version) { id version } }`,
    { id, model, version: held.version },
    caller,
  );
}

const inputOf = ({ id, version }: Told, more: Variables = {}) => ({
  input: { portfolioId: id, version, mode: 'TO_TARGET', ...more },
});

interface Answer {
  readonly status: string;
  readonly transactions: readonly {
    readonly side: string;
    readonly stock: { readonly ticker: string };
    readonly quantity: number;
    readonly price: string;
  }[];
  readonly [name: string]: unknown;
}
const answersOf = (rebalance: Told) => rebalance['portfolios'] as readonly Answer[];

test('from a model to the journal', async () => {
  const model = await newModel();
  const portfolio = await newPortfolio(model.id);
  const drift = await told(
    `query ($id: ID!) { portfolio(id: $id) { drift { breaches positions { stock { ticker } status } } } }`,
    { id: portfolio.id },
  );
  expect(drift['drift']).toMatchObject({ breaches: 5 });

  const preview = (await told(PREVIEW, inputOf(portfolio))) as unknown as Answer;
  expect(preview).toMatchObject({ status: 'DONE', optimal: true, portfolio: { id: portfolio.id } });
  expect(preview.transactions.map(({ side, stock }) => `${side} ${stock.ticker}`)).toEqual([
    `SELL ${stocks[5].ticker}`,
    ...stocks.slice(0, 4).map(({ ticker }) => `BUY ${ticker}`),
  ]);
  expect(preview['before']).toMatchObject({ date: newest, breaches: 5 });
  expect(preview['after']).toMatchObject({ breaches: 0 });

  const rebalance = await told(REBALANCE, inputOf(portfolio));
  expect(rebalance).toMatchObject({
    ...{ status: 'SUCCEEDED', model: { id: model.id }, modelVersion: model.version, mode: 'TO_TARGET' },
    ...{ asOf: newest, requestedBy: { name: 'asha' }, confirmedAt: null, error: null, version: 1 },
  });
  // What is stored is what was previewed, and the version has grown.
  const [answer] = answersOf(rebalance);
  expect(answer).toEqual({ ...preview, portfolio: { id: portfolio.id, version: portfolio.version + 1 } });

  const history = await told(
    `query ($id: ID!) { portfolio(id: $id) { version rebalances { totalCount nodes { ${FIELDS} } } model { lastRebalancedAt } } }`,
    { id: portfolio.id },
  );
  expect(history).toMatchObject({
    version: portfolio.version + 1,
    rebalances: { totalCount: 1, nodes: [rebalance] },
    model: { lastRebalancedAt: expect.any(String) as unknown },
  });
  expect(
    await told('query ($id: ID!) { node(id: $id) { id ... on Rebalance { status } } }', rebalance),
  ).toEqual({
    ...{ id: rebalance.id, status: 'SUCCEEDED' },
  });

  const fills = answer.transactions.map(({ side, stock, quantity, price }) => ({
    ...{ portfolioId: portfolio.id, side, ticker: stock.ticker, quantity, price, date: newest },
  }));
  const confirmed = await told(CONFIRM, { id: rebalance.id, version: 1, fills });
  expect(confirmed).toMatchObject({ version: 2, confirmedAt: expect.any(String) as unknown });
  const after = await told(
    `query ($id: ID!) { portfolio(id: $id) {
      holdings { stock { ticker } quantity } journal { nodes { kind stock { ticker } } } drift { breaches } } }`,
    { id: portfolio.id },
  );
  expect(after['holdings']).toEqual(
    answer.transactions
      .filter(({ side }) => side === 'BUY')
      .map(({ stock, quantity }) => ({ stock, quantity })),
  );
  expect(after['drift']).toEqual({ breaches: 0 });
  const again = await refused(CONFIRM, { id: rebalance.id, version: 2, fills });
  expect(again).toMatchObject({ code: 'CONFLICT', current: { version: 2 } });

  const deleted = await told(DELETE, { id: rebalance.id, version: 2 });
  expect(deleted).toMatchObject({ id: rebalance.id, portfolios: [] });
  expect(await refused(DELETE, { id: rebalance.id, version: 2 })).toMatchObject({ code: 'NOT_FOUND' });
});

test('of 20 rebalances of one version one is stored', async () => {
  const portfolio = await newPortfolio((await newModel()).id);
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () =>
      execute(await contextOf(users['asha']), REBALANCE, inputOf(portfolio)),
    ),
  );
  const errors = answers.flatMap(({ errors = [] }) => errors);
  expect(errors).toHaveLength(19);
  for (const { extensions } of errors) {
    expect(extensions).toMatchObject({ code: 'CONFLICT', current: { version: portfolio.version + 1 } });
  }
});

test('the same key and input give the same rebalance, however decimals are written', async () => {
  const portfolio = await newPortfolio((await newModel()).id);
  const key = 'aa0c9b0e';
  const first = await told(REBALANCE, { ...inputOf(portfolio, { cashFloor: '100.00' }), key });
  const second = await told(REBALANCE, { ...inputOf(portfolio, { cashFloor: 100, asOf: null }), key });
  expect(second.id).toBe(first.id);
  const other = await refused(REBALANCE, { ...inputOf(portfolio, { cashFloor: '100.01' }), key });
  expect(other?.code).toBe('CONFLICT');
});

test('the rebalance of a model is followed to its end', async () => {
  const model = await newModel();
  await newPortfolio(model.id);
  await newPortfolio(model.id);
  const { id, version } = await told(MODEL, { ...model, key: null });
  const follow = (caller: Caller) => {
    const sink = new RecordingSink();
    const query = `subscription ($id: ID!) { rebalanceProgress(id: $id) { status portfolios { status portfolio { id } } } }`;
    api.startOperation({ query, variables: { id } }, caller, sink);
    return sink;
  };
  const sink = follow(users['asha']);
  await eventually(() => sink.results.length === 1);
  expect(sink.results[0]['data']).toEqual({ rebalanceProgress: { status: 'QUEUED', portfolios: [] } });
  const stranger = follow(users['ravi']);
  await eventually(() => stranger.errors !== null);
  expect(stranger.errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  const { solver } = api.services;
  await start(database, [rebalanceModel], {
    services: { rebalancing: { solver, costs: api.services.costs } },
  });
  await eventually(() => sink.isComplete);
  expect(sink.results.at(-1)?.['data']).toMatchObject({
    rebalanceProgress: { status: 'SUCCEEDED', portfolios: [{ status: 'DONE' }, { status: 'DONE' }] },
  });
  expect(await refused(CANCEL, { id, version: version + 1 })).toMatchObject({ code: 'CONFLICT' });
  expect(await told(CANCEL, { id, version })).toMatchObject({ status: 'CANCELLED', version: version + 1 });
  expect(await refused(MODEL, { ...model, key: null })).toMatchObject({
    code: 'CONFLICT',
    current: { version: model.version + 1 },
  });
});

describe("another's rebalances are as if they did not exist", () => {
  let model: Told;
  let portfolio: Told;
  let rebalance: Told;
  beforeAll(async () => {
    model = await newModel();
    portfolio = await newPortfolio(model.id);
    rebalance = await told(REBALANCE, inputOf(portfolio));
    portfolio = { ...portfolio, version: portfolio.version + 1 };
  });

  test.each(['ravi', 'mira'])('for %s, by every field', async (name) => {
    const caller = users[name];
    const { id } = rebalance;
    expect((await read('query ($id: ID!) { node(id: $id) { id } }', { id }, caller))['node']).toBeNull();
    for (const filter of [null, { portfolioId: portfolio.id }, { modelId: model.id }]) {
      expect(await told(LIST, { filter }, caller)).toMatchObject({ nodes: [], totalCount: 0 });
    }
    const fill = { portfolioId: portfolio.id, side: 'BUY', ticker: stocks[0].ticker, quantity: 1, price: 1 };
    const documents: readonly (readonly [string, Variables])[] = [
      [PREVIEW, inputOf(portfolio)],
      [REBALANCE, inputOf(portfolio)],
      [MODEL, { ...model, key: null }],
      [CONFIRM, { id, version: 1, fills: [{ ...fill, date: newest }] }],
      [CANCEL, { id, version: 1 }],
      [DELETE, { id, version: 1 }],
    ];
    for (const [document, variables] of documents) {
      expect(await refused(document, variables, caller)).toMatchObject({ code: 'NOT_FOUND' });
    }
    expect(
      await told('query ($id: ID!) { node(id: $id) { ... on Rebalance { status version } } }', { id }),
    ).toEqual({
      ...{ status: 'SUCCEEDED', version: 1 },
    });
  });

  test("but for who reads everybody's portfolios", async () => {
    const { nodes } = await told(
      `{ portfolios(ofEverybody: true) { nodes { id rebalances { nodes { id model { id } portfolios { portfolio { id } } } } } } }`,
      {},
      users['mira'],
    );
    expect(nodes).toContainEqual({
      id: portfolio.id,
      rebalances: {
        nodes: [
          { id: rebalance.id, model: { id: model.id }, portfolios: [{ portfolio: { id: portfolio.id } }] },
        ],
      },
    });
  });

  test('fills of a portfolio of another are refused', async () => {
    const own = await newPortfolio((await newModel(users['ravi'])).id, users['ravi']);
    const fill = {
      portfolioId: own.id,
      side: 'BUY',
      ticker: stocks[0].ticker,
      quantity: 1,
      price: 1,
      date: newest,
    };
    const error = await refused(CONFIRM, { id: rebalance.id, version: 1, fills: [fill] });
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

test('rebalances are listed by their conditions, with a true total', async () => {
  const model = await newModel();
  const [first, second] = [await newPortfolio(model.id), await newPortfolio(model.id)];
  const ids: string[] = [];
  for (const portfolio of [first, second, { ...first, version: first.version + 1 }]) {
    ids.unshift((await told(REBALANCE, inputOf(portfolio))).id);
  }
  const list = async (filter: Variables, more: Variables = {}) =>
    (await told(LIST, { filter, ...more })) as unknown as {
      nodes: readonly Told[];
      totalCount: number;
      pageInfo: { endCursor: string; hasNextPage: boolean };
    };
  const idsOf = async (filter: Variables) => (await list(filter)).nodes.map(({ id }) => id);
  expect(await idsOf({ modelId: model.id })).toEqual(ids);
  expect(await idsOf({ portfolioId: first.id })).toEqual([ids[0], ids[2]]);
  expect(await idsOf({ modelId: model.id, statuses: ['SUCCEEDED'] })).toEqual(ids);
  expect(await idsOf({ modelId: model.id, statuses: ['FAILED', 'QUEUED'] })).toEqual([]);
  expect(await idsOf({ statuses: [] })).toEqual([]);
  expect(await idsOf({ modelId: model.id, to: '2020-01-01T00:00:00Z' })).toEqual([]);
  expect(await idsOf({ modelId: model.id, from: '2020-01-01T00:00:00Z' })).toEqual(ids);
  const page = await list({ modelId: model.id }, { first: 2 });
  expect(page).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
  const next = await list({ modelId: model.id }, { first: 2, after: page.pageInfo.endCursor });
  expect(next.nodes.map(({ id }) => id)).toEqual([ids[2]]);
  expect(await refused(LIST, { filter: { modelId: first.id } })).toMatchObject({ code: 'BAD_USER_INPUT' });
  const other = await refused(LIST, { filter: { portfolioId: first.id }, after: page.pageInfo.endCursor });
  expect(other).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a portfolio that was deleted is named by its rebalances, and has no others', async () => {
  const portfolio = await newPortfolio((await newModel()).id);
  const { id } = await told(REBALANCE, inputOf(portfolio));
  const version = portfolio.version + 1;
  await read('mutation ($id: ID!, $version: Int!) { deletePortfolio(id: $id, version: $version) { id } }', {
    ...{ id: portfolio.id, version },
  });
  const query = 'query ($id: ID!) { node(id: $id) { ... on Rebalance { portfolios { portfolio { id } } } } }';
  expect(await told(query, { id })).toEqual({ portfolios: [{ portfolio: { id: portfolio.id } }] });
  expect(await refused(REBALANCE, inputOf({ ...portfolio, version }))).toMatchObject({ code: 'NOT_FOUND' });
});

test('what is AVOID to investors is not bought where the model says so', async () => {
  const { rows } = await database.pool.query<{ ticker: string }>(
    `SELECT ticker FROM current_scores JOIN stocks ON stocks.id = stock_id
     WHERE mode = 'INVESTOR' AND band = 'AVOID' AND ticker <> $1
       AND day = (SELECT max(day) FROM current_scores WHERE mode = 'INVESTOR')`,
    [stocks[5].ticker],
  );
  expect(rows).not.toEqual([]);
  const [{ ticker }] = rows;
  const model = (
    (await told('mutation ($input: ModelInput!) { createModel(input: $input) { model { id } } }', {
      input: {
        ...{ name: `Model ${++names}`, neverBuy: ['AVOID'], neverBuyMode: 'INVESTOR' },
        positions: [{ ticker, target: 0.5, lowDrift: 0.02, highDrift: 0.02 }],
      },
    })) as unknown as { model: Told }
  ).model;
  const portfolio = await newPortfolio(model.id);
  const preview = (await told(PREVIEW, inputOf(portfolio))) as unknown as Answer;
  expect(preview.transactions.map(({ side, stock }) => `${side} ${stock.ticker}`)).toEqual([
    `SELL ${stocks[5].ticker}`,
  ]);
  expect(preview['before']).toMatchObject({
    positions: expect.arrayContaining([
      expect.objectContaining({ stock: { ticker }, status: 'BLOCKED' }),
    ]) as unknown,
  });
});

test('a rebalance that takes too long is ended, and nothing is stored', async () => {
  const portfolio = await newPortfolio((await newModel()).id);
  const slow = await apiOver(database, { REBALANCE_TIMEOUT_MS: '1' });
  const context = await createContext(slow.services, users['asha'], null, () => LIMITS);
  const { errors } = await execute(context, REBALANCE, inputOf(portfolio));
  expect(errors).toMatchObject([{ extensions: { code: 'TIMEOUT' } }]);
  const after = await told(
    'query ($id: ID!) { portfolio(id: $id) { version rebalances { totalCount } } }',
    portfolio,
  );
  expect(after).toEqual({ version: portfolio.version, rebalances: { totalCount: 0 } });
  expect(await told(REBALANCE, inputOf(portfolio))).toMatchObject({ status: 'SUCCEEDED' });
});

test.each<[string, string, Variables]>([
  ['no version', REBALANCE, { input: { portfolioId: encodeId(PORTFOLIO_IDS, 1) } }],
  ['an id of another kind', REBALANCE, { input: { portfolioId: encodeId(REBALANCE_IDS, 1), version: 1 } }],
  ['no id', PREVIEW, { input: { portfolioId: '' } }],
  ['a negative floor', PREVIEW, { input: { portfolioId: encodeId(PORTFOLIO_IDS, 1), cashFloor: '-1' } }],
  ['5 decimals', PREVIEW, { input: { portfolioId: encodeId(PORTFOLIO_IDS, 1), minTradeValue: '0.00001' } }],
  ['no fills', CONFIRM, { id: encodeId(REBALANCE_IDS, 1), version: 1, fills: [] }],
])('refuses %s', async (_, document, variables) => {
  const error = await refused(document, variables);
  expect(['BAD_USER_INPUT', 'NOT_FOUND']).toContain(error?.code);
});

test.each<[string, readonly Scope[], boolean]>([
  [PREVIEW, ['PORTFOLIOS_READ'], false],
  [REBALANCE, ['PORTFOLIOS_READ', 'PORTFOLIOS_WRITE'], false],
  ['{ rebalances { totalCount } }', ['PORTFOLIOS_READ'], true],
  ['{ rebalances { totalCount } }', ['PORTFOLIOS_REBALANCE'], false],
])('a key needs the scopes of %#', async (document, scopes, isAllowed) => {
  const caller = { ...users['asha'], rights: rightsTo(scopes) };
  const variables = document.startsWith('{') ? {} : inputOf({ id: encodeId(PORTFOLIO_IDS, 1), version: 1 });
  const sink = new RecordingSink();
  api.startOperation({ query: document, variables }, caller, sink);
  await eventually(() => sink.errors !== null || sink.isComplete);
  if (isAllowed) expect(sink.results).toMatchObject([{ data: { rebalances: {} } }]);
  else
    expect(sink.errors ?? sink.results[0]['errors']).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('the paths of the history are within what an operation may read', async () => {
  const documents = [
    `query ($id: ID!) { portfolio(id: $id) { rebalances { totalCount nodes { ${FIELDS} } } } }`,
    `{ rebalances { nodes { ${FIELDS} } } }`,
    'query ($id: ID!) { node(id: $id) { ... on Portfolio { rebalances { nodes { portfolios { transactions { side } } } } } } }',
    `query ($id: ID!) { previewRebalance(input: { portfolioId: $id }) { ${ANSWER} portfolio { model { name } } } }`,
  ];
  const portfolio = await newPortfolio((await newModel()).id);
  await told(REBALANCE, inputOf(portfolio));
  for (const query of documents) {
    const sink = new RecordingSink();
    api.startOperation({ query, variables: { id: portfolio.id } }, users['asha'], sink);
    await eventually(() => sink.errors !== null || sink.isComplete);
    expect(sink.errors).toBeNull();
    expect(sink.results).toMatchObject([{ data: {} }]);
    expect(sink.results[0]['errors']).toBeUndefined();
  }
});

test('analysts have no portfolios', async () => {
  const sink = new RecordingSink();
  api.startOperation({ query: '{ rebalances { totalCount } }' }, users['anil'], sink);
  await eventually(() => sink.errors !== null || sink.isComplete);
  expect(sink.errors ?? sink.results[0]['errors']).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});
