import { describe, expect, test } from '@jest/globals';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import { requireProblem } from '../../../src/portfolios/optimiser/requireProblem.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** ₹100,000: A at ₹100 with 50 %, B at ₹250 with 40 %, both ± 5 %. */
const problem = (changes: object) =>
  requireProblem({
    prices: { 'A.NS': '100', 'B.NS': '250' },
    cash: '100000',
    holdings: {},
    targets: { 'A.NS': '0.5', 'B.NS': '0.4' },
    bands: { 'A.NS': ['0.05', '0.05'], 'B.NS': ['0.05', '0.05'] },
    costs: {},
    mode: 'TO_TARGET',
    ...changes,
  });

describe('a rebalance that trades nothing says why', () => {
  test('prices are missing: every stock of the model or held is named', () => {
    const answer = rebalance(problem({ prices: { 'B.NS': null }, holdings: { 'Z.NS': 1, 'Y.NS': 0 } }));
    expect(answer).toMatchObject({ status: 'FAILED', reason: 'PRICE_MISSING', trades: [], before: null });
    expect(answer.message).toBe(
      'Expected a price of ₹0.01 or more of each stock, got none of A.NS, B.NS, Z.NS: record their bars, or take them out.',
    );
    expect(answer.infeasible.map(({ ticker }) => ticker)).toEqual(['A.NS', 'B.NS', 'Z.NS']);
  });

  test('a price that a split has left below a paisa is none', () => {
    const given = problem({ holdings: { 'A.NS': 5 } });
    for (const price of [0n, 99n]) {
      const answer = rebalance({ ...given, prices: new Map([...given.prices, ['A.NS' as Ticker, price]]) });
      expect(answer).toMatchObject({ status: 'FAILED', reason: 'PRICE_MISSING', trades: [], before: null });
      expect(answer.infeasible).toMatchObject([{ ticker: 'A.NS' }]);
    }
  });

  test('there is no value, also with holdings that debts outweigh', () => {
    const answer = rebalance(problem({ cash: '-100.01', holdings: { 'A.NS': 1 } }));
    expect(answer).toMatchObject({ status: 'SKIPPED', reason: 'NO_VALUE', marketValue: -100n, before: null });
    expect(answer.message).toBe(
      'Cash and holdings together are worth ₹-0.01: there is nothing to rebalance.',
    );
  });

  test('no whole number of shares is within a band', () => {
    const answer = rebalance(problem({ prices: { 'A.NS': '100', 'B.NS': '70000' } }));
    expect(answer.infeasible).toEqual([
      {
        ticker: 'B.NS',
        message:
          'No whole number of shares of B.NS lies from 0.35 to 0.45 of the value: widen its band to 0.3 on either side.',
        lower: 3_500n,
        upper: 4_500n,
        smallestBand: 3_000n,
        shortfall: null,
        value: null,
      },
    ]);
  });

  test('the cash is short: by how much, and what is not sold', () => {
    // A at 45,000 and B at 35,000 leave 20,000 − 500 of K − 200 of F.
    const answer = rebalance(
      problem({
        prices: { 'A.NS': '100', 'B.NS': '250', 'K.NS': '500', 'F.NS': '200' },
        cash: '99300',
        holdings: { 'K.NS': 1, 'F.NS': 1 },
        outside: 'KEEP',
        frozen: ['F.NS'],
        cashFloor: '20000',
      }),
    );
    expect(answer).toMatchObject({
      status: 'INFEASIBLE',
      reason: 'INFEASIBLE_CASH',
      trades: [],
      after: null,
    });
    expect(answer.message).toBe(
      'With every position at its least, ₹700.00 are missing to the cash floor of ₹20000.00. ' +
        'F.NS, worth ₹200.00, is frozen and not sold. K.NS, worth ₹500.00, is kept and not sold.',
    );
    expect(answer.infeasible.map(({ shortfall, ticker, value }) => [ticker, shortfall, value])).toEqual([
      [null, 7_000_000n, null],
      ['F.NS', null, 2_000_000n],
      ['K.NS', null, 5_000_000n],
    ]);
  });

  test.each([
    ['14500', 'TO_TARGET would do, because it trades positions within their bands, too.'],
    ['20001', 'TO_TARGET would not do either.'],
  ])(
    'the cash is short in ONLY_BREACHES with a floor of %s: whether TO_TARGET would do',
    (cashFloor, said) => {
      // B goes to at least 35,000; A, inside, stays at 51,000: 14,000 are left. TO_TARGET may sell A down to 45,000.
      const answer = rebalance(
        problem({ cash: '24000', holdings: { 'A.NS': 510, 'B.NS': 100 }, mode: 'ONLY_BREACHES', cashFloor }),
      );
      expect(answer.reason).toBe('INFEASIBLE_CASH');
      expect(answer.message).toMatch(said);
    },
  );

  test.each(['ONLY_BREACHES', 'TO_BAND_EDGE'])(
    '%s with nothing outside: the cash is below its floor',
    (mode) => {
      const answer = rebalance(
        problem({ cash: '10000', holdings: { 'A.NS': 500, 'B.NS': 160 }, mode, cashFloor: '10000.01' }),
      );
      expect(answer).toMatchObject({
        status: 'DONE',
        reason: 'CASH_BELOW_FLOOR',
        trades: [],
        cashAfter: 100_000_000n,
      });
      expect(answer.message).toBe(
        'Nothing is traded, because every position stands within its band; the cash of ₹10000.00 is below the floor of ₹10000.01.',
      );
    },
  );
});

describe('a fixed amount of each sale', () => {
  test('is a part of its costs', () => {
    const { costs, trades } = rebalance(
      problem({
        cash: '0',
        holdings: { 'A.NS': 600, 'B.NS': 160 },
        costs: { sellRate: '0.001', perSale: '15.93' },
      }),
    );
    // 10,000 × 0.001 + 15.93.
    expect([costs, trades.length]).toEqual([259_300n, 1]);
  });

  test('keeps a share whose sale would cost more than it brings', () => {
    // Wanted: A 500, B 160. To sell 1 A brings 100 and costs 250, to sell 3 brings 50 and is 200 further away.
    const held = { cash: '9900', holdings: { 'A.NS': 501, 'B.NS': 160 }, costs: { perSale: '250' } };
    expect(rebalance(problem(held)).quantities?.get('A.NS' as Ticker)).toBe(500n);
    const { cashAfter, objective, trades } = rebalance(problem({ ...held, cashFloor: '9900' }));
    expect([cashAfter, objective, trades]).toEqual([99_000_000n, 10_000_000_000n, []]);
  });

  test('lets more cash decide between to keep a share and to sell two', () => {
    // Both are 100 away; two bring 200 and cost 150.
    const held = { cash: '9900', holdings: { 'A.NS': 501, 'B.NS': 160 }, costs: { perSale: '150' } };
    const { cashAfter, quantities } = rebalance(problem({ ...held, cashFloor: '9900' }));
    expect([cashAfter, quantities?.get('A.NS' as Ticker)]).toEqual([99_500_000n, 499n]);
  });

  test('counts where the cash is short beyond help', () => {
    // Nothing may be sold but 1 A of a band of no width below: it costs more than it brings.
    const answer = rebalance(
      problem({
        cash: '9900',
        holdings: { 'A.NS': 501, 'B.NS': 160 },
        bands: { 'A.NS': ['0', '0.05'], 'B.NS': ['0', '0.05'] },
        costs: { perSale: '150' },
        cashFloor: '9900.01',
      }),
    );
    expect(answer.infeasible[0]?.shortfall).toBe(100n);
  });
});

test('the search ends by its nodes with the answer that it has, and says how far the best one may be', () => {
  const prices = { 'A.NS': '101.37', 'B.NS': '97.11', 'C.NS': '89.53', 'D.NS': '83.91' };
  const tickers = Object.keys(prices);
  const input = problem({
    prices,
    cash: '1000000',
    targets: Object.fromEntries(tickers.map((ticker) => [ticker, '0.2'])),
    bands: Object.fromEntries(tickers.map((ticker) => [ticker, ['0.1', '0.1']])),
    cashFloor: '250000.03',
  });
  const short = rebalance(input, { nodes: 10, tolerance: 0n });
  const better = rebalance(input, { nodes: 20_000, tolerance: 0n });
  expect(short.nodes).toBe(10);
  expect(short.message).toMatch(
    /^The search ended after 10 nodes: the best answer may be ₹\d+\.\d\d nearer to the targets\.$/,
  );
  expect(short.gap === null ? null : short.gap % 100n).toBe(0n);
  expect((short.objective ?? 0n) - (better.objective ?? 0n)).toBeLessThanOrEqual((short.gap ?? 0n) * 10_000n);
  const soon = rebalance(input, { patientNodes: 10 });
  expect(soon.optimal).toBe(true);
  expect(soon.gap).toBeLessThanOrEqual(400n);
});
