import { describe, expect, test } from '@jest/globals';
import { SCORED_BY } from '../../../src/scoring/names.js';
import { expectClose, METHODS, NO_INDEX, sectionOf, V10, V11, type Row } from '../../support/days/section.js';
import { componentOf, pillarContract, pillarOf } from '../../support/days/pillarContract.js';

// Three peers and a null whose alpha is 0. Their mean is the second's return, so that its alpha is 0 too:
// they share the ranks 2 and 3 of 4.
pillarContract('R', { v11: 62.5, v10: 62.5 });

const FLAT = { ret_21d: 0, ret_63d: 0, ret_126d: 0 };
const all = (ret: number) => ({ ret_21d: ret, ret_63d: ret, ret_126d: ret });
/** Each stock in a group of its own, so that it is its sector and only the market counts. */
const apart = (rows: readonly Row[]): Row[] => rows.map((row, k) => ({ sector: `group_${k}`, ...row }));
const scores = (rows: readonly Row[], method = V11, index = FLAT) =>
  pillarOf('R', sectionOf(rows, index), method).score;

describe('R, by hand (method §5), against an index that did not move', () => {
  test('horizons: 1M 0.45, 3M 0.35, 6M 0.20', () => {
    const rows = apart([
      { ...FLAT, ret_126d: 0.01 }, // 0.20 × 0.4 × 0.01 / 0.02
      { ...FLAT, ret_21d: 0.01 }, // 0.45
      { ...FLAT, ret_63d: 0.01 }, // 0.35
      { ...FLAT, ret_63d: 0.01, ret_126d: 0.01 }, // 0.55
      { ...FLAT, ret_21d: 0.013 }, // 0.585
    ]);
    expectClose(scores(rows), [20, 60, 40, 80, 100]);
  });

  test('1M is scaled by sigma20, 3M and 6M by sigma60', () => {
    const rows = apart([
      { ...FLAT, ret_126d: 0.01, sigma20: 0.5 }, // 0.20 / 0.02 = 10
      { ...FLAT, ret_21d: 0.01, sigma20: 0.04, sigma60: 0.001 }, // 0.45 / 0.04 = 11.25
      { ...FLAT, ret_63d: 0.01, sigma20: 0.5, sigma60: 0.03 }, // 0.35 / 0.03 = 11.67
      { ...FLAT, ret_126d: 0.01, sigma60: 0.016 }, // 0.20 / 0.016 = 12.5
    ]);
    expectClose(scores(rows), [25, 50, 75, 100]);
  });

  test('0.6 against the sector and 0.4 against the market', () => {
    const rows: Row[] = [
      { sector: 'it', ...all(0.05) }, // winsorised 0.0498; mean 0.04: 0.6 × 0.0098 + 0.4 × 0.0498 = 0.0258
      { sector: 'it', ...all(0.03) }, // winsorised 0.0302: −0.6 × 0.0098 + 0.4 × 0.0302 = 0.0062
      { sector: 'fmcg', ...all(0.063) }, // 0.4 × 0.063 = 0.0252; with 0.6 it would pass the first
      { sector: 'pharma', ...all(0.05) }, // 0.02
      { sector: 'metals', ...all(0.01) }, // 0.004
    ];
    expectClose(scores(rows), [100, 40, 80, 60, 20]);
  });

  test('returns and volatilities are winsorised ones', () => {
    const returns: Row[] = [
      { sector: 'it', ...all(0.05) }, // 0.0258 as above; as reported 0.6 × 0.01 + 0.4 × 0.05 = 0.026
      { sector: 'it', ...all(0.03) },
      { sector: 'fmcg', ...all(0.0648) }, // 0.4 × 0.0648 = 0.02592, between the two
    ];
    expectClose(scores(returns), [200 / 3, 100 / 3, 100]);
    const volatilities: Row[] = [
      { sector: 'it', ...all(0.05), sigma20: 0.02, sigma60: 0.02 }, // winsorised 0.0202
      { sector: 'it', ...all(0.05), sigma20: 0.04, sigma60: 0.04 },
      { sector: 'fmcg', ...all(0.05), sigma20: 0.0201, sigma60: 0.0201 }, // calmer than that, not than 0.02
    ];
    expectClose(scores(volatilities), [200 / 3, 100 / 3, 100]);
  });

  test('a null return or volatility, or one of at most 1e-8, counts 0 for its horizon', () => {
    const rows = apart([
      all(0.1),
      all(-0.1),
      all(NaN),
      { ...all(9), sigma20: null, sigma60: null },
      { ...all(9), sigma20: 0, sigma60: 1e-8 },
      { ...FLAT },
    ]);
    // four zeros share the ranks 2 to 5 of 6
    expectClose(scores(rows), [100, 100 / 6, 350 / 6, 350 / 6, 350 / 6, 350 / 6]);
  });

  test('one horizon alone may be missing', () => {
    const rows = apart([
      { ...all(0.01), ret_63d: null }, // 0.45 + 0.20
      { ...FLAT, ret_21d: 0.014 }, // 0.63
      { ...FLAT, ret_21d: 0.015 }, // 0.675: no weight of the missing one went elsewhere
    ]);
    expectClose(scores(rows), [200 / 3, 100 / 3, 100]);
  });

  test('a volatility just above 1e-8 counts', () => {
    const rows = apart([{ ...all(0.001), sigma20: 1.1e-8, sigma60: 1.1e-8 }, all(0.5)]);
    expectClose(scores(rows), [100, 50]);
  });

  test('ties get the average rank; noise below 1e-10 breaks none', () => {
    expectClose(scores([all(0.1)]), [100]);
    expectClose(scores(apart([all(0.3), all(0.1 + 0.2)])), [75, 75]);
    expectClose(scores(apart([all(0.3), all(0.2), all(0.3), all(0.1)])), [87.5, 50, 87.5, 25]);
  });
});

describe('◆ the market’s return', () => {
  // Alphas against a market m: (0.10 − m) / 0.02 and (0.12 − m) / 0.04. Against 0: 5 and 3.
  // Against the mean, 0.11: −0.5 and 0.25.
  const rows = apart([
    { ...all(0.1), sigma20: 0.02, sigma60: 0.02 },
    { ...all(0.12), sigma20: 0.04, sigma60: 0.04 },
  ]);

  test('1.1: the index’s', () => {
    expectClose(scores(rows, V11, FLAT), [100, 50]);
  });

  test('1.1: the universe’s mean where the index lacks a horizon, for all three', () => {
    expectClose(scores(rows, V11, NO_INDEX), [50, 100]);
    for (const horizon of ['ret_21d', 'ret_63d', 'ret_126d']) {
      expectClose(scores(rows, V11, { ...FLAT, [horizon]: NaN }), [50, 100]);
    }
  });

  test('1.0: always the universe’s mean', () => {
    expectClose(scores(rows, V10, FLAT), [50, 100]);
  });

  test('the mean is one of values that are there, each stock alike', () => {
    // (0.10 + 0.12 + 0.12) / 3 = 0.1133: alphas of −0.0133 / 0.02 and 0.0067 / 0.04, then two of 0. Were groups
    // the ones that count, the mean would be 0.11.
    const unscaled = { sector: 'group_1', ...all(0.12), sigma20: null, sigma60: null };
    const unknown = { sector: 'group_2', ...all(NaN) };
    expectClose(scores([...rows, unscaled, unknown], V10), [25, 100, 62.5, 62.5]);
  });
});

describe.each(METHODS)('%s', (_, method) => {
  test('the horizons are its components: raw and winsorised return, ranked, without points of their own', () => {
    const pillar = pillarOf('R', sectionOf([all(0), all(1), { ...all(0.5), ret_63d: null }]), method);
    expect(pillar.components.map(({ name, weight }) => [name, ...weight])).toEqual([
      ['ret_21d', 0.45],
      ['ret_63d', 0.35],
      ['ret_126d', 0.2],
    ]);
    const quarter = componentOf(pillar, 'ret_63d');
    expectClose(quarter.raw, [0, 1, NaN]);
    expectClose(quarter.value, [0.01, 0.99, NaN]); // never imputed
    expect([...quarter.imputed]).toEqual([0, 0, 0]);
    expect([...quarter.scoredBy].map((way) => SCORED_BY[way])).toEqual(['RANK', 'RANK', 'RANK']);
    expect(quarter).toMatchObject({ points: null, statistics: null, z: null });
  });

  test('the universe is ranked as one, whatever the groups', () => {
    const rows = [0.5, 0.1, 0.3, 0.2].map((ret, k) => ({ sector: `group_${k}`, ...all(ret) }));
    expectClose(scores(rows, method), [100, 25, 75, 50]);
  });
});
