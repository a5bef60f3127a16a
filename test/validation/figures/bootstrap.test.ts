import { expect, test } from '@jest/globals';
import { quantile } from '../../../src/scoring/statistics.js';
import { mulberry32 } from '../../../src/validation/backtest/mulberry32.js';
import { BlockBootstrap, type Interval } from '../../../src/validation/figures/bootstrap.js';
import { Random } from '../../support/synthetic/random.js';

/** The sessions of each of 2,000 replicates, block by block. */
function replicates(n: number, horizon: number): number[][] {
  const random = mulberry32(20260822);
  const block = Math.min(horizon, n);
  return Array.from({ length: 2_000 }, () => {
    const sessions: number[] = [];
    for (let blocks = Math.ceil(n / block); blocks > 0; blocks--) {
      const start = Math.floor(random() * n);
      for (let k = 0; k < block; k++) sessions.push((start + k) % n);
    }
    return sessions.slice(0, n);
  });
}

function intervalOf(means: readonly number[]): Interval {
  const known = Float64Array.from(means.filter((mean) => !Number.isNaN(mean))).sort();
  return { lower: quantile(known, 0.025), upper: quantile(known, 0.975) };
}

function expectNear(found: Interval, expected: Interval): void {
  expect(found.lower).toBeCloseTo(expected.lower ?? NaN, 12);
  expect(found.upper).toBeCloseTo(expected.upper ?? NaN, 12);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test.each([
  [3, 5],
  [10, 5],
  [11, 5],
  [40, 20],
  [59, 20],
])('interval of a mean of %i values by blocks of %i', (n, horizon) => {
  const random = new Random(n);
  const values = Float64Array.from({ length: n }, () => random.normal());
  const means = replicates(n, horizon).map((sessions) => sum(sessions.map((k) => values[k])) / n);
  const bootstrap = new BlockBootstrap();
  expectNear(bootstrap.ofMean(values, horizon), intervalOf(means));
  // Draws that are kept, and those that are made again after others, are the same.
  const first = bootstrap.ofMean(values, horizon);
  for (let other = 3; other < 30; other++) bootstrap.ofMean(new Float64Array(other), horizon);
  expect(bootstrap.ofMean(values, horizon)).toEqual(first);
});

test('intervals of pooled means: sessions without stocks stay, replicates without stocks are left out', () => {
  const n = 12;
  const pool = { sums: new Float64Array(n), counts: new Float64Array(n) };
  const other = { sums: new Float64Array(n), counts: new Float64Array(n) };
  const random = new Random(7);
  // Half of the replicates have none of these two.
  for (const session of [4, 5]) [pool.sums[session], pool.counts[session]] = [random.normal(), 2];
  for (let session = 0; session < 11; session++)
    [other.sums[session], other.counts[session]] = [random.normal(), 3];
  const bootstrap = new BlockBootstrap();
  const meanOf = ({ sums, counts }: typeof pool, sessions: readonly number[]): number =>
    sum(sessions.map((k) => sums[k])) / sum(sessions.map((k) => counts[k]));
  const drawn = replicates(n, 5);
  const empty = drawn.filter((sessions) => Number.isNaN(meanOf(pool, sessions))).length;
  expect(empty).toBeGreaterThan(100);
  expectNear(bootstrap.ofPooled(pool, null, 5), intervalOf(drawn.map((sessions) => meanOf(pool, sessions))));
  expectNear(
    bootstrap.ofPooled(pool, other, 5),
    intervalOf(drawn.map((sessions) => meanOf(pool, sessions) - meanOf(other, sessions))),
  );
});

test('there is no interval below three values, nor where no replicate has a stock', () => {
  const none = { lower: null, upper: null };
  const empty = { sums: new Float64Array(20), counts: new Float64Array(20) };
  expect(new BlockBootstrap().ofMean(Float64Array.of(1, 2), 5)).toEqual(none);
  expect(
    new BlockBootstrap().ofPooled({ sums: Float64Array.of(1), counts: Float64Array.of(1) }, null, 5),
  ).toEqual(none);
  expect(new BlockBootstrap().ofPooled(empty, null, 5)).toEqual(none);
});
