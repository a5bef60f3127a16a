import { describe, expect, test } from '@jest/globals';
import { expectClose, METHODS, sectionOf, V10, V11 } from '../../support/days/section.js';
import { componentOf, pillarContract, pillarOf } from '../../support/days/pillarContract.js';

pillarContract('Q', { v11: 50, v10: 0 });

describe('Q, by hand (method §5)', () => {
  const section = sectionOf([
    { roce_3y: 0.3, opm_stdev_12q: 0.03 }, // 75; the least steady: 25
    { roce_3y: 0.1, opm_stdev_12q: 0.01 }, // 25; the steadiest: 75
    { roce_3y: 0.2, opm_stdev_12q: 0.02 }, // 50; 50
  ]);

  test('1.1: roce 0.65, spread of the operating margin 0.35 (lower better)', () => {
    expectClose(pillarOf('Q', section, V11).score, [
      0.65 * 75 + 0.35 * 25,
      0.65 * 25 + 0.35 * 75,
      0.65 * 50 + 0.35 * 50,
    ]);
  });

  test('◆ 1.0: roce alone', () => {
    const pillar = pillarOf('Q', section, V10);
    expectClose(pillar.score, [75, 25, 50]);
    expect(pillar.components.map(({ name }) => name)).toEqual(['roce_3y']);
  });

  test('◆ a missing component: 50 at full weight; in 1.0 left out, and with none the pillar scores 0', () => {
    const rows = [{ roce_3y: 0.1 }, { roce_3y: 0.2 }, { roce_3y: null, opm_stdev_12q: 0.01 }];
    // the spread is 0.02 twice and 0.01: the steadiest is 3 of 4
    expect(pillarOf('Q', sectionOf(rows), V11).score[2]).toBeCloseTo(0.65 * 50 + 0.35 * 75, 9);
    expectClose(pillarOf('Q', sectionOf(rows), V10).score, [100 / 3, 200 / 3, 0]);
  });

  test('1.0: the nulls of a group of at most one value score 50', () => {
    expectClose(pillarOf('Q', sectionOf([{ roce_3y: 0.1 }, { roce_3y: null }]), V10).score, [50, 50]);
  });

  test.each(METHODS)('%s: six of a group, by z-scores of winsorised values', (_, method) => {
    const roce = [1, 2, 3, 4, 5, 6]; // winsorised to 1.05 and 5.95
    const pillar = pillarOf('Q', sectionOf(roce.map((roce_3y) => ({ roce_3y }))), method);
    const stdev = Math.sqrt((2 * (2.45 ** 2 + 1.5 ** 2 + 0.5 ** 2)) / 5);
    expect(componentOf(pillar, 'roce_3y').points?.[5]).toBeCloseTo(50 + (15 * 2.45) / (stdev + 1e-8), 9);
  });

  test('lenders without a roce are neutral in 1.1', () => {
    const lender = { sector: 'banks', roce_3y: null, opm_stdev_12q: null };
    expectClose(pillarOf('Q', sectionOf([lender, lender]), V11).score, [50, 50]);
  });
});
