import { expect, test } from '@jest/globals';
import { drawStocks } from '../../../src/validation/backtest/drawStocks.js';
import { mulberry32 } from '../../../src/validation/backtest/mulberry32.js';
import { RANDOM_SEED } from '../../../src/validation/backtest/simulation.js';

test('mulberry32 of the seed begins with these numbers', () => {
  const random = mulberry32(RANDOM_SEED);
  const numbers = [random(), random(), random()].map((one) => Number(one.toFixed(8)));
  expect(numbers).toEqual([0.50328257, 0.65368435, 0.24279658]);
});

test('draws each stock once, with the same chance, and leaves the list as it was', () => {
  const stocks = ['A', 'B', 'C', 'D'];
  // Of places 0 to 3 the third (0.5 × 4); of the others, which stand as A, B and D behind C, the second (0.4 × 3).
  const numbers = [0.5, 0.4];
  expect(drawStocks(stocks, 2, () => numbers.shift() ?? 0)).toEqual(['C', 'A']);
  expect(stocks).toEqual(['A', 'B', 'C', 'D']);

  const random = mulberry32(1);
  const counts = new Map<string, number>();
  for (let time = 0; time < 4_000; time++) {
    const drawn = drawStocks(stocks, 2, random);
    expect(new Set(drawn).size).toBe(2);
    for (const one of drawn) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  // 2,000 each, with a standard deviation of 32.
  for (const one of stocks) expect(Math.abs((counts.get(one) ?? 0) - 2_000)).toBeLessThan(130);
});
