import { expect, test } from '@jest/globals';
import type { IsoDate } from '../../src/scoring/names.js';
import type { AskedBacktest } from '../../src/studies/backtests/backtestRequest.js';
import { requireBacktest } from '../../src/studies/backtests/requireBacktest.js';

const COSTS = { buyRate: 1_186_226n, sellRate: 1_036_226n, perSale: 153_400n };
const ASKED: AskedBacktest = {
  ...{ mode: 'INVESTOR', method: null, minBand: 'BUY', topN: 20, weighting: 'EQUAL' },
  ...{ maxWeight: 0.1, sectorCap: 0.3, every: 20, capital: '1000000', costs: null },
  ...{ from: '2020-01-01' as IsoDate, to: null },
};

test('takes the costs of the file where none are given', () => {
  const { costs } = requireBacktest({ ...ASKED, costs: { buyRate: '0', sellRate: null } }, COSTS);
  expect(costs).toEqual({ buyRate: '0', sellRate: '0.001036226', perSale: '15.34' });
  expect(requireBacktest(ASKED, COSTS)).toMatchObject({
    maxWeight: '0.1',
    sectorCap: '0.3',
    capital: '1000000',
  });
});

test.each<[Partial<AskedBacktest>, string]>([
  [{ from: '2020-02-30' as IsoDate }, 'Expected a date such as 2024-10-08, got "2020-02-30".'],
  [{ to: '2019-12-31' as IsoDate }, 'Expected a first day that is not after the last'],
  [{ to: '2041-01-01' as IsoDate }, 'Expected at most 20 years in one backtest'],
  [{ method: '' }, 'Expected the name of a method, got "".'],
  [{ method: 'a\0' }, 'Expected the name of a method'],
  [{ topN: 0 }, 'Expected topN as a whole number from 1 to 100, got 0'],
  [{ topN: 101 }, 'Expected topN as a whole number from 1 to 100, got 101'],
  [{ topN: 1.5 }, 'Expected topN as a whole number'],
  [{ every: 0 }, 'Expected every as a whole number from 1 to 250, got "0"'],
  [{ every: 251 }, 'Expected every as a whole number from 1 to 250, got "251"'],
  [{ every: NaN }, 'Expected every as a whole number from 1 to 250, got "NaN"'],
  [{ maxWeight: 0 }, 'Expected maxWeight as a number of at most 4 decimals from 0.0001 to 1, got "0"'],
  [{ maxWeight: 0.12345 }, 'Expected maxWeight as a number of at most 4 decimals'],
  [{ sectorCap: 1.1 }, 'Expected sectorCap as a number of at most 4 decimals from 0.0001 to 1, got "1.1"'],
  [
    { capital: '0' },
    'Expected capital as a number of at most 4 decimals from 0.0001 to 100000000000, got "0"',
  ],
  [{ capital: '-1' }, 'Expected capital as'],
  [{ capital: '1.00001' }, 'Expected capital as'],
  [{ capital: '100000000000.01' }, 'Expected capital as'],
  [{ capital: 'all' }, 'got "all"'],
  [
    { costs: { buyRate: '0.0500000001' } },
    'Expected buyRate as a number of at most 9 decimals from 0 to 0.05',
  ],
  [{ costs: { buyRate: '0.06' } }, 'Expected buyRate as'],
  [{ costs: { sellRate: '-0.001' } }, 'Expected sellRate as'],
  [{ costs: { perSale: '0.00001' } }, 'Expected perSale as'],
])('refuses %j', (part, message) => {
  expect(() => requireBacktest({ ...ASKED, ...part }, COSTS)).toThrow(message);
});
