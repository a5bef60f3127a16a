import { describe, expect, test } from '@jest/globals';
import { requireProblem } from '../../../src/portfolios/optimiser/requireProblem.js';
import { UserError } from '../../../src/userError.js';

const INPUT = {
  kind: 'rebalance',
  prices: { 'A.NS': '100', 'B.NS': 250.5 },
  cash: '100000',
  holdings: { 'A.NS': 3 },
  targets: { 'A.NS': '0.5', 'B.NS': 0.4 },
  bands: { 'A.NS': ['0.05', 0.05], 'B.NS': ['0', '1'] },
  costs: { buyRate: 0.001186226 },
  mode: 'TO_TARGET',
};

describe('requireProblem', () => {
  test('reads decimals exactly, as texts and as numbers', () => {
    expect(
      requireProblem({ ...INPUT, cash: -0.1, cashFloor: '1e2', prices: { ...INPUT.prices, 'C.NS': null } }),
    ).toEqual({
      prices: new Map([
        ['A.NS', 1_000_000n],
        ['B.NS', 2_505_000n],
      ]),
      cash: -1_000n,
      holdings: new Map([['A.NS', 3n]]),
      targets: new Map([
        ['A.NS', 5_000n],
        ['B.NS', 4_000n],
      ]),
      bands: new Map([
        ['A.NS', { low: 500n, high: 500n }],
        ['B.NS', { low: 0n, high: 10_000n }],
      ]),
      costs: { buyRate: 1_186_226n, sellRate: 0n, perSale: 0n },
      mode: 'TO_TARGET',
      cashFloor: 1_000_000n,
      minTradeValue: 0n,
      outside: 'SELL',
      neverBuy: new Set(),
      frozen: new Set(),
    });
  });

  const many = (count: number, value: unknown) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`S${i}.NS`, value]));
  test.each([
    ['no object', null, 'Expected the problem as an object, got null.'],
    ['a list', [], 'Expected the problem as an object, got [].'],
    ['an unknown key', { ...INPUT, cashfloor: 1 }, /got "cashfloor": fix its spelling\.$/],
    [
      'a price below a paisa',
      { ...INPUT, prices: { 'A.NS': '0.0099' } },
      /the price of A\.NS as a decimal with at most 4 decimals, from 0\.01 to .*, got "0\.0099"/,
    ],
    [
      'a price of five decimals',
      { ...INPUT, prices: { 'A.NS': 1.00001 } },
      /the price of A\.NS .* got 1\.00001/,
    ],
    ['a negative price', { ...INPUT, prices: { 'A.NS': -1 } }, /got -1\.$/],
    ['a price that is no number', { ...INPUT, prices: { 'A.NS': NaN } }, /got null\.$/],
    ['a hexadecimal price', { ...INPUT, prices: { 'A.NS': '0x10' } }, /got "0x10"\.$/],
    ['an endless text', { ...INPUT, cash: '9'.repeat(1_000) }, /Expected cash as a decimal/],
    ['a huge exponent', { ...INPUT, cash: '1e999' }, /Expected cash as a decimal/],
    ['no cash', { ...INPUT, cash: undefined }, /Expected cash .* got nothing\.$/],
    [
      'a negative holding',
      { ...INPUT, holdings: { 'A.NS': -1 } },
      'Expected the quantity of A.NS as a whole number, from 0 to 1000000000000000, got -1.',
    ],
    ['half a share', { ...INPUT, holdings: { 'A.NS': '0.5' } }, /the quantity of A\.NS as a whole number/],
    [
      'a target of no step',
      { ...INPUT, targets: { ...INPUT.targets, 'A.NS': '0.0525' } },
      'Expected the target of A.NS as a multiple of 0.005 from 0.005 to 0.95, got "0.0525".',
    ],
    ['a target of 0', { ...INPUT, targets: { ...INPUT.targets, 'A.NS': 0 } }, /target of A\.NS/],
    ['a target above 0.95', { ...INPUT, targets: { 'A.NS': 0.955 } }, /target of A\.NS/],
    [
      'targets above 0.95 together',
      { ...INPUT, targets: { 'A.NS': 0.5, 'B.NS': 0.455 } },
      /at most 0\.95 together, .* got 0\.955: lower some\.$/,
    ],
    [
      '101 positions',
      { ...INPUT, targets: many(101, '0.005') },
      'Expected at most 100 positions, got 101: take some out.',
    ],
    ['1,001 holdings', { ...INPUT, holdings: many(1_001, 1) }, /at most 1000 holdings, got 1001/],
    [
      'a target without a band',
      { ...INPUT, bands: { 'A.NS': [0, 0] } },
      'Expected a band of B.NS, which has a target, got none.',
    ],
    [
      'a band without a target',
      { ...INPUT, bands: { ...INPUT.bands, 'C.NS': [0, 0] } },
      'Expected a target of C.NS, which has a band, got none.',
    ],
    [
      'a band of one number',
      { ...INPUT, bands: { ...INPUT.bands, 'A.NS': ['0.1'] } },
      /band of A\.NS as \[lowDrift, highDrift\]/,
    ],
    [
      'a band of five decimals',
      { ...INPUT, bands: { ...INPUT.bands, 'A.NS': ['0.00005', 0] } },
      /lowDrift of A\.NS .* at most 4 decimals/,
    ],
    [
      'a band above 1',
      { ...INPUT, bands: { ...INPUT.bands, 'A.NS': [0, 1.1] } },
      /highDrift of A\.NS .* to 1, got 1\.1/,
    ],
    [
      'a rate of ten decimals',
      { ...INPUT, costs: { buyRate: '0.0011862265' } },
      /buyRate as a decimal with at most 9 decimals/,
    ],
    ['a rate above 0.05', { ...INPUT, costs: { sellRate: '0.0501' } }, /sellRate .* to 0\.05, got "0\.0501"/],
    ['an unknown cost', { ...INPUT, costs: { stamp: 1 } }, /got "stamp": fix its spelling/],
    ['a negative floor', { ...INPUT, cashFloor: '-1' }, /cashFloor .* from 0 to .* got "-1"/],
    ['a negative least trade', { ...INPUT, minTradeValue: -0.01 }, /minTradeValue .* got -0\.01/],
    [
      'an unknown mode',
      { ...INPUT, mode: 'TO_THE_MOON' },
      'Expected mode as one of TO_TARGET, ONLY_BREACHES, TO_BAND_EDGE, got "TO_THE_MOON".',
    ],
    ['no mode', { ...INPUT, mode: undefined }, /mode as one of .* got nothing/],
    ['an unknown policy', { ...INPUT, outside: 'sell' }, /outside as one of SELL, KEEP, got "sell"/],
    ['tickers that are none', { ...INPUT, frozen: [1] }, /frozen as a list of tickers, got \[1\]/],
  ])('refuses %s', (_, input, message) => {
    expect(() => requireProblem(input)).toThrow(UserError);
    expect(() => requireProblem(input)).toThrow(message);
  });
});
