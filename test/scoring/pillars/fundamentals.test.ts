import { describe, expect, test } from '@jest/globals';
import { componentsOf } from '../../../src/scoring/explain.js';
import { scoreDay } from '../../../src/scoring/scoreDay.js';
import { expectClose, METHODS, sectionOf, V10, V11, type Row } from '../../support/days/section.js';
import { componentOf, pillarContract, pillarOf } from '../../support/days/pillarContract.js';

pillarContract('F', { v11: 50, v10: 0 });

const NONE: Row = { roe_3y: null, sales_cagr_3y: null, eps_cagr_3y: null, ev_ebitda: null, pe: null };
const NONE_OF_LENDER: Row = { roa_3y: null, roe_3y: null, gnpa_pct: null, pcr_pct: null, nim_3y: null };

describe.each(METHODS)('F of %s, by hand (method §5)', (_, method) => {
  test('a company: roe 0.35, sales 0.25, eps 0.20, valuation 0.20 (lower better)', () => {
    // three of a group, so ranks over 4: 25, 50, 75; winsorising keeps the order
    const section = sectionOf([
      { roe_3y: 0.3, sales_cagr_3y: 0.1, eps_cagr_3y: 0.2, ev_ebitda: 8 }, // 75, 25, 50, cheapest 75
      { roe_3y: 0.2, sales_cagr_3y: 0.3, eps_cagr_3y: 0.3, ev_ebitda: 12 }, // 50, 75, 75, 50
      { roe_3y: 0.1, sales_cagr_3y: 0.2, eps_cagr_3y: 0.1, ev_ebitda: null, pe: 30 }, // 25, 50, 25, 25
    ]);
    expectClose(pillarOf('F', section, method).score, [
      0.35 * 75 + 0.25 * 25 + 0.2 * 50 + 0.2 * 75,
      0.35 * 50 + 0.25 * 75 + 0.2 * 75 + 0.2 * 50,
      0.35 * 25 + 0.25 * 50 + 0.2 * 25 + 0.2 * 25,
    ]);
  });

  test.each(['banks', 'psu_banks', 'nbfcs'])(
    'a lender of %s: roa 0.30, roe 0.25, gnpa 0.20 (lower better), pcr 0.15, nim 0.10',
    (sector) => {
      const section = sectionOf([
        { sector, roa_3y: 2, roe_3y: 0.2, gnpa_pct: 1, pcr_pct: 60, nim_3y: 4, sales_cagr_3y: 9 }, // 75 75 75 25 75
        { sector, roa_3y: 1, roe_3y: 0.1, gnpa_pct: 5, pcr_pct: 70, nim_3y: 3, sales_cagr_3y: 5 }, // 50 50 25 50 50
        { sector, roa_3y: 0, roe_3y: 0.0, gnpa_pct: 2, pcr_pct: 80, nim_3y: 2, sales_cagr_3y: 1 }, // 25 25 50 75 25
      ]);
      expectClose(pillarOf('F', section, method).score, [
        0.3 * 75 + 0.25 * 75 + 0.2 * 75 + 0.15 * 25 + 0.1 * 75,
        0.3 * 50 + 0.25 * 50 + 0.2 * 25 + 0.15 * 50 + 0.1 * 50,
        0.3 * 25 + 0.25 * 25 + 0.2 * 50 + 0.15 * 75 + 0.1 * 25,
      ]);
    },
  );

  test('six of a group: z-scores of winsorised values', () => {
    const roe = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06];
    const section = sectionOf(roe.map((roe_3y) => ({ roe_3y })));
    // winsorised to 0.0105 and 0.0595 (positions 0.05, 4.95); median 0.035;
    // squares 2 × (0.0245² + 0.015² + 0.005²), over 5
    const stdev = Math.sqrt((2 * (0.0245 ** 2 + 0.015 ** 2 + 0.005 ** 2)) / 5);
    const points = [0.0105, 0.02, 0.03, 0.04, 0.05, 0.0595].map(
      (value) => 50 + (15 * (value - 0.035)) / (stdev + 1e-8),
    );
    // the other three metrics are equal for all: 50
    expectClose(
      pillarOf('F', section, method).score,
      points.map((roePoints) => 0.35 * roePoints + 0.65 * 50),
    );
  });

  test('each group has its own statistics, so the same figures score other points among other peers', () => {
    const section = sectionOf([
      { sector: 'it', roe_3y: 0.2 }, // best of two: 200/3
      { sector: 'it', roe_3y: 0.1 },
      { sector: 'fmcg', roe_3y: 0.2 }, // worst of two: 100/3
      { sector: 'fmcg', roe_3y: 0.3 },
    ]);
    const { score } = pillarOf('F', section, method);
    expect(score[0]).toBeCloseTo(0.35 * (200 / 3) + 0.65 * 50, 9);
    expect(score[2]).toBeCloseTo(0.35 * (100 / 3) + 0.65 * 50, 9);
  });

  test('the two kinds are never mixed: neither sees the other’s figures', () => {
    const rows: Row[] = [
      { sector: 'it' },
      { sector: 'it', roe_3y: 0.3 },
      { sector: 'banks' },
      { sector: 'banks' },
    ];
    const day = scoreDay(sectionOf(rows), method);
    const names = (stock: number, counts: boolean) =>
      componentsOf(day, 'F', stock)
        .filter(({ weight }) => weight > 0 === counts)
        .map(({ name }) => name);
    expect(names(0, true)).toEqual(['roe_3y', 'sales_cagr_3y', 'eps_cagr_3y', 'valuation']);
    expect(names(2, true).sort()).toEqual(['gnpa_pct', 'nim_3y', 'pcr_pct', 'roa_3y', 'roe_3y']);
    expect(names(0, false)).toEqual(['roa_3y', 'gnpa_pct', 'pcr_pct', 'nim_3y']);
    expect(names(2, false)).toEqual(['sales_cagr_3y', 'eps_cagr_3y', 'valuation']);
    for (const { weight, state, points, value, sectorCount } of componentsOf(day, 'F', 2)) {
      if (weight > 0) continue;
      expect({ state, points, value, sectorCount }).toEqual({
        ...{ state: 'NOT_APPLICABLE', points: null, value: null, sectorCount: null },
      });
    }
    const others = rows.map((row) =>
      row.sector === 'it'
        ? { ...row, roa_3y: 9, gnpa_pct: 99, pcr_pct: 1, nim_3y: 9 }
        : { ...row, sales_cagr_3y: 9, eps_cagr_3y: 9, ev_ebitda: 1, pe: 1 },
    );
    expect(pillarOf('F', sectionOf(others), method).score).toEqual(day.pillars.F.score);
  });
});

describe('◆ a missing metric', () => {
  const peers: Row[] = [{ roe_3y: 0.1 }, { roe_3y: 0.2 }, { roe_3y: 0.3 }]; // 25, 50, 75; all else ties: 50

  test('1.1: 50 at full weight, shown as the group’s median of winsorised values', () => {
    const pillar = pillarOf('F', sectionOf([...peers, { ...NONE, sales_cagr_3y: 0.5 }]), V11);
    // sales: three of 0.1 share the ranks 1 to 3, 0.5 has 4 of 5
    expect(pillar.score[3]).toBeCloseTo(0.35 * 50 + 0.25 * 80 + 0.2 * 50 + 0.2 * 50, 9);
    expect(pillar.score[0]).toBeCloseTo(0.35 * 25 + 0.25 * 40 + 0.4 * 50, 9);
    const roe = componentOf(pillar, 'roe_3y');
    expect(roe.value[3]).toBeCloseTo(0.2, 12);
    expect([...roe.imputed]).toEqual([0, 0, 0, 1]);
    expect(roe.statistics?.count[0]).toBe(3);
  });

  test('1.0: left out, the other weights renormalised', () => {
    const pillar = pillarOf('F', sectionOf([...peers, { ...NONE, sales_cagr_3y: 0.5, roe_3y: 0.4 }]), V10);
    // roe: the best of four, 4 of 5; sales 4 of 5; nothing else
    expect(pillar.score[3]).toBeCloseTo((0.35 * 80 + 0.25 * 80) / 0.6, 9);
    const other = pillarOf('F', sectionOf([...peers, { ...NONE, sales_cagr_3y: -1, roe_3y: 0.4 }]), V10);
    expect(other.score[3]).toBeCloseTo((0.35 * 80 + 0.25 * 20) / 0.6, 9);
    expect([...componentOf(pillar, 'eps_cagr_3y').imputed]).toEqual([0, 0, 0, 0]);
  });

  test.each([
    ['a company', NONE, undefined],
    ['a lender', NONE_OF_LENDER, 'banks'],
  ])('%s with none at all scores 50, in 1.0 nothing', (_, none, sector) => {
    const of = (row: Row): Row => (sector === undefined ? row : { ...row, sector });
    const section = sectionOf([...peers, none].map(of));
    expect(pillarOf('F', section, V11).score[3]).toBeCloseTo(50, 9);
    expect(pillarOf('F', section, V10).score[3]).toBe(0);
  });

  test('1.0: in a group of at most one value its nulls score 50', () => {
    const section = sectionOf([{ roe_3y: 0.1 }, { ...NONE, roe_3y: null, sales_cagr_3y: 0.9 }]);
    // roe, eps, valuation: one value in the group, so 50; sales: 2 of 3
    expect(pillarOf('F', section, V10).score[1]).toBeCloseTo(0.75 * 50 + 0.25 * (200 / 3), 9);
    expect(pillarOf('F', sectionOf([NONE, NONE]), V10).score).toEqual(Float64Array.of(50, 50));
  });

  test('1.1: where the group has none, it is shown as the market’s median', () => {
    const section = sectionOf([...peers, { ...NONE, sector: 'it' }]);
    const roe = componentOf(pillarOf('F', section, V11), 'roe_3y');
    expect(roe.value[3]).toBeCloseTo(0.2, 12);
  });

  test('a multiple that is not positive is a missing one', () => {
    const section = sectionOf([{}, {}, { ev_ebitda: -4, pe: 0 }]);
    expect([...componentOf(pillarOf('F', section, V11), 'valuation').imputed]).toEqual([0, 0, 1]);
    expect(componentOf(pillarOf('F', section, V10), 'valuation').points?.[2]).toBeNaN();
  });
});
