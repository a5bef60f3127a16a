import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HORIZONS, SCORED_BY } from '../../../src/scoring/names.js';
import { scoreDay } from '../../../src/scoring/scoreDay.js';
import {
  expectClose,
  METHODS,
  NO_INDEX,
  randomSections,
  RUNS,
  sectionOf,
  V10,
  V11,
  type Row,
} from '../../support/days/section.js';
import { componentOf, pillarContract, pillarOf } from '../../support/days/pillarContract.js';

// The null stock has its group's momentum, and there is one group: 50.
pillarContract('S', { v11: 50, v10: 50 });

const all = (ret: number) => ({ ret_21d: ret, ret_63d: ret, ret_126d: ret });
const FLAT = all(0);
const group = (letter: string, row: Row): Row => ({ sector: `group_${letter}`, ...row });
const momentum = (rows: readonly Row[], method = V11, index = FLAT) => {
  const day = scoreDay(sectionOf(rows, index), method);
  return { z: day.sectorZ, score: day.pillars.S.score, groups: day.momentum };
};

describe.each(METHODS)('S of %s, by hand (method §5)', (_, method) => {
  test('three groups that fell, stood and rose alike: z −1, 0, 1', () => {
    // e = ret / 0.02: mean 0, sample stdev that of the one that rose; 0.20 + 0.30 + 0.50 = 1
    const { z, score } = momentum([group('a', all(-0.1)), group('b', all(0)), group('c', all(0.1))], method);
    expectClose(z, [-1, 0, 1]);
    // (below + at-or-below + 1) × 50 / 3: 0 + 1 + 1, 1 + 2 + 1, 2 + 3 + 1
    expectClose(score, [100 / 3, 200 / 3, 100]);
  });

  test('horizons: 1M 0.20, 3M 0.30, 6M 0.50', () => {
    const rows = [
      group('a', { ret_21d: 0.1, ret_63d: -0.1, ret_126d: 0 }), // 0.2 − 0.3
      group('b', { ret_21d: 0, ret_63d: 0, ret_126d: 0.1 }), // 0.5
      group('c', { ret_21d: -0.1, ret_63d: 0.1, ret_126d: -0.1 }), // −0.2 + 0.3 − 0.5
    ];
    const { z, score } = momentum(rows, method);
    expectClose(z, [-0.1, 0.5, -0.4]);
    expectClose(score, [200 / 3, 100, 100 / 3]);
  });

  test('one group far behind four: z = −4/√5', () => {
    // e: 0 four times and −5: mean −1, squares 4 × 1 + 16 = 20, over 4: s = √5
    const rows = ['a', 'b', 'c', 'd'].map((letter) => group(letter, all(0)));
    const { z, score } = momentum([...rows, group('e', all(-0.1))], method);
    expectClose(z, [...new Array<number>(4).fill(1 / Math.sqrt(5)), -4 / Math.sqrt(5)]);
    // four tied: 1 below, 5 at or below; the last: 0 and 1
    expectClose(score, [...new Array<number>(4).fill((1 + 5 + 1) * 10), (0 + 1 + 1) * 10]);
  });

  test('a group’s means are of winsorised values, each stock alike, nulls left out', () => {
    const rows = [
      group('a', { ...all(0), sigma20: 0.01 }),
      group('a', { ...all(0), sigma20: 0.03 }),
      group('a', { ...all(1), sigma20: null }),
      group('a', all(NaN)),
      group('b', all(-0.5)),
    ];
    const day = scoreDay(sectionOf(rows, FLAT), method);
    const month = componentOf(day.pillars.S, 'ret_21d');
    // 0, 0, 1 winsorised: 1 → 0.98 (position 1.98). Volatilities 0.01, 0.03, 0.02 keep their mean of 0.02.
    const [a, b] = [0.98 / 3, -0.5];
    expectClose(month.raw, [a, a, a, a, b]);
    const market = method === V10 ? (0.98 - 0.5) / 4 : 0;
    const e = (mean: number) => (mean - market) / (0.02 + 1e-8);
    expect(month.value[3]).toBeCloseTo(e(a), 6);
    expect(month.value[4]).toBeCloseTo(e(b), 6);
    // two groups: ± half their distance over its stdev, |d| / √2
    expectClose(month.z ?? [], [...new Array<number>(4).fill(Math.SQRT1_2), -Math.SQRT1_2]);
    expect([...month.scoredBy].map((way) => SCORED_BY[way])).toEqual(new Array(5).fill('RANK'));
    expect(month).toMatchObject({ points: null, statistics: null });
    expect(day.pillars.S.components.map(({ name, weight }) => [name, weight[0]])).toEqual([
      ['ret_21d', 0.2],
      ['ret_63d', 0.3],
      ['ret_126d', 0.5],
    ]);
  });

  test('so is its mean volatility', () => {
    const rows = [0.01, 0.01, 0.04].map((sigma20) => group('a', { ...all(0.1), sigma20 }));
    const pillar = pillarOf('S', sectionOf([...rows, group('b', all(0))], FLAT), method);
    const market = method === V10 ? 0.3 / 4 : 0;
    // 0.04 becomes 0.0394 (position 1.98)
    const e = (0.1 - market) / ((0.01 + 0.01 + 0.0394) / 3 + 1e-8);
    expect(componentOf(pillar, 'ret_21d').value[0]).toBeCloseTo(e, 9);
  });

  test.each([...HORIZONS, 'sigma20'] as const)(
    'a group without any %s has no result, and is none of the others’',
    (name) => {
      const rows = [
        group('a', all(-0.1)),
        group('b', all(0.1)),
        group('c', { ...all(5), [name]: null }),
        group('c', { ...all(5), [name]: null }),
      ];
      const { z, score, groups } = momentum(rows, method);
      expectClose(z, [-Math.SQRT1_2, Math.SQRT1_2, 0, 0]);
      expectClose(score, [(0 + 1 + 1) * 25, (1 + 2 + 1) * 25, 50, 50]);
      expectClose(groups.z, [-Math.SQRT1_2, Math.SQRT1_2, NaN]);
      expectClose(groups.score, [50, 100, NaN]);
    },
  );

  test('one group that has a result: S 50, S_z 0', () => {
    const { z, score } = momentum([group('a', all(0.3)), group('b', { ...all(0.3), sigma20: null })], method);
    expectClose(z, [0, 0]);
    expectClose(score, [50, 50]);
  });

  test('no group that has one', () => {
    const { z, score } = momentum([group('a', all(NaN)), group('b', all(NaN))], method);
    expectClose(z, [0, 0]);
    expectClose(score, [50, 50]);
  });

  test('groups that do not differ: z 0, all share the middle', () => {
    const { z, score } = momentum([group('a', all(0.1)), group('b', all(0.1)), group('c', all(0.1))], method);
    expectClose(z, [0, 0, 0]);
    expectClose(score, new Array<number>(3).fill(((0 + 3 + 1) * 50) / 3));
  });

  test('noise below 1e-10 breaks no tie', () => {
    const rows = [group('a', all(0.3)), group('b', all(0.1 + 0.2)), group('c', all(-0.3))];
    expectClose(momentum(rows, method).score, [(4 * 50 + 50) / 3, (4 * 50 + 50) / 3, 100 / 3]);
  });

  test('a stock has what its group has', () => {
    fc.assert(
      fc.property(randomSections, (section) => {
        const { score } = pillarOf('S', section, method);
        const ofGroup = new Map<number, number>();
        section.sectorOf.forEach((g, i) => {
          expect(ofGroup.get(g) ?? score[i]).toBe(score[i]);
          ofGroup.set(g, score[i]);
        });
      }),
      { ...RUNS, numRuns: 20 },
    );
  });
});

describe('◆ the market’s return, as in R', () => {
  // e against a market m: (0.02 − m) / 0.01 and (0.03 − m) / 0.02. Against 0: 2 and 1.5. Against 0.025: −0.5 and 0.25.
  const rows = [group('a', { ...all(0.02), sigma20: 0.01 }), group('b', { ...all(0.03), sigma20: 0.02 })];
  test.each([
    ['1.1: the index’s', V11, FLAT, [100, 50]],
    ['1.1: the universe’s mean without an index', V11, NO_INDEX, [50, 100]],
    ['1.1: the mean for all three where one is missing', V11, { ...FLAT, ret_126d: NaN }, [50, 100]],
    ['1.0: the universe’s mean', V10, FLAT, [50, 100]],
  ])('%s', (_, method, index, expected) => {
    expectClose(momentum(rows, method, index).score, expected);
  });
});
