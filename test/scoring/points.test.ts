import { describe, expect, test } from '@jest/globals';
import { bySector } from '../../src/scoring/crossSection.js';
import { SCORED_BY } from '../../src/scoring/names.js';
import { scoreBySector, type ComponentColumns, type SectorPointsOptions } from '../../src/scoring/points.js';
import { expectClose, negativeZeros } from '../support/days/section.js';

interface Options extends Partial<Omit<SectorPointsOptions, 'weight'>> {
  readonly sectorOf?: readonly number[];
  readonly weight?: readonly number[];
}

/** Points of values that are already winsorised, by default in the way of greyoak-1.1. */
function scored(values: readonly number[], options: Options = {}): ComponentColumns {
  const sectorOf = options.sectorOf ?? values.map(() => 0);
  const count = Math.max(...sectorOf) + 1;
  const value = Float64Array.from(values);
  return scoreBySector({ raw: value, value }, bySector(Int32Array.from(sectorOf), count), {
    name: 'metric',
    higherIsBetter: true,
    missing: 'NEUTRAL',
    loneGroupsScoreNulls: false,
    ...options,
    weight: Float64Array.from(options.weight ?? new Array<number>(count).fill(1)),
  });
}
const pointsOf = (values: readonly number[], options?: Options) => [
  ...(scored(values, options).points ?? []),
];
const waysOf = ({ scoredBy }: ComponentColumns) => [...scoredBy].map((index) => SCORED_BY[index]);
const SKIP = { missing: 'SKIP', loneGroupsScoreNulls: true } as const; // greyoak-1.0
const statisticsOf = ({ statistics }: ComponentColumns) => ({
  median: [...(statistics?.median ?? [])],
  stdev: [...(statistics?.stdev ?? [])],
  count: [...(statistics?.count ?? [])],
});

describe('z-scores: at least 6 values that differ (method §4)', () => {
  // median 3.5; mean 3.5, squares 2 × (6.25 + 2.25 + 0.25) = 17.5, over 5
  const values = [1, 2, 3, 4, 5, 6];
  const stdev = Math.sqrt(17.5 / 5);
  const z = values.map((x) => (x - 3.5) / (stdev + 1e-8));

  test('points = 50 + 15 z, about the median', () => {
    const component = scored(values);
    expectClose(
      pointsOf(values),
      z.map((score) => 50 + 15 * score),
    );
    expectClose([...(component.z ?? [])], z);
    expect(statisticsOf(component)).toMatchObject({ median: [3.5], stdev: [stdev], count: [6] });
    expect(waysOf(component)).toEqual(values.map(() => 'Z_SCORE'));
  });

  test('the sign is flipped where lower is better', () => {
    expectClose(
      pointsOf(values, { higherIsBetter: false }),
      z.map((score) => 50 - 15 * score),
    );
  });

  test('the median stands in the middle, not the mean', () => {
    // median 0; mean 1, squares 5 × 1 + 25 = 30, over 5: s = √6
    expectClose(pointsOf([0, 0, 0, 0, 0, 6]), [50, 50, 50, 50, 50, 50 + (15 * 6) / (Math.sqrt(6) + 1e-8)]);
  });

  test('points are clamped to 0 and 100', () => {
    // 15 zeros and a 16: median 0, mean 1, squares 15 + 225 = 240, over 15: s = 4, z = 4, 50 + 60
    const outlier = [...new Array<number>(15).fill(0), 16];
    expect(pointsOf(outlier)[15]).toBe(100);
    expect(pointsOf(outlier, { higherIsBetter: false })[15]).toBe(0);
  });

  test('a value at the median has a z of 0 without a sign, whichever way is better', () => {
    expect(negativeZeros(scored([1, 2, 2, 2, 3, 4]))).toEqual([]);
    expect(negativeZeros(scored([1, 2, 2, 2, 3, 4], { higherIsBetter: false }))).toEqual([]);
  });
});

describe('ranks: fewer than 6 values, or equal values', () => {
  test('rank / (n + 1); ties get the average rank', () => {
    const component = scored([40, 10, 20, 30, 20]); // ranks 5, 1, (2 + 3)/2, 4, (2 + 3)/2 of 5
    expectClose([...(component.points ?? [])], [500 / 6, 100 / 6, 250 / 6, 400 / 6, 250 / 6]);
    expect(waysOf(component)).toEqual(new Array(5).fill('RANK'));
    expect([...(component.z ?? [])]).toEqual(new Array(5).fill(NaN));
  });

  test('1 is the worst: the greatest where lower is better', () => {
    expectClose(pointsOf([40, 10, 20], { higherIsBetter: false }), [25, 75, 50]);
  });

  test('two values', () => {
    expectClose(pointsOf([1, 2]), [100 / 3, 200 / 3]);
  });

  test('six equal values: all have the rank 3.5 of 7', () => {
    expect(pointsOf(new Array<number>(6).fill(0.1))).toEqual(new Array(6).fill(50));
  });

  test('a stdev of at most 1e-8 is too small for z-scores', () => {
    const steps = [0, 1, 2, 3, 4, 5];
    // s of 0..5 is √3.5 = 1.87
    expectClose(
      pointsOf(steps.map((k) => 0.1 + k * 5e-9)), // s = 9.4e-9: ranks
      steps.map((k) => ((k + 1) / 7) * 100),
    );
    expect(waysOf(scored(steps.map((k) => 0.1 + k * 6e-9)))[0]).toBe('Z_SCORE'); // s = 1.12e-8
  });

  test('values are snapped to 1e-10 first, so that noise breaks no tie', () => {
    expect(pointsOf([0.1 + 0.2, 0.3])).toEqual([50, 50]);
    expectClose(pointsOf([0.3, 0.3 + 2e-10]), [100 / 3, 200 / 3]);
  });
});

describe('groups of at most one value score 50', () => {
  test('the only stock with a value', () => {
    const component = scored([7], SKIP);
    expect([...(component.points ?? [])]).toEqual([50]);
    expect(waysOf(component)).toEqual(['NEUTRAL']);
    expect(statisticsOf(component)).toMatchObject({ median: [7], stdev: [NaN], count: [1] });
  });

  test('in 1.0 the nulls of its group as well, although nothing is imputed', () => {
    const component = scored([7, NaN, NaN], SKIP);
    expect([...(component.points ?? [])]).toEqual([50, 50, 50]);
    expect([...component.value]).toEqual([7, NaN, NaN]);
    expect([...component.imputed]).toEqual([0, 0, 0]);
    expect(pointsOf([NaN, NaN], SKIP)).toEqual([50, 50]);
  });

  test('skipped nulls stay null where lone groups do not score them', () => {
    expect(pointsOf([7, NaN], { missing: 'SKIP' })).toEqual([50, NaN]);
  });
});

describe('a missing value', () => {
  test('SKIP (1.0): stays null, and is no part of n, median and stdev', () => {
    const component = scored([1, NaN, 3], SKIP);
    expectClose(
      [...(component.points ?? [])],
      [100 / 3, NaN, 200 / 3].map((x) => x),
    );
    expect(statisticsOf(component)).toMatchObject({ median: [2], count: [2] });
    expect([...component.value]).toEqual([1, NaN, 3]);
  });

  test('NEUTRAL (1.1): is shown as its group’s median and scores exactly 50', () => {
    const component = scored([1, NaN, 4, 3]);
    expectClose([...(component.points ?? [])], [25, 50, 75, 50]);
    expect([...component.value]).toEqual([1, 3, 4, 3]);
    expect([...component.imputed]).toEqual([0, 1, 0, 0]);
    expect(waysOf(component)).toEqual(['RANK', 'NEUTRAL', 'RANK', 'RANK']);
    expect(statisticsOf(component)).toMatchObject({ median: [3], count: [3] });
    expect([...component.raw]).toEqual([1, NaN, 4, 3]);
  });

  test('is shown as the median of the universe where its group has no value', () => {
    const component = scored([1, NaN, 5, 30, NaN], { sectorOf: [0, 1, 0, 2, 1] });
    expect([...component.value]).toEqual([1, 5, 5, 30, 5]); // of 1, 5, 30
    expectClose([...(component.points ?? [])], [100 / 3, 50, 200 / 3, 50, 50]);
  });

  test('it stays null and scores 50 where no stock has a value', () => {
    const component = scored([NaN, NaN]);
    expect([...component.value]).toEqual([NaN, NaN]);
    expect([...(component.points ?? [])]).toEqual([50, 50]);
    expect([...component.imputed]).toEqual([1, 1]);
    expect(statisticsOf(component)).toMatchObject({ median: [NaN], count: [0] });
  });
});

test('groups are scored apart: the same value among other peers has other points', () => {
  expectClose(pointsOf([5, 1, 5, 9], { sectorOf: [0, 0, 1, 1] }), [200 / 3, 100 / 3, 100 / 3, 200 / 3]);
});

test('a group without the component is left alone', () => {
  const component = scored([1, NaN, 3, NaN], { sectorOf: [0, 0, 1, 1], weight: [1, 0] });
  expect([...(component.points ?? [])]).toEqual([50, 50, NaN, NaN]);
  expect([...component.imputed]).toEqual([0, 1, 0, 0]);
  expect([...component.value]).toEqual([1, 1, 3, NaN]);
});
