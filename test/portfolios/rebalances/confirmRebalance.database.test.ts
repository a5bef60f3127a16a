/** What becomes of a rebalance that is done: it is confirmed, cancelled or deleted. */
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Fill } from '../../../src/portfolios/rebalances/fill.js';
import type { RebalanceRow } from '../../../src/portfolios/rebalances/rebalanceRow.js';
import type { PortfolioEditor } from '../../../src/portfolios/store/portfolioEditor.js';
import { VersionConflict } from '../../../src/versionConflict.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, removeFolders } from '../../support/market/folder.js';
import { date, MARKET, nse, RebalanceWorld, termsOf } from '../../support/portfolios/rebalanceWorld.js';

jest.setTimeout(60_000);

let world: RebalanceWorld;
let asha: PortfolioEditor;
let ravi: PortfolioEditor;
let model: { readonly id: number };
let portfolio: { readonly id: number; readonly version: number };
/** Sells 500 of 1,000 AAA for ₹50,000, and buys 120 BBB, of 7 October. */
let row: RebalanceRow;

beforeAll(async () => {
  const actions = csv(
    'ticker,ex_date,kind,new_shares,old_shares',
    'DDD,2024-10-08,SPLIT,5,1',
    'CCC,2024-10-08,CONSOLIDATION,1,10',
  );
  world = await RebalanceWorld.in(await openTestDatabase(), { ...MARKET, 'actions.csv': actions });
  asha = await world.user('asha');
  ravi = await world.user('ravi');
  model = await world.model(asha, { AAA: ['0.5', '0.05'], BBB: ['0.3', '0.05'] });
});
beforeEach(async () => {
  portfolio = await world.portfolio(asha, model.id, '0', { AAA: 1000 });
  row = await rebalanced(portfolio);
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

async function rebalanced({ id, version }: { id: number; version: number }): Promise<RebalanceRow> {
  const one = { portfolioId: id, version, terms: termsOf('TO_TARGET', '2024-10-07'), idempotencyKey: null };
  const made = await world.rebalances.ofPortfolio(one, asha);
  if (made === null) throw new Error('expected a rebalance');
  return made;
}

const fill = (side: 'SELL' | 'BUY', symbol: string, quantity: number, more: Partial<Fill> = {}): Fill => ({
  portfolioId: portfolio.id,
  ...{ side, ticker: nse(symbol), quantity, price: '100.5', costs: '1.25', day: date('2024-10-08') },
  ...more,
});

const confirm = (fills: readonly Fill[], version = 1, editor = asha, { id } = row) =>
  world.rebalances.confirm({ id, version, fills }, world.known, editor);

async function journal(): Promise<readonly string[]> {
  const { rows } = await world.database.pool.query<{ entry: string }>(
    `SELECT day || ' ' || kind || ' ' || quantity || ' ' || replace(ticker, '.NS', '') || ' ' || amount AS entry
     FROM portfolio_journal JOIN stocks ON stocks.id = stock_id
     WHERE portfolio_id = $1 AND rebalance_id = $2 ORDER BY portfolio_journal.id`,
    [portfolio.id, row.id],
  );
  return rows.map(({ entry }) => entry);
}

test('fills are booked once, sales before purchases of a day, and raise the version', async () => {
  const confirmed = await confirm([
    fill('BUY', 'BBB', 100, { price: '250' }),
    fill('SELL', 'AAA', 300),
    fill('SELL', 'AAA', 150, { price: '99.9', costs: null }),
    fill('BUY', 'BBB', 20, { price: '251', day: date('2024-10-09') }),
  ]);
  expect(confirmed).toMatchObject({
    status: 'SUCCEEDED',
    version: 2,
    confirmedAt: expect.any(Date) as unknown,
  });
  expect(await journal()).toEqual([
    '2024-10-08 SELL 300 AAA 30148.75',
    '2024-10-08 SELL 150 AAA 14985',
    '2024-10-08 BUY 100 BBB -25001.25',
    '2024-10-09 BUY 20 BBB -5021.25',
  ]);
  // The rebalance and the confirmation.
  expect(await world.versionOf(portfolio.id)).toBe(portfolio.version + 2);
  await expect(confirm([fill('SELL', 'AAA', 1)], 2)).rejects.toThrow('got one that is confirmed');
  await expect(confirm([fill('SELL', 'AAA', 1)], 1)).rejects.toMatchObject({ current: 2 });
  expect(await journal()).toHaveLength(4);
});

test('of 20 confirmations at once one is booked', async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () => confirm([fill('SELL', 'AAA', 500)])),
  );
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(VersionConflict);
  }
  expect(await journal()).toEqual(['2024-10-08 SELL 500 AAA 50248.75']);
});

describe('refused by name, and nothing is booked:', () => {
  test.each([
    ['more than proposed', [fill0('SELL', 'AAA', 501)], 'at most 500 shares as the SELL of AAA.NS'],
    ['more in all', [fill0('SELL', 'AAA', 300), fill0('SELL', 'AAA', 201)], 'at most 500 shares'],
    [
      'another stock',
      [fill0('SELL', 'AAA', 1), fill0('BUY', 'CCC', 1)],
      'the BUY of CCC.NS, which it does not',
    ],
    ['another side', [fill0('BUY', 'AAA', 1)], 'the BUY of AAA.NS'],
    ['an unknown stock', [fill0('BUY', 'NOPE', 1)], 'got NOPE.NS'],
    ['another portfolio', [fill0('SELL', 'AAA', 1, { portfolioId: 999_999 })], 'the SELL of AAA.NS'],
    ['an earlier day', [fill0('SELL', 'AAA', 1, { day: date('2024-10-04') })], 'on 2024-10-07 or later'],
    ['a future day', [fill0('SELL', 'AAA', 1, { day: date('2999-01-01') })], 'up to today in India'],
    ['a fraction', [fill0('SELL', 'AAA', 1.5)], 'a whole number'],
    ['no shares', [fill0('SELL', 'AAA', 0)], 'from 1'],
    ['fewer than none', [fill0('SELL', 'AAA', -5)], 'from 1'],
    ['a price of 0', [fill0('SELL', 'AAA', 1, { price: '0' })], 'a price'],
    ['a price with 5 decimals', [fill0('SELL', 'AAA', 1, { price: '1.00001' })], 'at most 4 decimals'],
    ['negative costs', [fill0('SELL', 'AAA', 1, { costs: '-1' })], 'costs'],
    ['no fill', [], 'Expected 1 to'],
    // The purchase comes first, and the sale that does not fit takes it back.
    ['a second one', [fill0('BUY', 'BBB', 1), fill0('SELL', 'AAA', 501)], 'at most 500'],
  ])('%s', async (_, fills, message) => {
    await expect(
      confirm(fills.map((one) => ({ ...one, portfolioId: one.portfolioId || portfolio.id }))),
    ).rejects.toThrow(message);
    expect(await journal()).toEqual([]);
    expect(await world.versionOf(portfolio.id)).toBe(portfolio.version + 1);
    // It can still be confirmed.
    expect(await confirm([fill('SELL', 'AAA', 500)])).toMatchObject({ version: 2 });
  });

  test('more than is held by now', async () => {
    const { id, version } = portfolio;
    const sale = {
      day: date('2024-10-07'),
      kind: 'SELL',
      stockId: world.stockId('AAA'),
      quantity: 800n,
    } as const;
    const rest = { price: 1_000_000n, amount: 800_000_000n, costs: null, cost: null, note: null };
    await world.portfolios.recordJournal(id, version + 1, [{ ...sale, ...rest }], asha);
    await expect(confirm([fill('SELL', 'AAA', 500)])).rejects.toThrow('AAA.NS');
    expect(await journal()).toEqual([]);
    expect(await confirm([fill('SELL', 'AAA', 200)])).toMatchObject({ version: 2 });
  });

  test('those of a deleted portfolio', async () => {
    await world.portfolios.remove(portfolio.id, portfolio.version + 1, asha);
    await expect(confirm([fill('SELL', 'AAA', 500)])).rejects.toThrow('got some of one that was deleted');
  });
});

test('after a split as many more shares are the same, and after a consolidation as many fewer', async () => {
  const split = await world.model(asha, { DDD: ['0.5', '0.05'], CCC: ['0.3', '0.05'] });
  portfolio = await world.portfolio(asha, split.id, '10000');
  row = await rebalanced(portfolio);
  // ₹5,000 at ₹12.35 and ₹3,000 at ₹40 before the ex-date.
  const buys = (await world.trades(row.id)).map((trade) => trade.split(' ').slice(0, 3).join(' '));
  expect(buys).toEqual(['BUY 75 CCC', 'BUY 405 DDD']);
  await expect(confirm([fill('BUY', 'DDD', 2026)])).rejects.toThrow('at most 405 shares');
  await expect(confirm([fill('BUY', 'CCC', 8)])).rejects.toThrow('at most 75 shares');
  await confirm([
    fill('BUY', 'DDD', 5, { day: date('2024-10-07') }),
    fill('BUY', 'DDD', 2000),
    fill('BUY', 'CCC', 7),
  ]);
  expect(await journal()).toHaveLength(3);
});

describe('cancelled and deleted', () => {
  test('one that is done is not confirmed once it is cancelled', async () => {
    const { id } = row;
    const cancelled = await world.rebalances.cancel({ id, version: 1 }, asha);
    expect(cancelled).toMatchObject({ status: 'CANCELLED', version: 2 });
    await expect(confirm([fill('SELL', 'AAA', 1)], 2)).rejects.toThrow('whose status is CANCELLED');
    await expect(world.rebalances.cancel({ id, version: 2 }, asha)).rejects.toThrow(VersionConflict);
  });

  test('one that is confirmed is not cancelled, and its entries stay when it is deleted', async () => {
    await confirm([fill('SELL', 'AAA', 500)]);
    const { id } = row;
    await expect(world.rebalances.cancel({ id, version: 2 }, asha)).rejects.toThrow('that is confirmed');
    await expect(world.rebalances.remove({ id, version: 1 }, asha)).rejects.toMatchObject({ current: 2 });
    expect(await world.rebalances.remove({ id, version: 2 }, asha)).toMatchObject({ id });
    expect(await world.rebalances.remove({ id, version: 2 }, asha)).toBeNull();
    const { rows } = await world.database.pool.query(
      `SELECT rebalance_id FROM portfolio_journal WHERE portfolio_id = $1 AND kind = 'SELL'`,
      [portfolio.id],
    );
    expect(rows).toEqual([{ rebalance_id: null }]);
  });

  test("another's rebalance is none", async () => {
    const one = { id: row.id, version: 1 };
    expect(await confirm([fill('SELL', 'AAA', 1)], 1, ravi)).toBeNull();
    expect(await world.rebalances.cancel(one, ravi)).toBeNull();
    expect(await world.rebalances.remove(one, ravi)).toBeNull();
    expect(await confirm([fill('SELL', 'AAA', 500)])).toMatchObject({ version: 2 });
  });
});

/** A fill of the portfolio of the test, which is not known yet. */
function fill0(side: 'SELL' | 'BUY', symbol: string, quantity: number, more: Partial<Fill> = {}): Fill {
  return {
    portfolioId: 0,
    ...{ side, ticker: nse(symbol), quantity, price: '100.5', costs: '1.25', day: date('2024-10-08') },
    ...more,
  };
}
