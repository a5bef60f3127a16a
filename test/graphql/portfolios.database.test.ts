/** Models and portfolios as several users see and change them by the API. */
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { callerWithSession, type Caller } from '../../src/access/caller.js';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import type { Role } from '../../src/access/roles.js';
import { Users } from '../../src/access/users/users.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { DAY } from '../support/days/day.js';
import { fill, FORMER, NEWEST, SPLIT } from '../support/days/filledStore.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';

jest.setTimeout(60_000);

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};
/** Stocks that close at ₹200 on the day before, and at ₹100 on the newest; SPLIT was split 2 : 1 in between. */
const [, , A, B] = DAY.section.tickers;

type Signed = Caller & { readonly user: NonNullable<Caller['user']> };
type Variables = Readonly<Record<string, unknown>>;
interface Told {
  readonly id: string;
  readonly version: number;
  readonly [name: string]: unknown;
}

let database: Database;
let api: TestApi;
let asha: Signed;
let ravi: Signed;
let mira: Signed;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  api = await apiOver(database);
  asha = await addUser('asha', 'TRADER');
  ravi = await addUser('ravi', 'TRADER');
  mira = await addUser('mira', 'ADMIN');
});
afterEach(async () => {
  await database.pool.query('DELETE FROM portfolios');
  await database.pool.query('DELETE FROM models');
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role): Promise<Signed> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  const user = { id: rows[0].id, role };
  return { ...callerWithSession('192.0.2.1', { id: 1 }, user), user };
}

const contextOf = (caller: Caller) => createContext(api.services, caller, null, () => LIMITS);

const MODEL =
  'id name kind positions { stock { ticker } target lowDrift highDrift } cashTarget outside neverBuy neverBuyMode ' +
  'fromScores { mode method topN invest } scoresOf { date } owner { name } lastRebalancedAt createdAt updatedAt version';
const PORTFOLIO =
  'id name cash asOf version owner { name } model { id } limits { position sector cash valueAtRisk } ' +
  'costs { buyRate sellRate perSale } holdings { stock { ticker } quantity averageCost }';
const SAVED = `model { ${MODEL} } dropped { ticker }`;
const CHANGES = {
  createModel: `mutation M($input: ModelInput!) { createModel(input: $input) { ${SAVED} } }`,
  createModelFromScores: `mutation M($input: ModelFromScoresInput!) { createModelFromScores(input: $input) { ${SAVED} } }`,
  updateModel: `mutation M($id: ID!, $version: Int!, $input: ModelInput!) { updateModel(id: $id, version: $version, input: $input) { ${SAVED} } }`,
  updateModelFromScores: `mutation M($id: ID!, $version: Int!, $input: ModelFromScoresInput!) { updateModelFromScores(id: $id, version: $version, input: $input) { ${SAVED} } }`,
  refreshModel: `mutation M($id: ID!, $version: Int!) { refreshModel(id: $id, version: $version) { ${SAVED} } }`,
  deleteModel: `mutation M($id: ID!, $version: Int!) { deleteModel(id: $id, version: $version) { ${MODEL} } }`,
  createPortfolio: `mutation M($input: PortfolioInput!) { createPortfolio(input: $input) { ${PORTFOLIO} } }`,
  updatePortfolio: `mutation M($id: ID!, $version: Int!, $input: PortfolioInput!) { updatePortfolio(id: $id, version: $version, input: $input) { ${PORTFOLIO} } }`,
  deletePortfolio: `mutation M($id: ID!, $version: Int!) { deletePortfolio(id: $id, version: $version) { id version } }`,
  setHoldings: `mutation M($id: ID!, $version: Int!, $asOf: Date!, $cash: Decimal!, $holdings: [HoldingInput!]!) {
    setHoldings(id: $id, version: $version, asOf: $asOf, cash: $cash, holdings: $holdings) { ${PORTFOLIO} } }`,
  attachPortfolio: `mutation M($modelId: ID, $id: ID!, $version: Int!) { attachPortfolio(modelId: $modelId, portfolioId: $id, version: $version) { ${PORTFOLIO} } }`,
  recordJournal: `mutation M($id: ID!, $version: Int!, $entries: [JournalInput!]!) {
    recordJournal(portfolioId: $id, version: $version, entries: $entries) { ${PORTFOLIO} } }`,
} as const;
type Change = keyof typeof CHANGES;

async function change<Result = Told>(caller: Caller, field: Change, variables: Variables): Promise<Result> {
  return (await dataOf(await contextOf(caller), CHANGES[field], variables))[field] as Result;
}

async function refused(caller: Caller, field: Change, variables: Variables) {
  const { errors } = await execute(await contextOf(caller), CHANGES[field], variables);
  const { code, current } = errors?.[0].extensions ?? {};
  return { code, message: errors?.[0].message, ...(current === undefined ? {} : { current }) };
}

async function ask(caller: Caller, query: string, variables: Variables = {}) {
  return dataOf(await contextOf(caller), query, variables);
}

const position = (ticker: string, target: number, drift = 0.01) => ({
  ...{ ticker, target, lowDrift: drift, highDrift: drift },
});
const makeModel = async (caller: Caller, input: Variables = {}) =>
  (
    await change<{ model: Told }>(caller, 'createModel', {
      input: { name: 'Core', positions: [position(A, 0.5), position(B, 0.25)], ...input },
    })
  ).model;
const makePortfolio = (caller: Caller, name = 'Mine') =>
  change(caller, 'createPortfolio', { input: { name } });

const HELD = {
  asOf: FORMER,
  cash: '1000',
  holdings: [{ ticker: SPLIT, quantity: 10, averageCost: '150.5' }],
};
async function makeHeld(caller: Caller, held: Variables = HELD, name?: string): Promise<Told> {
  const { id, version } = await makePortfolio(caller, name);
  return change(caller, 'setHoldings', { id, version, ...held });
}

const entry = (kind: string, parts: Variables, date: string = NEWEST) => ({ kind, date, ...parts });

describe('models', () => {
  test('are saved as they are given, without positions of 0', async () => {
    const { model, dropped } = await change<{ model: Told; dropped: unknown }>(asha, 'createModel', {
      input: { name: '  Core ', positions: [position(B, 0.25), position(A, 0.005), position(SPLIT, 0)] },
    });
    expect(model).toMatchObject({
      ...{
        name: 'Core',
        kind: 'MANUAL',
        cashTarget: 0.745,
        outside: 'SELL',
        neverBuy: [],
        neverBuyMode: null,
      },
      ...{ fromScores: null, scoresOf: null, owner: { name: 'asha' }, lastRebalancedAt: null, version: 1 },
    });
    const [first, second] = [A, B].sort();
    expect(model['positions']).toMatchObject([{ stock: { ticker: first } }, { stock: { ticker: second } }]);
    expect(dropped).toEqual([{ ticker: SPLIT }]);
  });

  test.each<[string, Variables, string]>([
    [
      'no position',
      { positions: [] },
      'Expected a model of 1 to 100 positions with a target above 0, got none',
    ],
    ['targets of 0 alone', { positions: [position(A, 0)] }, 'got none: nothing was saved'],
    [
      'a stock twice',
      { positions: [position(A, 0.1), position(A, 0)] },
      `Expected each stock once in a model, got ${A}`,
    ],
    [
      'an unknown stock',
      { positions: [position('NOBODY.NS', 0.1)] },
      'Expected the ticker of a known company in a model, got NOBODY.NS',
    ],
    [
      'a target between steps',
      { positions: [position(A, 0.0051)] },
      `the target of ${A} to be a multiple of 0.005, got 0.0051`,
    ],
    ['a negative target', { positions: [position(A, -0.005)] }, 'from 0 to 0.95, got "-0.005"'],
    ['too large a target', { positions: [position(A, 0.955)] }, 'from 0 to 0.95, got "0.955"'],
    ['too large a sum', { positions: [position(A, 0.5), position(B, 0.455)] }, 'a sum of at most 0.95'],
    ['a band of five decimals', { positions: [position(A, 0.1, 0.00001)] }, 'at most 4 decimals'],
    ['a band above 1', { positions: [position(A, 0.1, 1.0001)] }, 'from 0 to 1, got "1.0001"'],
    ['a mode without bands', { neverBuyMode: 'TRADER' }, 'Expected neverBuyMode only with bands in neverBuy'],
    ['an empty name', { name: ' ' }, 'Expected the name of a model to have 1 to 255 characters that print'],
    ['too long a name', { name: 'n'.repeat(256) }, 'Expected the name of a model'],
  ])('are refused with %s', async (_, input, message) => {
    const variables = { input: { name: 'Core', positions: [position(A, 0.1)], ...input } };
    expect(await refused(asha, 'createModel', variables)).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(message),
    });
    expect((await database.pool.query('SELECT FROM models')).rowCount).toBe(0);
  });

  test('have at most 100 positions, and names that are free', async () => {
    const many = DAY.section.tickers.map((ticker) => position(ticker, 0.005));
    await makeModel(asha, { positions: many });
    const same = { input: { name: 'Core', positions: [position(A, 0.1)] } };
    expect(await refused(asha, 'createModel', same)).toEqual({
      code: 'CONFLICT',
      message: 'Expected the name of no other model of yours, got "Core": give another.',
    });
    await makeModel(ravi);
    const other = await makeModel(asha, { name: 'n'.repeat(255) });
    expect(await refused(asha, 'updateModel', { ...other, ...same })).toMatchObject({ code: 'CONFLICT' });
  });

  test('are changed and deleted by their version, of 20 at once by one', async () => {
    const { id, version } = await makeModel(asha);
    const tries = await Promise.all(
      Array.from({ length: 20 }, async (_, k) => {
        const input = {
          name: `Core ${k}`,
          positions: [position(A, 0.1)],
          neverBuy: ['AVOID', 'HOLD', 'AVOID'],
        };
        return execute(await contextOf(asha), CHANGES.updateModel, { id, version, input });
      }),
    );
    const conflicts = tries.flatMap(({ errors }) => errors ?? []);
    expect(conflicts).toHaveLength(19);
    for (const { extensions } of conflicts) {
      expect(extensions).toMatchObject({ code: 'CONFLICT', current: { version: 2 } });
    }
    expect(await ask(asha, `query ($id: ID!) { model(id: $id) { ${MODEL} } }`, { id })).toMatchObject({
      model: {
        version: 2,
        neverBuy: ['AVOID', 'HOLD'],
        neverBuyMode: 'INVESTOR',
        positions: [{ target: 0.1 }],
      },
    });
    expect(await refused(asha, 'deleteModel', { id, version })).toMatchObject({ code: 'CONFLICT' });
    const portfolio = await makePortfolio(asha);
    await change(asha, 'attachPortfolio', { ...portfolio, modelId: id });
    expect(await change(asha, 'deleteModel', { id, version: 2 })).toMatchObject({ id, version: 2 });
    const { id: portfolioId } = portfolio;
    expect(
      await ask(asha, 'query ($id: ID!) { portfolio(id: $id) { version model { id } } }', {
        id: portfolioId,
      }),
    ).toEqual({ portfolio: { version: 3, model: null } });
  });

  test('are made from scores, refreshed, and made manual', async () => {
    const input = {
      name: 'Scored',
      mode: 'INVESTOR',
      minBand: 'HOLD',
      topN: 5,
      on: FORMER,
      maxWeight: 0.3,
      sectorCap: 1,
    };
    const { model } = await change<{ model: Told }>(asha, 'createModelFromScores', { input });
    expect(model).toMatchObject({
      ...{ kind: 'FROM_SCORES', neverBuy: ['AVOID'], neverBuyMode: 'INVESTOR', scoresOf: { date: FORMER } },
      fromScores: { mode: 'INVESTOR', method: DAY.method.name, topN: 5, invest: 0.95 },
    });
    expect(model['positions']).toHaveLength(5);
    const query = `query ($id: ID!) { model(id: $id) {
      refresh { stock { ticker } target newTarget } positions { target score { mode date } } fromScores { on } } }`;
    const { model: seen } = (await ask(asha, query, model)) as { model: Told };
    expect(seen['positions']).toMatchObject(Array(5).fill({ score: { mode: 'INVESTOR', date: NEWEST } }));
    const { model: fresh } = await change<{ model: Told }>(asha, 'refreshModel', model);
    expect(fresh).toMatchObject({ version: 2, scoresOf: { date: NEWEST } });
    expect((await ask(asha, query, model))['model']).toMatchObject({ refresh: [], fromScores: { on: null } });
    const manual = { name: 'Scored', positions: [position(A, 0.1)] };
    const { model: now } = await change<{ model: Told }>(asha, 'updateModel', { ...fresh, input: manual });
    expect(now).toMatchObject({ kind: 'MANUAL', fromScores: null, scoresOf: null, neverBuy: [] });
    expect(await refused(asha, 'refreshModel', now)).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: 'Expected a model from scores, got a manual one: change it by updateModel.',
    });
    const { model: again } = await change<{ model: Told }>(asha, 'updateModelFromScores', { ...now, input });
    expect(again).toMatchObject({ kind: 'FROM_SCORES', version: 4 });
  });

  test('from scores of which none is good enough are refused, and nothing changes', async () => {
    const input = { name: 'Scored', mode: 'INVESTOR', minBand: 'HOLD', topN: 3, sectorCap: 1 };
    const { model } = await change<{ model: Told }>(asha, 'createModelFromScores', { input });
    const none = { ...input, name: 'None', on: '2001-01-01' };
    expect(await refused(asha, 'createModelFromScores', { input: none })).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('got none: nothing was saved'),
    });
    expect(
      await refused(asha, 'updateModelFromScores', { ...model, input: { ...input, method: 'no-such' } }),
    ).toMatchObject({ code: 'BAD_USER_INPUT', message: expect.stringContaining('got "no-such"') });
    expect(await ask(asha, `query ($id: ID!) { model(id: $id) { version } }`, model)).toEqual({
      model: { version: 1 },
    });
  });

  test('are listed by search, kind and portfolio, in each order, without gaps between pages', async () => {
    const names = ['b 100%', 'B_x', 'a', 'C', 'á'];
    for (const name of names) await makeModel(asha, { name });
    const input = { name: 'scored', mode: 'INVESTOR', minBand: 'HOLD', sectorCap: 1 };
    await change(asha, 'createModelFromScores', { input });
    const list = async (args: string, first = 2) => {
      const found: string[] = [];
      for (let after: string | null = null; ;) {
        const { models } = (await ask(
          asha,
          `query ($first: Int, $after: String) { models(${args} first: $first, after: $after) {
             nodes { name } totalCount pageInfo { hasNextPage endCursor } } }`,
          { first, after },
        )) as {
          models: {
            nodes: { name: string }[];
            totalCount: number;
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        };
        found.push(...models.nodes.map(({ name }) => name));
        if (!models.pageInfo.hasNextPage) {
          expect(found).toHaveLength(models.totalCount);
          return found;
        }
        after = models.pageInfo.endCursor;
      }
    };
    const made = [...names, 'scored'];
    const byName = [...made].sort();
    expect(await list('orderBy: { field: NAME }')).toEqual(byName);
    expect(await list('orderBy: { field: NAME, direction: DESC }')).toEqual([...byName].reverse());
    expect(await list('orderBy: { field: CREATED }')).toEqual(made);
    expect(await list('')).toEqual([...made].reverse());
    await database.pool.query(`UPDATE models SET last_rebalanced_at = now() WHERE name IN ('a', 'C')`);
    expect((await list('orderBy: { field: LAST_REBALANCED }')).slice(-2).sort()).toEqual(['C', 'a']);
    expect((await list('orderBy: { field: LAST_REBALANCED, direction: DESC }')).slice(0, 2).sort()).toEqual([
      'C',
      'a',
    ]);
    expect(await list('filter: { search: "b" }')).toEqual(['B_x', 'b 100%']);
    expect(await list('filter: { search: "%" }')).toEqual(['b 100%']);
    expect(await list('filter: { kinds: [FROM_SCORES] }')).toEqual(['scored']);
  });
});

describe('portfolios', () => {
  test('begin empty, with usual limits and costs, and are changed by their version', async () => {
    const { id, version, ...rest } = await makePortfolio(asha, ' Mine ');
    expect(rest).toEqual({
      ...{ name: 'Mine', cash: '0', asOf: null, owner: { name: 'asha' }, model: null, holdings: [] },
      limits: { position: 0.2, sector: 0.5, cash: 0.05, valueAtRisk: 0.03 },
      costs: { buyRate: null, sellRate: null, perSale: null },
    });
    const input = {
      ...{ name: 'Ours', limits: { position: 0.15 } },
      costs: { buyRate: '0.001186226', sellRate: 0, perSale: '15.93' },
    };
    expect(await change(asha, 'updatePortfolio', { id, version, input })).toMatchObject({
      ...{ name: 'Ours', version: 2, limits: { position: 0.15, sector: 0.5 } },
      costs: { buyRate: '0.001186226', sellRate: '0', perSale: '15.93' },
    });
    expect(await refused(asha, 'updatePortfolio', { id, version, input })).toMatchObject({
      ...{ code: 'CONFLICT', current: { version: 2 } },
    });
    const wrong = (changed: Variables) =>
      refused(asha, 'updatePortfolio', { id, version: 2, input: { ...input, ...changed } });
    expect(await wrong({ costs: { buyRate: '0.051' } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await wrong({ limits: { cash: -0.1 } })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await change(asha, 'deletePortfolio', { id, version: 2 })).toEqual({ id, version: 2 });
    expect(
      await ask(asha, 'query ($id: ID!) { portfolio(id: $id) { id } node(id: $id) { id } }', { id }),
    ).toEqual({
      ...{ portfolio: null, node: null },
    });
    expect(await refused(asha, 'deletePortfolio', { id, version: 3 })).toMatchObject({ code: 'NOT_FOUND' });
  });

  test('hold what was set, and the difference is corrected', async () => {
    const first = await makeHeld(asha);
    expect(first).toMatchObject({
      ...{ cash: '1000', asOf: FORMER, version: 2 },
      holdings: [{ stock: { ticker: SPLIT }, quantity: 10, averageCost: '150.5' }],
    });
    const second = await change(asha, 'setHoldings', {
      ...{ ...first, asOf: NEWEST, cash: '-5.25' },
      holdings: [
        { ticker: SPLIT, quantity: 15 },
        { ticker: A, quantity: 3 },
      ],
    });
    // The split made 20 shares of the ten, and five of them took a quarter of the cost along.
    expect(second['holdings']).toEqual(
      expect.arrayContaining([
        { stock: { ticker: SPLIT }, quantity: 15, averageCost: '75.25' },
        { stock: { ticker: A }, quantity: 3, averageCost: null },
      ]),
    );
    const journal = `query ($id: ID!) { portfolio(id: $id) { journal { totalCount nodes {
      date kind stock { ticker } quantity amount cashAfter } } } }`;
    const { portfolio } = (await ask(asha, journal, second)) as { portfolio: { journal: { nodes: Told[] } } };
    const told = portfolio.journal.nodes.map(({ kind, quantity, amount, cashAfter }) => [
      ...[kind, quantity, amount, cashAfter],
    ]);
    expect(told.slice(-4)).toEqual([
      ['CORRECTION', null, '-1005.25', '-5.25'],
      ['SPLIT', 10, '0', '1000'],
      ['OPENING', 10, '0', '1000'],
      ['OPENING', null, '1000', '1000'],
    ]);
    expect(told.slice(0, 2)).toEqual(
      expect.arrayContaining([
        ['CORRECTION', -5, '0', '-5.25'],
        ['CORRECTION', 3, '0', '-5.25'],
      ]),
    );
    expect(await refused(asha, 'setHoldings', { ...second, ...HELD })).toEqual({
      code: 'CONFLICT',
      message: expect.stringContaining(`Expected asOf on or after the last entry of the journal (${NEWEST})`),
    });
    const unknown = [{ ticker: 'NOBODY.NS', quantity: 1 }];
    expect(await refused(asha, 'setHoldings', { ...second, ...HELD, holdings: unknown })).toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('got NOBODY.NS'),
    });
    const same = await change(asha, 'setHoldings', {
      ...{ ...second, asOf: '2024-10-09', cash: '-5.25' },
      holdings: [
        { ticker: SPLIT, quantity: 15 },
        { ticker: A, quantity: 3 },
      ],
    });
    expect(same).toMatchObject({ asOf: '2024-10-09', version: 4, holdings: second['holdings'] });
  });

  test('are valued over a split to the paisa, and on each day by what is known today', async () => {
    const { id } = await makeHeld(asha);
    const query = `query ($id: ID!, $on: Date) { portfolio(id: $id) { valuation(on: $on) {
      date total cash missing { ticker } dropped { fraction } unbooked { kind }
      holdings { stock { ticker } quantity price priceDate value weight gain frozen } } } }`;
    const on = async (day: string | null) =>
      ((await ask(asha, query, { id, on: day }))['portfolio'] as Told)['valuation'];
    expect(await on(FORMER)).toMatchObject({
      date: FORMER,
      total: '3000',
      holdings: [{ quantity: 10, price: '200' }],
    });
    expect(await on(null)).toEqual({
      ...{ date: NEWEST, total: '3000', cash: '1000', missing: [], dropped: [], unbooked: [] },
      holdings: [
        {
          ...{ stock: { ticker: SPLIT }, quantity: 20, price: '100', priceDate: NEWEST, value: '2000' },
          ...{ weight: 2 / 3, gain: '495', frozen: false },
        },
      ],
    });
    expect(await on('2030-01-01')).toEqual(await on(null));
    expect(await on('2024-10-04')).toBeNull();
  });

  test('take entries of the past, unless a later sale would lack shares', async () => {
    const held = await makeHeld(asha, {
      ...HELD,
      asOf: '2024-10-01',
      holdings: [{ ticker: A, quantity: 10 }],
    });
    const sold = await change(asha, 'recordJournal', {
      ...held,
      entries: [
        entry('DEPOSIT', { amount: '500' }),
        entry('BUY', { ticker: B, quantity: 2, price: '100.05', costs: '0.25', note: 'at the open' }),
        entry('SELL', { ticker: A, quantity: 8, price: '110' }),
        entry('DIVIDEND', { ticker: A, amount: '12.34' }),
        entry('WITHDRAWAL', { amount: 1 }),
      ],
    });
    // 1000 + 500 − 200.35 + 880 + 12.34 − 1
    expect(sold).toMatchObject({ cash: '2190.99', asOf: NEWEST, version: 3 });
    const early = (quantity: number) => ({
      ...sold,
      entries: [entry('SELL', { ticker: A, quantity, price: 100 }, FORMER)],
    });
    expect(await refused(asha, 'recordJournal', early(3))).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(
        `Expected at most 7 shares of ${A}, which are held on ${NEWEST}, got a SELL of 8`,
      ),
    });
    expect(await change(asha, 'recordJournal', early(2))).toMatchObject({ version: 4, cash: '2390.99' });
  });

  test.each<[string, Variables, string]>([
    ['a split', entry('SPLIT', { ticker: A, quantity: 1 }), 'follows from the actions of the stock'],
    ['a bonus', entry('BONUS', { ticker: A, quantity: 1 }), 'follows from the actions of the stock'],
    ['an opening', entry('OPENING', { amount: 1 }), 'which setHoldings writes'],
    ['a negative deposit', entry('DEPOSIT', { amount: '-1' }), 'DEPOSIT'],
    [
      'a sale of what is not held',
      entry('SELL', { ticker: B, quantity: 1, price: 1 }),
      'Expected at most 0 shares',
    ],
    ['a part of a share', entry('BUY', { ticker: B, quantity: 1.5, price: 1 }), 'a whole number'],
    ['a day to come', entry('DEPOSIT', { amount: 1 }, '2999-01-01'), 'up to today in India'],
    ['an unknown stock', entry('BUY', { ticker: 'NOBODY.NS', quantity: 1, price: 1 }), 'got NOBODY.NS'],
    ['an empty note', entry('DEPOSIT', { amount: 1, note: ' ' }), 'Expected a note'],
  ])('refuse %s, and the entries with it', async (_, wrong, message) => {
    const { id, version } = await makeHeld(asha);
    const entries = [entry('DEPOSIT', { amount: 7 }), wrong];
    expect(await refused(asha, 'recordJournal', { id, version, entries })).toEqual({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(message),
    });
    expect(await ask(asha, 'query ($id: ID!) { portfolio(id: $id) { cash version } }', { id })).toEqual({
      portfolio: { cash: '1000', version },
    });
  });

  test('of 20 changes of one version, one is stored', async () => {
    const { id, version } = await makeHeld(asha);
    const tries = await Promise.all(
      Array.from({ length: 20 }, async (_, k) =>
        execute(await contextOf(asha), CHANGES.recordJournal, {
          ...{ id, version, entries: [entry('DEPOSIT', { amount: k + 1 })] },
        }),
      ),
    );
    const conflicts = tries.flatMap(({ errors }) => errors ?? []);
    expect(conflicts).toHaveLength(19);
    for (const { extensions } of conflicts) {
      expect(extensions).toMatchObject({ code: 'CONFLICT', current: { version: version + 1 } });
    }
    const query = 'query ($id: ID!) { portfolio(id: $id) { journal { totalCount } } }';
    expect(await ask(asha, query, { id })).toEqual({ portfolio: { journal: { totalCount: 4 } } });
  });

  test('tell how they drift, perform and what they risk', async () => {
    const model = await makeModel(asha, { positions: [position(SPLIT, 0.5), position(B, 0.25)] });
    const { id, version } = await makeHeld(asha);
    await change(asha, 'attachPortfolio', { id, version, modelId: model.id });
    const query = `query ($id: ID!) { portfolio(id: $id) {
      drift { date marketValue totalDrift breaches positions { stock { ticker } target actual drift lower upper status } }
      performance { from to totalReturn benchmark points { date value totalReturn benchmark } }
      risk { date sessions leftOut { ticker } volatility concentration largestWeight sectors { sector { key } weight }
        meanScore meanRisk breaches { limit observed allowed subject } } } }`;
    const { portfolio } = (await ask(asha, query, { id })) as { portfolio: Told };
    expect(portfolio['drift']).toMatchObject({
      ...{ date: NEWEST, marketValue: '3000', breaches: 2 },
      positions: [SPLIT, B]
        .sort()
        .map((ticker) =>
          ticker === SPLIT
            ? { stock: { ticker }, target: 0.5, lower: 0.49, upper: 0.51, status: 'ABOVE' }
            : { stock: { ticker }, target: 0.25, actual: 0, drift: -0.25, status: 'BELOW' },
        ),
    });
    expect(portfolio['performance']).toEqual({
      ...{ from: FORMER, to: NEWEST, totalReturn: 0, benchmark: null },
      points: [
        { date: FORMER, value: '3000', totalReturn: 0, benchmark: null },
        { date: NEWEST, value: '3000', totalReturn: 0, benchmark: null },
      ],
    });
    expect(portfolio['risk']).toMatchObject({
      ...{ date: NEWEST, sessions: 0, leftOut: [{ ticker: SPLIT }], volatility: null, concentration: 1 },
      ...{ largestWeight: 2 / 3, meanScore: expect.any(Number) },
      breaches: expect.arrayContaining([
        { limit: 'position', observed: 2 / 3, allowed: 0.2, subject: SPLIT },
      ]),
    });
  });

  test('perform over no session where the span is before the first entry, or after the newest session', async () => {
    const { id } = await makeHeld(asha);
    const query = `query ($id: ID!) { portfolio(id: $id) {
      later: performance(from: "2099-01-01") { totalReturn points { date } }
      earlier: performance(to: "1990-01-01") { totalReturn points { date } } } }`;
    const context = await contextOf(asha);
    const charged: number[] = [];
    context.reads.onCharge = (units) => charged.push(units);
    const { portfolio } = (await dataOf(context, query, { id })) as { portfolio: Told };
    expect(portfolio).toEqual({
      later: { totalReturn: 0, points: [{ date: NEWEST }] },
      earlier: { totalReturn: null, points: [] },
    });
    expect(charged).toEqual([0, 0]);
  });

  test('are listed by search, model and stock; a list with valuations takes three statements', async () => {
    const model = await makeModel(asha);
    const one = await makeHeld(asha, HELD, 'Alpha');
    await makeHeld(asha, { ...HELD, holdings: [{ ticker: A, quantity: 1 }] }, 'Beta');
    await change(asha, 'attachPortfolio', { ...one, modelId: model.id });
    const list = async (filter: string) => {
      const query = `{ portfolios(filter: ${filter}) { totalCount nodes { name } } }`;
      const { portfolios } = (await ask(asha, query)) as {
        portfolios: { totalCount: number; nodes: { name: string }[] };
      };
      expect(portfolios.totalCount).toBe(portfolios.nodes.length);
      return portfolios.nodes.map(({ name }) => name);
    };
    expect(await list('{}')).toEqual(['Beta', 'Alpha']);
    expect(await list('{ search: "ALP" }')).toEqual(['Alpha']);
    expect(await list(`{ modelId: "${model.id}" }`)).toEqual(['Alpha']);
    expect(await list(`{ holds: "${SPLIT}" }`)).toEqual(['Alpha']);
    expect(await list(`{ holds: "${B}" }`)).toEqual([]);
    const context = await contextOf(asha);
    const query = `{ portfolios { nodes { name cash asOf model { name } holdings { stock { name } }
      valuation { total holdings { value stock { ticker } } } drift { totalDrift } journal { totalCount } } totalCount } }`;
    await dataOf(context, query);
    expect(context.reads.counts.statements).toBeLessThanOrEqual(2);
  });
});

describe('what belongs to another', () => {
  test('is neither seen nor changed', async () => {
    const model = await makeModel(asha);
    const portfolio = await makeHeld(asha);
    await change(asha, 'attachPortfolio', { ...portfolio, modelId: model.id });
    const seen = `query ($model: ID!, $portfolio: ID!, $entry: ID!) {
      model(id: $model) { id } portfolio(id: $portfolio) { id }
      a: node(id: $model) { id } b: node(id: $portfolio) { id } c: node(id: $entry) { id }
      models { totalCount nodes { id } } portfolios { totalCount nodes { id } }
      of: models(filter: { portfolioId: $portfolio }) { totalCount }
      with: portfolios(filter: { modelId: $model, holds: "${SPLIT}" }) { totalCount } }`;
    const journal = 'query ($id: ID!) { portfolio(id: $id) { journal { nodes { id kind } } } }';
    const own = (await ask(asha, journal, portfolio)) as { portfolio: { journal: { nodes: Told[] } } };
    for (const { id: entryId } of own.portfolio.journal.nodes) {
      const ids = { model: model.id, portfolio: portfolio.id, entry: entryId };
      expect(await ask(asha, seen, ids)).toMatchObject({
        c: { id: entryId },
        of: { totalCount: 1 },
        with: { totalCount: 1 },
      });
      for (const other of [ravi, mira]) {
        expect(await ask(other, seen, ids)).toEqual({
          ...{ model: null, portfolio: null, a: null, b: null, c: null },
          models: { totalCount: 0, nodes: [] },
          portfolios: { totalCount: 0, nodes: [] },
          ...{ of: { totalCount: 0 }, with: { totalCount: 0 } },
        });
      }
    }
    const theirs = await makePortfolio(ravi);
    const modelInput = { name: 'Taken', positions: [position(A, 0.1)] };
    const scored = { name: 'Taken', mode: 'INVESTOR', minBand: 'HOLD', sectorCap: 1 };
    const tries: readonly (readonly [Change, Variables])[] = [
      ['updateModel', { ...model, input: modelInput }],
      ['updateModelFromScores', { ...model, input: scored }],
      ['refreshModel', model],
      ['deleteModel', model],
      ['updatePortfolio', { ...portfolio, version: 3, input: { name: 'Taken' } }],
      ['setHoldings', { ...portfolio, version: 3, ...HELD, asOf: NEWEST }],
      ['recordJournal', { ...portfolio, version: 3, entries: [entry('DEPOSIT', { amount: 1 })] }],
      ['attachPortfolio', { ...portfolio, version: 3, modelId: null }],
      ['attachPortfolio', { ...theirs, modelId: model.id }],
      ['deletePortfolio', { ...portfolio, version: 3 }],
    ];
    for (const [field, variables] of tries) {
      for (const other of field === 'attachPortfolio' ? [ravi] : [ravi, mira]) {
        expect([field, await refused(other, field, variables)]).toEqual([
          field,
          { code: 'NOT_FOUND', message: expect.any(String) },
        ]);
      }
    }
    const all =
      '{ models(ofEverybody: true) { nodes { owner { name } portfolios { name } } } portfolios(ofEverybody: true) { nodes { owner { name } model { name } valuation { total } } } }';
    expect(await ask(mira, all)).toMatchObject({
      models: { nodes: [{ owner: { name: 'asha' }, portfolios: [{ name: 'Mine' }] }] },
      portfolios: {
        nodes: [{ owner: { name: 'ravi' } }, { owner: { name: 'asha' }, model: { name: 'Core' } }],
      },
    });
  });

  test('goes with a user who is deleted, and each change is in the audit', async () => {
    const lena = await addUser('lena', 'TRADER');
    const model = await makeModel(lena);
    const portfolio = await makeHeld(lena);
    const attached = await change(lena, 'attachPortfolio', { ...portfolio, modelId: model.id });
    await change(lena, 'recordJournal', { ...attached, entries: [entry('DEPOSIT', { amount: 1 })] });
    const { rows } = await database.pool.query<{ action: string; result: string }>(
      'SELECT action, result FROM audit_entries WHERE user_id = $1 ORDER BY id',
      [lena.user.id],
    );
    expect(rows.map(({ action, result }) => `${action} ${result}`)).toEqual([
      ...['MODEL_CREATED DONE', 'PORTFOLIO_CREATED DONE', 'HOLDINGS_SET DONE', 'PORTFOLIO_CHANGED DONE'],
      'JOURNAL_RECORDED DONE',
    ]);
    await new Users(database, () => undefined).delete(lena.user.id, 1, NO_ACTOR);
    for (const table of ['models', 'portfolios', 'portfolio_journal', 'model_positions']) {
      expect((await database.pool.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
    }
  });

  test('is handed over by the built-in user, also where a name is taken', async () => {
    const { pool } = database;
    const mine = await makeModel(asha);
    await pool.query(
      `INSERT INTO models (owner_id, name, kind, outside) VALUES (0, 'Core', 'MANUAL', 'SELL'), (0, 'Other', 'MANUAL', 'SELL')`,
    );
    await new Users(database, () => undefined).adopt('asha@example.com', NO_ACTOR);
    const { rows } = await pool.query<{ id: number; name: string }>(
      'SELECT id, name FROM models WHERE owner_id = $1 ORDER BY id',
      [asha.user.id],
    );
    expect(mine).toMatchObject({ name: rows[0].name });
    expect(rows.map(({ name }) => name)).toEqual(['Core', `Core (adopted, ${rows[1].id})`, 'Other']);
  });
});
