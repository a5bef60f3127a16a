import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { chiSquareQuantile } from '../../../src/risk/intervals/chiSquareQuantile.js';
import { studentQuantile } from '../../../src/risk/intervals/studentQuantile.js';

/** Computed with 50 digits by quantiles.py next to it. */
const table = JSON.parse(readFileSync(new URL('quantiles.json', import.meta.url), 'utf8')) as {
  readonly chiSquare: Readonly<Record<string, readonly [low: string, high: string]>>;
  readonly student: Readonly<Record<string, string>>;
};

const error = (ours: number, exact: string): number => Math.abs(ours / Number(exact) - 1);

test('quantiles of chi-square are exact to 1e-12', () => {
  for (const [freedom, [low, high]] of Object.entries(table.chiSquare)) {
    expect(error(chiSquareQuantile(0.025, Number(freedom)), low)).toBeLessThan(1e-12);
    expect(error(chiSquareQuantile(0.975, Number(freedom)), high)).toBeLessThan(1e-12);
  }
});

test("quantiles of Student's t are exact to 1e-12", () => {
  for (const [freedom, exact] of Object.entries(table.student)) {
    expect(error(studentQuantile(0.95, Number(freedom)), exact)).toBeLessThan(1e-12);
  }
});

test.each([
  [0.5, 1],
  [0.9999, 1],
  [0.9999, 999],
  [0.00005, 999],
  [0.00005, 2],
])('the quantile %p of the extreme freedom %p is found', (probability, freedom) => {
  expect(chiSquareQuantile(probability, freedom)).toBeGreaterThan(0);
  expect(studentQuantile(probability, freedom)).toBeGreaterThan(0);
});
