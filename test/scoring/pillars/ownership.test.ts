import { describe, expect, test } from '@jest/globals';
import { pledgeCurvePoints } from '../../../src/scoring/pillars/ownership.js';
import { expectClose, METHODS, sectionOf, V10, V11, type Row } from '../../support/days/section.js';
import { componentOf, pillarContract, pillarOf } from '../../support/days/pillarContract.js';

// Nulls score 50 in both methods, as components and so as a pillar.
pillarContract('O', { v11: 50, v10: 50 });

const held = (...hold: (number | null)[]): Row[] => hold.map((promoter_hold_pct) => ({ promoter_hold_pct }));
const pledged = (...pledge: (number | null)[]): Row[] =>
  pledge.map((promoter_pledge_frac) => ({ promoter_pledge_frac }));
const pointsOf = (name: string, rows: readonly Row[], method = V11) =>
  componentOf(pillarOf('O', sectionOf(rows), method), name).points ?? [];

describe.each(METHODS)('%s: the pledge curve, linear between its knots', (_, method) => {
  const curve = method.parameters.pillars.ownership.pledge_curve;
  test.each([
    [0, 0],
    [0.01, 1],
    [0.05, 5],
    [0.075, 7.5],
    [0.1, 10],
    [0.15, 15],
    [0.2, 20],
    [0.6, 25], // half way from 20 to 30
    [0.9, 28.75], // 20 + 10 × 7/8
    [1, 30],
    [1.5, 30], // beyond its last knot
    [-0.1, 0], // before its first one
  ])('%p pledged costs %p points', (fraction, points) => {
    expect(pledgeCurvePoints(fraction, curve)).toBeCloseTo(points, 12);
  });

  test('rises', () => {
    const points = Array.from({ length: 1001 }, (_value, k) => pledgeCurvePoints(k / 1000, curve));
    for (let k = 1; k <= 1000; k++) expect(points[k]).toBeGreaterThan(points[k - 1]);
  });
});

describe('O of greyoak-1.1, by hand: points of §4', () => {
  test('promoter_hold 0.30 (higher better), pledge 0.30 (lower better), fii_dii_change 0.40 (higher better)', () => {
    const section = sectionOf([
      { promoter_hold_pct: 0.6, promoter_pledge_frac: 0, fii_dii_delta_pp: -1 }, // 75; 75 − 0; 25
      { promoter_hold_pct: 0.5, promoter_pledge_frac: 0.04, fii_dii_delta_pp: 2 }, // 50; 50 − 4; 75
      { promoter_hold_pct: 0.4, promoter_pledge_frac: 0.3, fii_dii_delta_pp: 0 }, // 25; 25 − 21.25; 50
    ]);
    expectClose(pillarOf('O', section, V11).score, [
      0.3 * 75 + 0.3 * 75 + 0.4 * 25,
      0.3 * 50 + 0.3 * (50 - 4) + 0.4 * 75,
      // the curve at the reported 0.3: 20 + 10 × 0.1 / 0.8; its winsorised value is 0.2948
      0.3 * 25 + 0.3 * (25 - 21.25) + 0.4 * 50,
    ]);
  });

  test('the curve floors at 0', () => {
    // the two of 0 share the ranks 2 and 3 of 4: 62.5; the worst has 25, less 30
    expectClose(pointsOf('pledge', pledged(0, 0, 1)), [62.5, 62.5, 0]);
  });

  test('a lone pledge is not ranked, but the curve still counts', () => {
    expectClose(pointsOf('pledge', pledged(0.15)), [50 - 15]);
  });

  test('a missing one scores exactly 50 and is not punished for its peers’ pledges', () => {
    expectClose(pointsOf('pledge', pledged(0.4, 0.5, null)), [200 / 3 - 22.5, 100 / 3 - 23.75, 50]);
    expectClose(pointsOf('promoter_hold', held(0.4, 0.5, null)), [100 / 3, 200 / 3, 50]);
    const pledge = componentOf(pillarOf('O', sectionOf(pledged(0.4, 0.5, null)), V11), 'pledge');
    expect([...pledge.imputed]).toEqual([0, 0, 1]);
    expect(pledge.value[2]).toBeCloseTo(0.45, 12);
  });

  test('six of a group by z-scores', () => {
    // winsorised to 0.105 and 0.595
    const stdev = Math.sqrt((2 * (0.245 ** 2 + 0.15 ** 2 + 0.05 ** 2)) / 5);
    const points = pointsOf('promoter_hold', held(0.1, 0.2, 0.3, 0.4, 0.5, 0.6));
    expect(points[5]).toBeCloseTo(50 + (15 * 0.245) / (stdev + 1e-8), 9);
  });
});

describe('◆ O of greyoak-1.0, by hand: share of the group strictly worse, the stock itself counted', () => {
  test('higher is better', () => {
    // worse than each: 0, 1, 1, 3 of 4
    expectClose(pointsOf('promoter_hold', held(0.1, 0.2, 0.2, 0.4), V10), [0, 25, 25, 75]);
  });

  test('lower is better, then the curve', () => {
    // worse than 0: two of 4; than 0.05: one; than 0.3: none
    expectClose(pointsOf('pledge', pledged(0, 0.05, 0, 0.3), V10), [50, 25 - 5, 50, 0]);
  });

  test('the whole pillar', () => {
    const section = sectionOf([
      { promoter_hold_pct: 0.6, promoter_pledge_frac: 0, fii_dii_delta_pp: -1 }, // 2/3; 2/3; 0
      { promoter_hold_pct: 0.5, promoter_pledge_frac: 0.04, fii_dii_delta_pp: 2 }, // 1/3; 1/3 − 4; 2/3
      { promoter_hold_pct: 0.4, promoter_pledge_frac: 0.3, fii_dii_delta_pp: 0 }, // 0; 0; 1/3
    ]);
    expectClose(pillarOf('O', section, V10).score, [
      0.3 * (200 / 3) + 0.3 * (200 / 3),
      0.3 * (100 / 3) + 0.3 * (100 / 3 - 4) + 0.4 * (200 / 3),
      0.4 * (100 / 3),
    ]);
  });

  test('groups of at most one value score 50, and so does a missing one', () => {
    expectClose(pointsOf('promoter_hold', held(0.4), V10), [50]);
    expectClose(pointsOf('promoter_hold', held(0.4, null), V10), [50, 50]);
    expectClose(pointsOf('promoter_hold', held(0.4, null, 0.5), V10), [0, 50, 50]);
    expectClose(pointsOf('promoter_hold', held(null, null), V10), [50, 50]);
  });

  test('six of a group are not scored by z-scores', () => {
    const rows = held(1, 2, 3, 4, 5, 600);
    const hold = componentOf(pillarOf('O', sectionOf(rows), V10), 'promoter_hold');
    expectClose(hold.points ?? [], [0, 100 / 6, 200 / 6, 300 / 6, 400 / 6, 500 / 6]);
    expect(hold.z).toBeNull();
  });

  test('values are snapped to 1e-10 first, so that noise breaks no tie (preamble)', () => {
    // winsorising moves only the least and the most of five
    const rows = held(0.1, 0.3, 0.1 + 0.2, 0.5, 0.6);
    expectClose(pointsOf('promoter_hold', rows, V10), [0, 20, 20, 60, 80]);
    expectClose(pointsOf('promoter_hold', rows, V11), [100 / 6, 250 / 6, 250 / 6, 400 / 6, 500 / 6]);
  });
});

test.each(METHODS)('%s: each sector group on its own', (_, method) => {
  const rows: Row[] = [
    { sector: 'it', promoter_hold_pct: 0.5 },
    { sector: 'it', promoter_hold_pct: 0.4 },
    { sector: 'fmcg', promoter_hold_pct: 0.5 },
    { sector: 'fmcg', promoter_hold_pct: 0.6 },
  ];
  const points = pointsOf('promoter_hold', rows, method);
  expect(points[0]).toBe(points[3]);
  expect(points[2]).toBe(points[1]);
  expect(points[0]).toBeGreaterThan(points[2]);
});
