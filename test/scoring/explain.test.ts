import { describe, expect, test } from '@jest/globals';
import { componentsOf, guardrailStepsOf, penaltyPartsOf, type Component } from '../../src/scoring/explain.js';
import type { Method } from '../../src/scoring/method.js';
import type { PillarName } from '../../src/scoring/names.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { METHODS, NOTHING, sectionOf, V10, V11, type Row } from '../support/days/section.js';

const close = (number: number): number => expect.closeTo(number, 9) as unknown as number;
const component = (
  rows: readonly Row[],
  pillar: PillarName,
  name: string,
  stock: number,
  method: Method,
): Component => {
  const found = componentsOf(scoreDay(sectionOf(rows), method), pillar, stock).find(
    (one) => one.name === name,
  );
  if (found === undefined) throw new Error(`no component ${name}`);
  return found;
};

/** Of a component that is compared with nothing but its sector group. */
const UNCOMPARED = { ofSector: null, ofMarket: null, sigma: null, alpha: null };
const UNRANKED = { ...UNCOMPARED, rank: null, rankOf: null };

describe('components within a sector group (method §10)', () => {
  const six: Row[] = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06].map((roe_3y) => ({ roe_3y }));
  // winsorised to 0.0105 and 0.0595; mean and median 0.035
  const stdev = Math.sqrt((2 * (0.0245 ** 2 + 0.015 ** 2 + 0.005 ** 2)) / 5);
  const z = 0.0245 / (stdev + 1e-8);

  test.each(METHODS)('%s: by z-score', (_, method) => {
    expect(component(six, 'F', 'roe_3y', 5, method)).toEqual({
      ...{ name: 'roe_3y', raw: 0.06, value: close(0.0595), imputed: false, scoredBy: 'Z_SCORE' },
      ...{ sectorMedian: close(0.035), sectorStdev: close(stdev), sectorCount: 6 },
      ...{ z: close(z), points: close(50 + 15 * z), weight: close(0.35), state: 'KNOWN', ...UNRANKED },
    });
  });

  test.each(METHODS)('%s: by rank, lower better', (_, method) => {
    const rows: Row[] = [{ ev_ebitda: 8 }, { ev_ebitda: 12 }, { ev_ebitda: null, pe: 30 }];
    expect(component(rows, 'F', 'valuation', 1, method)).toEqual({
      ...{ name: 'valuation', raw: 12, value: 12, imputed: false, scoredBy: 'RANK', z: null },
      // 8.08, 12 and 29.64 after winsorising (positions 0.02 and 1.98)
      ...{ sectorMedian: 12, sectorStdev: close(stdevOf(8.08, 12, 29.64)), sectorCount: 3 },
      ...{ points: 50, weight: close(0.2), state: 'KNOWN', ...UNCOMPARED, rank: 2, rankOf: 3 },
    });
  });

  test.each(METHODS)('%s: alone', (_, method) => {
    expect(component([{}], 'Q', 'roce_3y', 0, method)).toMatchObject({
      ...{ raw: 0.15, value: 0.15, scoredBy: 'NEUTRAL', points: 50, z: null },
      ...{ sectorMedian: 0.15, sectorStdev: null, sectorCount: 1 },
    });
  });

  test('1.1: a missing one is imputed, with its full weight', () => {
    expect(component([...six, { roe_3y: null }], 'F', 'roe_3y', 6, V11)).toEqual({
      ...{ name: 'roe_3y', raw: null, value: close(0.035), imputed: true, scoredBy: 'NEUTRAL' },
      ...{ sectorMedian: close(0.035), sectorStdev: close(stdev), sectorCount: 6 },
      ...{ z: null, points: 50, weight: close(0.35), state: 'IMPUTED', ...UNRANKED },
    });
  });

  test('1.0: a missing one has neither points nor weight, the others have it all', () => {
    const day = scoreDay(sectionOf([...six, { roe_3y: null }]), V10);
    const components = componentsOf(day, 'F', 6);
    expect(components.slice(0, 4).map(({ name, weight }) => [name, weight])).toEqual([
      ['roe_3y', 0],
      ['sales_cagr_3y', close(0.25 / 0.65)],
      ['eps_cagr_3y', close(0.2 / 0.65)],
      ['valuation', close(0.2 / 0.65)],
    ]);
    expect(components.slice(4).map(({ state, weight }) => [state, weight])).toEqual(
      Array(4).fill(['NOT_APPLICABLE', 0]),
    );
    expect(components[0]).toMatchObject({ raw: null, value: null, imputed: false, points: null, z: null });
    expect(components[0]).toMatchObject({ state: 'MISSING', ...UNRANKED });
  });

  test('1.0: with none at all every weight is 0', () => {
    const components = componentsOf(scoreDay(sectionOf([{}, {}, NOTHING]), V10), 'F', 2);
    expect(components.map(({ weight }) => weight)).toEqual(Array(8).fill(0));
  });

  test('◆ ownership: by the points of §4 in 1.1, by the share that is worse in 1.0', () => {
    const rows: Row[] = [{ promoter_hold_pct: 0.4 }, { promoter_hold_pct: 0.6 }];
    const hold = { name: 'promoter_hold', raw: 0.6, scoredBy: 'RANK', z: null, weight: close(0.3) };
    expect(component(rows, 'O', 'promoter_hold', 1, V11)).toMatchObject({ ...hold, points: close(200 / 3) });
    expect(component(rows, 'O', 'promoter_hold', 1, V10)).toMatchObject({ ...hold, points: 50 });
  });
});

function stdevOf(...values: number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

describe.each(METHODS)('%s: components by other ways', (_, method) => {
  test('T: the number that the rule judges', () => {
    const rows: Row[] = [{ close: 110, dma200: 100, rsi14: null }];
    const none = { imputed: false, sectorMedian: null, sectorStdev: null, sectorCount: null, z: null };
    expect(component(rows, 'T', 'above_200', 0, method)).toEqual({
      ...{ ...none, name: 'above_200', raw: close(1.1), value: close(1.1), scoredBy: 'RULE', points: 100 },
      ...{ weight: close(0.2), state: 'KNOWN', ...UNRANKED },
    });
    expect(component(rows, 'T', 'rsi', 0, method)).toEqual({
      ...{
        ...none,
        name: 'rsi',
        raw: null,
        value: null,
        scoredBy: 'NEUTRAL',
        points: 50,
        weight: close(0.2),
        state: 'MISSING',
        ...UNRANKED,
      },
    });
  });

  test('R: return and winsorised return, what they are compared with, and the rank of the stock', () => {
    expect(component([{ ret_21d: 0 }, { ret_21d: 1 }], 'R', 'ret_21d', 1, method)).toEqual({
      ...{
        name: 'ret_21d',
        raw: 1,
        value: close(0.99),
        imputed: false,
        scoredBy: 'RANK',
        points: null,
        z: null,
      },
      ...{ sectorMedian: null, sectorStdev: null, sectorCount: null, weight: close(0.45) },
      // 0.01 and 0.99 after winsorising; the market is the universe, which is the group.
      ...{
        state: 'KNOWN',
        ofSector: close(0.5),
        ofMarket: close(0.5),
        sigma: 0.02,
        alpha: close(0.49 / 0.02),
      },
      ...{ rank: 2, rankOf: 2 },
    });
  });

  test('S: the group’s mean return, e and z', () => {
    const rows: Row[] = [-0.1, 0, 0.1].map((ret_126d, k) => ({ ret_126d, sector: `group_${k}` }));
    expect(component(rows, 'S', 'ret_126d', 2, method)).toEqual({
      ...{ name: 'ret_126d', raw: 0.1, value: close(0.1 / (0.02 + 1e-8)), imputed: false, scoredBy: 'RANK' },
      ...{ points: null, z: close(1), weight: close(0.5) },
      ...{ sectorMedian: null, sectorStdev: null, sectorCount: null, state: 'KNOWN' },
      ...{ ofSector: null, ofMarket: close(0), sigma: 0.02, alpha: close(0.1), rank: 3, rankOf: 3 },
    });
    const without = component([...rows, { ...NOTHING, sector: 'other' }], 'S', 'ret_126d', 3, method);
    expect(without).toMatchObject({
      ...{ raw: null, value: null, z: null, alpha: null, sigma: null, state: 'MISSING' },
      ...{ rank: null, rankOf: null },
    });
  });

  test('penalty parts, in their order; null where nothing is known', () => {
    const day = scoreDay(sectionOf([{ ...NOTHING, meeting: 1, sector: 'it' }]), method);
    const volatility = method === V10 ? 0.05 : null; // 2.5 × 0.02; no median of fewer than 3
    expect(penaltyPartsOf(day.modes.INVESTOR, 0)).toEqual([
      { kind: 'LIQUIDITY', points: 10, observed: null, threshold: 2 },
      { kind: 'PLEDGE', points: 0, observed: null, threshold: 0.1 },
      { kind: 'VOLATILITY', points: 0, observed: null, threshold: volatility },
      { kind: 'EVENT_WINDOW', points: 2, observed: 1, threshold: 2 },
      { kind: 'GOVERNANCE', points: 0, observed: null, threshold: 365 },
    ]);
  });

  test('guardrail steps, in their order; null where nothing is known', () => {
    const day = scoreDay(sectionOf([{ median_traded_value_cr: null, promoter_pledge_frac: null }]), method);
    const steps = guardrailStepsOf(day.modes.TRADER, 0);
    const score = day.modes.TRADER.score[0];
    const same = { scoreBefore: score, scoreAfter: score, bandBefore: 'AVOID', bandAfter: 'AVOID' };
    expect(steps.map(({ guardrail }) => guardrail)).toEqual([
      ...['LOW_DATA_HOLD', 'ILLIQUIDITY', 'PLEDGE_CAP', 'HIGH_RISK_CAP', 'SECTOR_BEAR', 'LOW_COVERAGE'],
    ]);
    expect(steps[1]).toEqual({
      guardrail: 'ILLIQUIDITY',
      fired: true,
      observed: null,
      threshold: 3,
      ...same,
    });
    expect(steps[2]).toEqual({
      guardrail: 'PLEDGE_CAP',
      fired: false,
      observed: null,
      threshold: 0.1,
      ...same,
    });
    expect(steps[5]).toMatchObject({ observed: close(1 / 22), threshold: 0.25, fired: false });
  });
});
