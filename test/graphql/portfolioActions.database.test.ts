/** Portfolios through splits, bonuses, consolidations, renames and demergers, and what corrections of these change. */
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { callerWithSession, type Caller } from '../../src/access/caller.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { applySessionQuorum } from '../../src/market/store/applySessionQuorum.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import {
  csv,
  fileOf,
  flatBar,
  removeFolders,
  TODAY,
  writeFolder,
  type Files,
} from '../support/market/folder.js';

jest.setTimeout(60_000);

const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};
const DAYS = ['10-01', '10-03', '10-04', '10-07', '10-08'].map((day) => `2024-${day}`);
const [FIRST, , , , LAST] = DAYS;
const barsOf = (symbol: string, closes: readonly number[]) =>
  closes.map((close, k) => flatBar(symbol, DAYS[k], close));
const actions = (...rows: readonly string[]): Files => ({
  'actions.csv': csv('ticker,ex_date,kind,new_shares,old_shares,factor', ...rows),
});

/** What each stock closes at: as many times more or less as its action makes of the shares. */
const FILES: Files = {
  ...fileOf(
    'companies',
    ...['SPLIT', 'BONUS', 'MERGED', 'PARENT', 'CHILD'].map((one) => `${one},${one} Ltd,,,IT`),
    'OLD,Old Ltd,INE062A01020,,IT',
    'LATE,LATE Ltd,INE467B01029,,IT',
  ),
  ...fileOf(
    'prices',
    ...barsOf('SPLIT', [301.05, 301.05, 60.21, 60.21, 60.21]),
    ...barsOf('BONUS', [90, 90, 90, 60, 60]),
    ...barsOf('MERGED', [2, 2, 2, 2, 20]),
    ...barsOf('PARENT', [100, 100, 70, 70, 70]),
    ...barsOf('CHILD', [30, 30, 30, 30, 30]),
    ...barsOf('OLD', [50, 50, 50, 50, 50]),
    ...barsOf('LATE', [20, 20, 20, 20, 20]),
  ),
  ...fileOf(
    'indices',
    'NIFTY 50,2024-10-01,24000,24000,24000,24000',
    'NIFTY 50,2024-10-08,24240,24240,24240,24240',
  ),
  ...actions(
    'SPLIT,2024-10-04,SPLIT,5,1,',
    'BONUS,2024-10-07,BONUS,3,2,',
    'MERGED,2024-10-08,CONSOLIDATION,1,10,',
    'PARENT,2024-10-04,DEMERGER,,,0.7',
  ),
};

let database: Database;
let api: TestApi;
let caller: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
  await imported(FILES);
  api = await apiOver(database);
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO users (email, name, role) VALUES ('asha@example.com', 'asha', 'TRADER') RETURNING id`,
  );
  caller = callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role: 'TRADER' });
});
afterAll(async () => {
  expect(internalErrors.splice(0)).toEqual([]);
  await closeApis();
  await closeTestDatabases();
  await removeFolders();
});

async function imported(files: Files) {
  const { files: read } = await importFolder(database.pool, await writeFolder(files), { today: TODAY });
  expect(read.flatMap(({ refusals }) => refusals)).toEqual([]);
  await applySessionQuorum(database.pool, 0.1);
}

async function ask(query: string, variables: Readonly<Record<string, unknown>> = {}) {
  return dataOf(await createContext(api.services, caller, null, () => LIMITS), query, variables);
}

interface Told {
  readonly id: string;
  readonly version: number;
}

async function holding(...holdings: readonly (readonly [symbol: string, quantity: number])[]): Promise<Told> {
  const made = (await ask('mutation { createPortfolio(input: { name: "P" }) { id version } }'))[
    'createPortfolio'
  ] as Told;
  const given = holdings.map(([symbol, quantity]) => ({
    ticker: `${symbol}.NS`,
    quantity,
    averageCost: '10',
  }));
  const query = `mutation M($id: ID!, $version: Int!, $asOf: Date!, $holdings: [HoldingInput!]!) {
    setHoldings(id: $id, version: $version, asOf: $asOf, cash: "100.05", holdings: $holdings) { id version } }`;
  return (await ask(query, { ...made, asOf: FIRST, holdings: given }))['setHoldings'] as Told;
}

interface Valued {
  readonly total: string;
  readonly holdings: readonly { readonly stock: { readonly ticker: string }; readonly quantity: number }[];
  readonly dropped: readonly unknown[];
  readonly unbooked: readonly unknown[];
  readonly uncovered: readonly unknown[];
}

async function valuedOn({ id }: Told, on: string | null): Promise<Valued> {
  const query = `query ($id: ID!, $on: Date) { portfolio(id: $id) { valuation(on: $on) { total
    holdings { stock { ticker } quantity } dropped { stock { ticker } exDate fraction } unbooked { stock { ticker } exDate kind }
    uncovered { stock { ticker } date taken held } } } }`;
  const { portfolio } = (await ask(query, { id, on })) as { portfolio: { valuation: Valued } };
  return portfolio.valuation;
}

test('the value goes on to the paisa over a split, a bonus and a consolidation', async () => {
  const portfolio = await holding(['SPLIT', 7], ['BONUS', 4], ['MERGED', 30]);
  // 100.05 + 7 × 301.05 + 4 × 90 + 30 × 2
  for (const day of DAYS) expect((await valuedOn(portfolio, day)).total).toBe('2627.4');
  const { holdings, dropped } = await valuedOn(portfolio, null);
  expect(holdings.map(({ stock, quantity }) => [stock.ticker, quantity])).toEqual([
    ['BONUS.NS', 6],
    ['MERGED.NS', 3],
    ['SPLIT.NS', 35],
  ]);
  expect(dropped).toEqual([]);
});

test('what is lost is the fraction that is dropped, once', async () => {
  const portfolio = await holding(['BONUS', 3], ['MERGED', 39]);
  expect((await valuedOn(portfolio, '2024-10-04')).total).toBe('448.05');
  const { total, dropped } = await valuedOn(portfolio, LAST);
  // Half a share of ₹60, and nine tenths of one of ₹20.
  expect(total).toBe('400.05');
  expect(dropped).toEqual([
    { stock: { ticker: 'BONUS.NS' }, exDate: '2024-10-07', fraction: 0.5 },
    { stock: { ticker: 'MERGED.NS' }, exDate: LAST, fraction: 0.9 },
  ]);
});

test('a demerger is named and a loss, until a correction books what was got', async () => {
  const { id, version } = await holding(['PARENT', 10]);
  expect((await valuedOn({ id, version }, '2024-10-03')).unbooked).toEqual([]);
  const named = [{ stock: { ticker: 'PARENT.NS' }, exDate: '2024-10-04', kind: 'DEMERGER' }];
  expect(await valuedOn({ id, version }, '2024-10-04')).toMatchObject({ total: '800.05', unbooked: named });
  const entries = [{ date: '2024-10-04', kind: 'CORRECTION', ticker: 'CHILD.NS', quantity: 10, price: '0' }];
  await ask(
    `mutation M($id: ID!, $version: Int!, $entries: [JournalInput!]!) {
       recordJournal(portfolioId: $id, version: $version, entries: $entries) { id } }`,
    { id, version, entries },
  );
  expect(await valuedOn({ id, version }, LAST)).toMatchObject({ total: '1100.05', unbooked: named });
  // The shares that were got are a flow, so that the fall remains in the performance; the index gained 1 %.
  const query =
    'query ($id: ID!) { portfolio(id: $id) { performance { totalReturn benchmark points { date totalReturn } } } }';
  const { portfolio } = (await ask(query, { id })) as {
    portfolio: { performance: { totalReturn: number; benchmark: number; points: { totalReturn: number }[] } };
  };
  expect(portfolio.performance.totalReturn).toBeCloseTo(800.05 / 1100.05 - 1, 12);
  expect(portfolio.performance.benchmark).toBe(0.01);
  expect(portfolio.performance.points).toHaveLength(DAYS.length);
});

test('a renamed stock goes on under its ticker of today, in holdings, journals, models and filters', async () => {
  const { id, version } = await holding(['OLD', 2]);
  const made = (await ask(
    `mutation { createModel(input: { name: "M", positions: [{ ticker: "OLD.NS", target: 0.5, lowDrift: 0, highDrift: 0 }] }) {
       model { id } } }`,
  )) as { createModel: { model: Told } };
  await ask(
    'mutation ($id: ID!, $version: Int!, $modelId: ID) { attachPortfolio(modelId: $modelId, portfolioId: $id, version: $version) { id } }',
    { id, version, modelId: made.createModel.model.id },
  );
  const before = await valuedOn({ id, version }, null);
  await imported(fileOf('symbols', 'NEW,OLD,2024-10-04'));
  expect(await valuedOn({ id, version }, null)).toEqual({
    ...before,
    holdings: [{ stock: { ticker: 'NEW.NS' }, quantity: 2 }],
  });
  const query = `query ($id: ID!) {
    portfolio(id: $id) {
      journal { nodes { stock { ticker } } } model { positions { stock { ticker } } } drift { positions { stock { ticker } actual } }
    }
    old: portfolios(filter: { holds: "OLD.NS" }) { totalCount } new: portfolios(filter: { holds: "NEW.NS" }) { totalCount }
  }`;
  expect(await ask(query, { id })).toEqual({
    portfolio: {
      journal: { nodes: [{ stock: { ticker: 'NEW.NS' } }, { stock: null }] },
      model: { positions: [{ stock: { ticker: 'NEW.NS' } }] },
      drift: { positions: [{ stock: { ticker: 'NEW.NS' }, actual: expect.closeTo(100 / 200.05, 12) }] },
    },
    ...{ old: { totalCount: 1 }, new: { totalCount: 1 } },
  });
  const sold = (await ask(
    `mutation ($id: ID!, $version: Int!) { recordJournal(portfolioId: $id, version: $version, entries: [
       { date: "2024-10-08", kind: SELL, ticker: "OLD.NS", quantity: 2, price: 50 }]) { holdings { quantity } cash } }`,
    { id, version: version + 1 },
  )) as { recordJournal: unknown };
  expect(sold.recordJournal).toEqual({ holdings: [], cash: '200.05' });

  // What was recorded before another company got the symbol stays what it was.
  await imported({
    ...fileOf('companies', 'OLD,Another Ltd,INE009A01021,,IT'),
    ...fileOf('prices', flatBar('OLD', LAST, 7)),
  });
  const { portfolio } = (await ask(query, { id })) as {
    portfolio: { journal: { nodes: { stock: { ticker: string } | null }[] } };
  };
  expect(portfolio.journal.nodes.map(({ stock }) => stock?.ticker)).toEqual(['NEW.NS', 'NEW.NS', undefined]);
  const other = await holding(['OLD', 3]);
  expect(await valuedOn(other, null)).toMatchObject({
    ...{ total: '121.05', holdings: [{ stock: { ticker: 'OLD.NS' }, quantity: 3 }] },
  });
});

test('a rebalance stays of the stocks that it was computed for, also where another company has their symbol now', async () => {
  const { id, version } = await holding(['LATE', 4]);
  const { createModel } = (await ask(
    `mutation { createModel(input: { name: "L", positions: [{ ticker: "LATE.NS", target: 0.9, lowDrift: 0.1, highDrift: 0.05 }] }) {
       model { id } } }`,
  )) as { createModel: { model: Told } };
  const { attachPortfolio } = (await ask(
    'mutation ($id: ID!, $version: Int!, $modelId: ID) { attachPortfolio(modelId: $modelId, portfolioId: $id, version: $version) { id version } }',
    { id, version, modelId: createModel.model.id },
  )) as { attachPortfolio: Told };
  const { rebalancePortfolio } = (await ask(
    `mutation ($id: ID!, $version: Int!) { rebalancePortfolio(input: {
       portfolioId: $id, version: $version, mode: TO_TARGET, asOf: "2024-10-08" }) { id version } }`,
    attachPortfolio as never,
  )) as { rebalancePortfolio: Told };
  await imported(fileOf('symbols', 'FRESH,LATE,2024-10-08'));
  await imported(fileOf('companies', 'LATE,Another Ltd,INE002A01018,,IT'));
  const query = `query ($id: ID!) { node(id: $id) { ... on Rebalance { portfolios {
    transactions { stock { ticker } quantity } before { positions { stock { ticker } } } } } } }`;
  expect(await ask(query, rebalancePortfolio as never)).toEqual({
    node: {
      portfolios: [
        {
          transactions: [{ stock: { ticker: 'FRESH.NS' }, quantity: 4 }],
          before: { positions: [{ stock: { ticker: 'FRESH.NS' } }] },
        },
      ],
    },
  });
  const confirmed = (ticker: string) =>
    ask(
      `mutation ($id: ID!, $version: Int!, $fills: [FillInput!]!) {
         confirmRebalance(id: $id, version: $version, fills: $fills) { version } }`,
      {
        ...rebalancePortfolio,
        fills: [{ portfolioId: id, ticker, side: 'BUY', quantity: 4, price: '20', date: '2024-10-08' }],
      },
    );
  await expect(confirmed('LATE.NS')).rejects.toThrow('the BUY of LATE.NS, which it does not');
  expect(await confirmed('FRESH.NS')).toEqual({ confirmRebalance: { version: 2 } });
  expect((await valuedOn({ id, version }, null)).holdings).toEqual([
    { stock: { ticker: 'FRESH.NS' }, quantity: 8 },
  ]);
});

test('an action that is corrected corrects holdings, and the entries that follow from it', async () => {
  const { id, version } = await holding(['SPLIT', 7]);
  const journal = async () => {
    const query = 'query ($id: ID!) { portfolio(id: $id) { journal { nodes { id date kind quantity } } } }';
    const { portfolio } = (await ask(query, { id })) as {
      portfolio: { journal: { nodes: { id: string; kind: string; quantity: number }[] } };
    };
    return portfolio.journal.nodes;
  };
  const [split] = await journal();
  expect(split).toMatchObject({ date: '2024-10-04', kind: 'SPLIT', quantity: 28 });
  expect(
    await ask('query ($id: ID!) { node(id: $id) { ... on JournalEntry { kind quantity } } }', split as never),
  ).toEqual({
    node: { kind: 'SPLIT', quantity: 28 },
  });
  await imported(actions('SPLIT,2024-10-04,SPLIT,10,1,'));
  expect((await journal())[0]).toMatchObject({ kind: 'SPLIT', quantity: 63 });
  expect((await valuedOn({ id, version }, null)).holdings).toMatchObject([{ quantity: 70 }]);
  await ask(
    `mutation ($id: ID!, $version: Int!) { recordJournal(portfolioId: $id, version: $version, entries: [
      { date: "2024-10-08", kind: SELL, ticker: "SPLIT.NS", quantity: 60, price: "1" }
    ]) { id } }`,
    { id, version },
  );
  expect((await valuedOn({ id, version }, null)).uncovered).toEqual([]);
  await imported(fileOf('withdrawals', 'actions,Wrong,SPLIT,,2024-10-04,SPLIT,,,,,,'));
  // 7 of the 60 that were sold are there.
  expect(await valuedOn({ id, version }, null)).toMatchObject({
    holdings: [],
    uncovered: [{ stock: { ticker: 'SPLIT.NS' }, date: '2024-10-08', taken: 60, held: 7 }],
  });
  expect(await journal()).toHaveLength(3);
  expect(await ask('query ($id: ID!) { node(id: $id) { id } }', split as never)).toEqual({ node: null });
});
