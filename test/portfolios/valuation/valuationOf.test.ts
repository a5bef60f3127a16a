import { describe, expect, test } from '@jest/globals';
import type { ShareAction } from '../../../src/portfolios/journal/shareAction.js';
import { carriedPrice } from '../../../src/portfolios/valuation/carriedPrice.js';
import type { PricedStock } from '../../../src/portfolios/valuation/pricedStock.js';
import { valuationOf } from '../../../src/portfolios/valuation/valuationOf.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

const A = 'A.NS' as Ticker;
const B = 'B.NS' as Ticker;
const day = '2024-07-05' as IsoDate;

const priced = (ticker: Ticker, price: bigint, frozen = false): [Ticker, PricedStock] => [
  ticker,
  { ticker, price, priceDate: day, frozen },
];
const action = (newShares: bigint, oldShares: bigint): ShareAction => ({
  exDate: day,
  kind: 'SPLIT',
  newShares,
  oldShares,
});

const carriedTo = (price: bigint, since: readonly ShareAction[]) => carriedPrice({ price }, since).price;

test('a close is carried over actions, and rounded once, halves up', () => {
  expect(carriedTo(1_020_000n, [])).toBe(1_020_000n);
  expect(carriedTo(1_020_000n, [action(2n, 1n)])).toBe(510_000n);
  expect(carriedTo(1_020_000n, [action(1n, 10n)])).toBe(10_200_000n);
  // 5 / 2 = 2.5 → 3; rounded twice, 5 × 2/3 × 3/2 would not be 5.
  expect(carriedTo(5n, [action(2n, 1n)])).toBe(3n);
  expect(carriedTo(5n, [action(3n, 2n), action(2n, 3n)])).toBe(5n);
});

describe('valuationOf', () => {
  const holdings = new Map([
    [A, { quantity: 10n, totalCost: 9_000_000n }],
    [B, { quantity: 1n, totalCost: null }],
  ]);

  test('sums cash and holdings; a frozen one counts', () => {
    const prices = new Map([priced(A, 1_000_000n), priced(B, 5_000_000n, true)]);
    const { total, holdings: valued, missing } = valuationOf({ cash: 5_000_000n, holdings }, prices);
    expect(total).toBe(20_000_000n);
    expect(missing).toEqual([]);
    expect(valued.map(({ value, weight, gain, frozen }) => [value, weight, gain, frozen])).toEqual([
      [10_000_000n, 0.5, 1_000_000n, false],
      [5_000_000n, 0.25, null, true],
    ]);
  });

  test('has no total where a price is missing', () => {
    const {
      total,
      holdings: valued,
      missing,
    } = valuationOf({ cash: 0n, holdings }, new Map([priced(A, 1_000_000n)]));
    expect([total, missing]).toEqual([null, [B]]);
    expect(valued.map(({ value, weight }) => [value, weight])).toEqual([
      [10_000_000n, null],
      [null, null],
    ]);
  });

  test('has no weights where the total is not above 0', () => {
    const prices = new Map([priced(A, 1_000_000n), priced(B, 1_000_000n)]);
    const { total, holdings: valued } = valuationOf({ cash: -11_000_000n, holdings }, prices);
    expect([total, valued[0]?.weight]).toEqual([0n, null]);
  });
});

test('shares are worth what they were before a split, though the price of one is rounded', () => {
  const carried = carriedPrice({ price: 1_000_000n }, [action(3n, 1n)]);
  expect(carried.price).toBe(333_333n);
  const state = { cash: 0n, holdings: new Map([[A, { quantity: 300_000n, totalCost: null }]]) };
  const prices = new Map([[A, { ticker: A, ...carried, priceDate: day, frozen: false }]]);
  expect(valuationOf(state, prices).total).toBe(100_000n * 1_000_000n);
});
