import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ownData } from '../../../src/exports/tables/ownData.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import { Rebalances } from '../../../src/portfolios/rebalances/rebalances.js';
import { SolverTimeout } from '../../../src/portfolios/solver/solverTimeout.js';
import type { PortfolioEditor } from '../../../src/portfolios/store/portfolioEditor.js';
import { VersionConflict } from '../../../src/versionConflict.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { removeFolders } from '../../support/market/folder.js';
import {
  COSTS,
  date,
  nse,
  RebalanceWorld,
  termsOf,
  TO_TARGET,
} from '../../support/portfolios/rebalanceWorld.js';

jest.setTimeout(60_000);

let world: RebalanceWorld;
let asha: PortfolioEditor;
let ravi: PortfolioEditor;
/** Half AAA, 30 % BBB. */
let model: { readonly id: number };

beforeAll(async () => {
  world = await RebalanceWorld.in(await openTestDatabase());
  asha = await world.user('asha');
  ravi = await world.user('ravi');
  model = await world.model(asha, { AAA: ['0.5', '0.05'], BBB: ['0.3', '0.05'] });
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

const stored = async (): Promise<number> => {
  const { rows } = await world.database.pool.query<{ count: number }>(
    `SELECT (SELECT count(*) FROM rebalances) + (SELECT count(*) FROM rebalance_transactions)
       + (SELECT count(*) FROM rebalance_portfolios) AS count`,
  );
  return rows[0].count;
};

async function doIt(
  portfolio: { id: number; version: number },
  terms = TO_TARGET,
  key: string | null = null,
) {
  const one = { portfolioId: portfolio.id, version: portfolio.version, terms, idempotencyKey: key };
  const row = await world.rebalances.ofPortfolio(one, asha);
  if (row === null) throw new Error('expected a rebalance');
  return row;
}

test('a rebalance is stored with its trades, its inputs and the next version of the portfolio', async () => {
  const portfolio = await world.portfolio(asha, model.id, '100000');
  const row = await doIt(portfolio);
  expect(row).toMatchObject({
    status: 'SUCCEEDED',
    modelId: model.id,
    modelVersion: 1,
    mode: 'TO_TARGET',
    asOf: '2024-10-08',
    requestedBy: { name: 'asha' },
    version: 1,
    confirmedAt: null,
  });
  // ₹100,000 × 0.5 / ₹100 = 500 shares. Costs are 0.001186226 of the value, up to the paisa: 59.3113 and 35.58678.
  expect(await world.trades(row.id)).toEqual([
    'BUY 500 AAA at 100 for 50000, costs 59.32 on 2024-10-09, BELOW_BAND',
    'BUY 120 BBB at 250 for 30000, costs 35.59 on 2024-10-09, BELOW_BAND',
  ]);
  expect(await world.answers(row.id)).toEqual([
    {
      ...{ portfolio: portfolio.id, status: 'DONE', reason: null, message: null },
      ...{ cashAfter: '19905.09', costs: '94.91' },
    },
  ]);
  expect(await world.versionOf(portfolio.id)).toBe(portfolio.version + 1);
  const { rows } = await world.database.pool.query<{ inputs: object; noted: boolean }>(
    `SELECT inputs, last_rebalanced_at IS NOT NULL AS noted FROM rebalance_portfolios, models
     WHERE rebalance_id = $1 AND models.id = $2`,
    [row.id, model.id],
  );
  expect(rows[0].noted).toBe(true);
  expect(rows[0].inputs).toMatchObject({
    ...{ portfolioVersion: portfolio.version, modelVersion: 1, day: '2024-10-08', scoresRun: null },
    prices: { 'AAA.NS': { price: '100', day: '2024-10-08' } },
    ...{ cash: '100000', holdings: {}, targets: { 'AAA.NS': '0.5', 'BBB.NS': '0.3' } },
    costs: { buyRate: '0.001186226', sellRate: '0.001036226', perSale: '0' },
  });
  const audit = await world.database.pool.query(
    `SELECT subject, result, details FROM audit_entries WHERE action = 'REBALANCED' ORDER BY id DESC LIMIT 1`,
  );
  expect(audit.rows).toEqual([
    {
      subject: `Rebalance:${row.id}`,
      result: 'DONE',
      details: { portfolio: portfolio.id, mode: 'TO_TARGET', status: 'DONE', transactions: 2 },
    },
  ]);
});

test('sales come first, then tickers ascend', async () => {
  const portfolio = await world.portfolio(asha, model.id, '0', { AAA: 1000, DDD: 100, CCC: 50 });
  const { id } = await doIt(portfolio);
  const trades = await world.trades(id);
  expect(trades.map((trade) => trade.split(' ').slice(0, 3).join(' '))).toEqual([
    expect.stringMatching(/^SELL \d+ AAA$/),
    'SELL 50 CCC',
    'SELL 100 DDD',
    expect.stringMatching(/^BUY \d+ BBB$/),
  ]);
});

test('of 20 rebalances of one version one is stored, and 19 name the version of now', async () => {
  const portfolio = await world.portfolio(asha, model.id, '100000');
  const before = await stored();
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => doIt(portfolio)));
  const refused = results
    .filter((result) => result.status === 'rejected')
    .map(({ reason }) => reason as unknown);
  expect(refused).toHaveLength(19);
  for (const reason of refused) {
    expect(reason).toBeInstanceOf(VersionConflict);
    expect((reason as VersionConflict).current).toBe(portfolio.version + 1);
  }
  // One rebalance, one portfolio, two trades.
  expect(await stored()).toBe(before + 4);
  expect(await world.versionOf(portfolio.id)).toBe(portfolio.version + 1);
});

describe('a key', () => {
  test('given 20 times at once gives one rebalance, also after the version has moved on', async () => {
    const portfolio = await world.portfolio(asha, model.id, '100000');
    const rows = await Promise.all(Array.from({ length: 20 }, () => doIt(portfolio, TO_TARGET, 'k1')));
    expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
    expect(await world.versionOf(portfolio.id)).toBe(portfolio.version + 1);
    // The portfolio has another version now, and the same request still has its answer.
    expect((await doIt(portfolio, TO_TARGET, 'k1')).id).toBe(rows[0].id);
    const written = { ...TO_TARGET, cashFloor: 0n };
    expect((await doIt(portfolio, written, 'k1')).id).toBe(rows[0].id);
  });

  test('given with another input is a conflict', async () => {
    const portfolio = await world.portfolio(asha, model.id, '100000');
    await doIt(portfolio, TO_TARGET, 'k2');
    const before = await stored();
    const others = [
      doIt({ ...portfolio, version: portfolio.version + 1 }, TO_TARGET, 'k2'),
      doIt(portfolio, termsOf('ONLY_BREACHES'), 'k2'),
      doIt(portfolio, { ...TO_TARGET, cashFloor: 1n }, 'k2'),
      doIt(await world.portfolio(asha, model.id, '100000'), TO_TARGET, 'k2'),
    ];
    for (const other of await Promise.allSettled(others)) {
      expect(other).toMatchObject({ status: 'rejected', reason: { name: 'UserError', current: null } });
      expect(other.status === 'rejected' && other.reason).toBeInstanceOf(VersionConflict);
    }
    expect(await stored()).toBe(before);
  });

  test('is of its owner', async () => {
    const portfolio = await world.portfolio(asha, model.id, '100000');
    await doIt(portfolio, TO_TARGET, 'k3');
    const own = await world.model(ravi, { AAA: ['0.5', '0.05'] });
    const { id, version } = await world.portfolio(ravi, own.id, '100000');
    const one = { portfolioId: id, version, terms: TO_TARGET, idempotencyKey: 'k3' };
    expect(await world.rebalances.ofPortfolio(one, ravi)).toMatchObject({ modelId: own.id });
  });

  test('is new again after 30 days', async () => {
    const portfolio = await world.portfolio(asha, model.id, '100000');
    const { id } = await doIt(portfolio, TO_TARGET, 'k4');
    await world.database.pool.query(
      `UPDATE rebalances SET created_at = now() - interval '31 days' WHERE id = $1`,
      [id],
    );
    const next = await doIt({ ...portfolio, version: portfolio.version + 1 }, TO_TARGET, 'k4');
    expect(next.id).not.toBe(id);
  });

  test.each(['', 'x'.repeat(256), 'a\0b'])('that is no key is refused (%#)', async (key) => {
    const portfolio = await world.portfolio(asha, model.id, '100000');
    await expect(doIt(portfolio, TO_TARGET, key)).rejects.toThrow('Expected an idempotencyKey of 1 to 255');
  });
});

describe('nothing is traded or stored', () => {
  const failing = (solve: () => Promise<never>) =>
    new Rebalances({ database: world.database, solver: { solve }, costs: COSTS });

  test.each([
    ['a time-out', () => Promise.reject(new SolverTimeout(1)), SolverTimeout],
    ['an exception', () => Promise.reject(new TypeError('a bug')), TypeError],
  ])('after %s', async (_, solve, kind) => {
    const { id, version } = await world.portfolio(asha, model.id, '100000');
    const before = await stored();
    const one = { portfolioId: id, version, terms: TO_TARGET, idempotencyKey: 'failed' };
    await expect(failing(solve).ofPortfolio(one, asha)).rejects.toThrow(kind);
    expect(await stored()).toBe(before);
    expect(await world.versionOf(id)).toBe(version);
    // The key was not used up.
    expect(await world.rebalances.ofPortfolio(one, asha)).toMatchObject({ status: 'SUCCEEDED' });
    await world.database.pool.query(`UPDATE rebalances SET idempotency_key = NULL`);
  });

  test('by a preview', async () => {
    const { id, version } = await world.portfolio(asha, model.id, '100000');
    const before = await stored();
    const preview = { portfolioId: id, version: null, terms: TO_TARGET };
    const answer = await world.rebalances.preview(preview, asha.owner);
    expect(answer).toMatchObject({ status: 'DONE', cashAfter: '19905.09', optimal: true });
    expect(answer?.trades.map(({ ticker, quantity }) => `${quantity} ${ticker}`)).toEqual([
      '500 AAA.NS',
      '120 BBB.NS',
    ]);
    expect(await stored()).toBe(before);
    expect(await world.versionOf(id)).toBe(version);
    const outdated = { ...preview, version: version - 1 };
    await expect(world.rebalances.preview(outdated, asha.owner)).rejects.toThrow(VersionConflict);
  });

  test('of a portfolio without a model', async () => {
    const portfolio = await world.portfolio(asha, null, '100000');
    await expect(doIt(portfolio)).rejects.toThrow('Expected a portfolio that follows a model');
  });

  test("of another's portfolio, or for a day in the future", async () => {
    const { id, version } = await world.portfolio(asha, model.id, '100000');
    const one = { portfolioId: id, version, terms: TO_TARGET, idempotencyKey: null };
    expect(await world.rebalances.ofPortfolio(one, ravi)).toBeNull();
    expect(await world.rebalances.preview(one, ravi.owner)).toBeNull();
    expect(await world.versionOf(id)).toBe(version);
    await expect(doIt({ id, version }, termsOf('TO_TARGET', '2999-01-01'))).rejects.toThrow(
      'Expected asOf up to today in India',
    );
  });
});

describe('what cannot be traded is stored with its reason', () => {
  const answerTo = async (portfolio: { id: number; version: number }, terms = TO_TARGET) => {
    const { id } = await doIt(portfolio, terms);
    expect(await world.trades(id)).toEqual([]);
    expect(await world.versionOf(portfolio.id)).toBe(portfolio.version + 1);
    return (await world.answers(id))[0];
  };

  test('a price that is missing', async () => {
    await world.database.pool.query(`INSERT INTO stocks (ticker) VALUES ('NEW.NS')`);
    const wider = await RebalanceWorld.over(world.database);
    const unpriced = await wider.model(asha, { AAA: ['0.5', '0.05'], NEW: ['0.2', '0.05'] });
    const answer = await answerTo(await world.portfolio(asha, unpriced.id, '100000', { AAA: 10 }));
    expect(answer).toMatchObject({ status: 'FAILED', reason: 'PRICE_MISSING' });
    expect(answer['message']).toContain('NEW.NS');
  });

  test('no value, and before the first entry', async () => {
    const answer = await answerTo(await world.portfolio(asha, model.id, '-50000', { AAA: 100 }));
    expect(answer).toMatchObject({ status: 'SKIPPED', reason: 'NO_VALUE' });
    const early = await world.portfolio(asha, model.id, '100000', {}, '2024-10-07');
    expect(await answerTo(early, termsOf('TO_TARGET', '2024-10-04'))).toMatchObject({ reason: 'NO_VALUE' });
  });

  test('a band without a whole number of shares', async () => {
    const narrow = await world.model(asha, { BBB: ['0.5', '0.0001'] });
    const answer = await answerTo(await world.portfolio(asha, narrow.id, '751'));
    expect(answer).toMatchObject({ status: 'INFEASIBLE', reason: 'INFEASIBLE_BAND' });
  });

  test('cash below the floor', async () => {
    const portfolio = await world.portfolio(asha, model.id, '100000');
    const answer = await answerTo(portfolio, { ...TO_TARGET, cashFloor: 900_000_000n });
    expect(answer).toMatchObject({ status: 'INFEASIBLE', reason: 'INFEASIBLE_CASH' });
  });
});

test('a change of the model meanwhile is followed, and one of the portfolio is a conflict', async () => {
  const own = await world.model(asha, { AAA: ['0.5', '0.05'] });
  const portfolio = await world.portfolio(asha, own.id, '100000');
  let meanwhile: (() => Promise<unknown>) | null = async () =>
    world.models.update(
      own.id,
      1,
      {
        ...{ name: 'Changed', outside: 'SELL', neverBuy: [], neverBuyMode: null, fromScores: null },
        positions: [{ stockId: world.stockId('CCC'), target: 5_000n, low: 500n, high: 500n }],
      },
      asha,
    );
  const disturbed = new Rebalances({
    database: world.database,
    costs: COSTS,
    solver: {
      solve: async (problem) => {
        const change = meanwhile;
        meanwhile = null;
        await change?.();
        return rebalance(problem);
      },
    },
  });
  const one = {
    portfolioId: portfolio.id,
    version: portfolio.version,
    terms: TO_TARGET,
    idempotencyKey: null,
  };
  const row = await disturbed.ofPortfolio(one, asha);
  expect(row).toMatchObject({ modelVersion: 2 });
  expect(await world.trades(row?.id ?? 0)).toEqual([expect.stringMatching(/^BUY 1250 CCC/)]);
  const { version } = portfolio;
  meanwhile = () => world.portfolios.attach(portfolio.id, version + 1, own.id, asha);
  const before = await stored();
  await expect(disturbed.ofPortfolio({ ...one, version: version + 1 }, asha)).rejects.toMatchObject({
    current: version + 2,
  });
  expect(await stored()).toBe(before);
});

test('a model that is deleted meanwhile leaves nothing stored', async () => {
  const own = await world.model(asha, { AAA: ['0.5', '0.05'] });
  const { id, version } = await world.portfolio(asha, own.id, '100000');
  const disturbed = new Rebalances({
    database: world.database,
    costs: COSTS,
    solver: {
      solve: async (problem) => {
        await world.models.remove(own.id, own.version, asha);
        return rebalance(problem);
      },
    },
  });
  const before = await stored();
  const one = { portfolioId: id, version, terms: TO_TARGET, idempotencyKey: null };
  await expect(disturbed.ofPortfolio(one, asha)).rejects.toMatchObject({ current: version + 1 });
  expect(await stored()).toBe(before);
});

test('holdings are those of the day: of the journal before, and all entries where no day is named', async () => {
  const portfolio = await world.portfolio(asha, model.id, '100000', {}, '2024-10-03');
  const known = await world.portfolios.recordJournal(
    portfolio.id,
    portfolio.version,
    [
      {
        ...{ day: date('2024-10-07'), kind: 'WITHDRAWAL', stockId: null, quantity: null, price: null },
        ...{ amount: -500_000_000n, costs: null, cost: null, note: null },
      },
    ],
    asha,
  );
  if (known === null) throw new Error('expected the portfolio');
  const preview = async (asOf: string | null) => {
    const one = { portfolioId: portfolio.id, version: null, terms: termsOf('TO_TARGET', asOf) };
    const answer = await world.rebalances.preview(one, asha.owner);
    return [answer?.cashBefore, answer?.reports.before?.date, answer?.trades[0].tradeDay];
  };
  expect(await preview('2024-10-04')).toEqual(['100000', '2024-10-04', '2024-10-07']);
  // A Sunday has the prices of Friday, and trades are of the Monday after it.
  expect(await preview('2024-10-06')).toEqual(['100000', '2024-10-04', '2024-10-07']);
  expect(await preview('2024-10-07')).toEqual(['50000', '2024-10-07', '2024-10-08']);
  expect(await preview(null)).toEqual(['50000', '2024-10-08', '2024-10-09']);
});

test('what was booked after the newest session counts, so that nothing is traded twice', async () => {
  const portfolio = await world.portfolio(asha, model.id, '100000', {}, '2024-10-03');
  const { rebalances, known } = world;
  const row = await doIt(portfolio);
  const fill = { portfolioId: portfolio.id, costs: null, day: date('2024-10-09'), side: 'BUY' } as const;
  await rebalances.confirm(
    {
      ...{ id: row.id, version: 1 },
      fills: [
        { ...fill, ticker: nse('AAA'), quantity: 500, price: '100' },
        { ...fill, ticker: nse('BBB'), quantity: 120, price: '250' },
      ],
    },
    known,
    asha,
  );
  const one = { portfolioId: portfolio.id, version: null, terms: TO_TARGET };
  const answer = await rebalances.preview(one, asha.owner);
  expect(answer).toMatchObject({ status: 'DONE', cashBefore: '20000', trades: [] });
});

test('a user takes its own rebalances away', async () => {
  const portfolio = await world.portfolio(asha, model.id, '100000');
  const { id } = await doIt(portfolio);
  const client = await world.database.pool.connect();
  const valuesOf = async (owner: number) => {
    const request = {
      kind: 'MY_DATA',
      format: 'CSV',
      from: date('2024-10-08'),
      to: date('2024-10-08'),
    } as const;
    await client.query('BEGIN');
    const input = { client, owner, request: { ...request, mode: null, method: null, tickers: null } };
    const { batches } = await ownData({ ...input, onPart: () => undefined });
    const rows: (readonly unknown[])[] = [];
    for await (const batch of batches) rows.push(...batch);
    await client.query('ROLLBACK');
    return rows.filter(([section, of]) => section === 'rebalances' && of === id);
  };
  const told = await valuesOf(asha.owner);
  const answers = told.find(([, , field]) => field === 'answers')?.[3];
  expect(JSON.parse(String(answers))).toMatchObject([
    {
      status: 'DONE',
      cash_after: 19905.09,
      transactions: [{ side: 'BUY', ticker: 'AAA.NS', quantity: 500 }, {}],
    },
  ]);
  expect(await valuesOf(ravi.owner)).toEqual([]);
  client.release();
});
