import { describe, expect, test } from '@jest/globals';
import { componentsOf, type Component } from '../../src/scoring/explain.js';
import type { Method } from '../../src/scoring/method.js';
import { PILLARS, type PillarName } from '../../src/scoring/names.js';
import { pledgeCurvePoints } from '../../src/scoring/pillars/ownership.js';
import { scoreDay, type DayScores } from '../../src/scoring/scoreDay.js';
import { dayReport } from '../../src/runs/dayReport.js';
import { DAY, DAY_10 } from '../support/days/day.js';
import { METHODS, NOTHING, sectionOf, V10, V11, type Row } from '../support/days/section.js';

/** Lenders and others, ties, stocks without bars and figures, a group that lacks a return, and an index. */
const rows: Row[] = [
  ...Array.from({ length: 9 }, (_, k): Row => ({
    sector: k < 7 ? 'it' : 'fmcg',
    roe_3y: 0.1 + k / 50,
    roce_3y: k === 3 ? null : 0.1 + ((k * 7) % 5) / 50,
    opm_stdev_12q: 0.01 + (k % 4) / 100,
    ret_21d: ((k * 5) % 7) / 100 - 0.02,
    ret_63d: k === 4 ? null : ((k * 3) % 8) / 100,
    ret_126d: (k % 3) / 10,
    sigma20: k === 5 ? 0 : 0.01 + k / 500,
    sigma60: k === 6 ? null : 0.02 + k / 700,
    rsi14: 25 + 6 * k,
    close: 92 + 3 * k,
    volume_ratio: k / 4,
    promoter_hold_pct: 0.3 + (k % 4) / 10,
    promoter_pledge_frac: k % 2 === 0 ? k / 20 : 0,
    fii_dii_delta_pp: k === 2 ? null : k - 4,
  })),
  ...Array.from({ length: 4 }, (_, k): Row => ({
    sector: 'banks',
    roce_3y: null,
    opm_stdev_12q: null,
    gnpa_pct: 1 + k,
    pcr_pct: k === 1 ? null : 60 + k,
    ret_21d: -k / 50,
    ret_126d: k / 20,
  })),
  { ...NOTHING, sector: 'metals' },
  { ...NOTHING, sector: 'it' },
];
const INDEX = { ret_21d: 0.01, ret_63d: 0.03, ret_126d: 0.07 };

/** A pillar as a reader computes it from what is shown of all stocks of the day, and from the method. */
function byHand(shown: readonly Component[], pillar: PillarName, method: Method): number {
  const { pillars } = method.parameters;
  if (pillar === 'R' || pillar === 'S') {
    const { rank, rankOf } = shown[0];
    if (rank === null || rankOf === null) return 50;
    return pillar === 'S' && rankOf === 1 ? 50 : (rank / rankOf) * 100;
  }
  const points = shown.map((component) => pointsByHand(component, pillar, method));
  const weights = shown.reduce((sum, { weight }) => sum + weight, 0);
  if (weights === 0) return pillars.empty_score;
  return shown.reduce((sum, { weight }, k) => sum + weight * (points[k] ?? 0), 0);
}

function pointsByHand(component: Component, pillar: PillarName, method: Method): number | null {
  const { technicals, ownership } = method.parameters.pillars;
  const { name, raw, value, state, scoredBy, rank, rankOf, sectorMedian, sectorStdev } = component;
  const between = (low: number, high: number) =>
    raw === null ? 50 : Math.min(100, Math.max(0, ((raw - low) / (high - low)) * 100));
  if (pillar === 'T') {
    if (name === 'rsi') return between(technicals.rsi.oversold, technicals.rsi.overbought);
    if (name === 'volume') return between(technicals.volume.low, technicals.volume.high);
    if (name === 'breakout') return Math.min(100, 100 * (raw ?? 0));
    return raw !== null && raw > 1 ? 100 : 0;
  }
  const curve = name === 'pledge' ? pledgeCurvePoints(raw ?? 0, ownership.pledge_curve) : 0;
  const lower = ['pledge', 'valuation', 'gnpa_pct', 'opm_stdev_12q'].includes(name);
  if (scoredBy === 'NEUTRAL' && component.points !== null) return Math.max(0, 50 - curve);
  if (scoredBy === 'RANK' && rank !== null && rankOf !== null) {
    return Math.max(0, (rank / (rankOf + 1)) * 100 - curve);
  }
  if (scoredBy === 'Z_SCORE' && value !== null && sectorMedian !== null && sectorStdev !== null) {
    const z = ((lower ? -1 : 1) * (value - sectorMedian)) / (sectorStdev + 1e-8);
    return Math.max(0, Math.min(100, Math.max(0, 50 + 15 * z)) - curve);
  }
  // The share of the group that is worse, of which greyoak-1.0 shows no rank.
  if (scoredBy === 'RANK' && pillar === 'O') return component.points;
  return state === 'KNOWN' ? NaN : null;
}

const days: [string, DayScores][] = [
  ...METHODS.flatMap(([name, method]): [string, DayScores][] => [
    [`${name}, compared with the index`, scoreDay(sectionOf(rows, INDEX), method)],
    [`${name}, compared with the universe`, scoreDay(sectionOf(rows), method)],
    [`${name}, one group`, scoreDay(sectionOf(rows.slice(0, 7)), method)],
  ]),
  ['36 stocks of 1.1', DAY],
  ['36 stocks of 1.0', DAY_10],
];

describe.each(days)('what is shown of %s', (_, day) => {
  const { method, section } = day;
  const report = dayReport(day, { section, notScored: [] });
  const stocks = section.tickers.map((ticker) => report.stocks[ticker]);
  const { against, weights } = method.parameters.pillars.relative_strength;

  test('gives every pillar of every stock', () => {
    stocks.forEach(({ components }, i) => {
      for (const pillar of PILLARS) {
        const expected = expect.closeTo(day.pillars[pillar].score[i], 6) as unknown;
        expect([pillar, byHand(components[pillar], pillar, method)]).toEqual([pillar, expected]);
      }
    });
  });

  test('gives the alphas of R, and ranks their weighted sums', () => {
    const alphas = stocks.map(({ components: { R } }) => {
      for (const { value, ofSector, ofMarket, sigma, alpha } of R) {
        const isKnown = value !== null && sigma !== null && sigma > 1e-8;
        const expected = isKnown
          ? against.sector * ((value - (ofSector ?? NaN)) / sigma) +
            against.market * ((value - (ofMarket ?? NaN)) / sigma)
          : 0;
        expect(alpha).toBeCloseTo(expected, 6);
      }
      return R.reduce(
        (sum, { name, alpha }) => sum + (weights[name as keyof typeof weights] ?? NaN) * (alpha ?? NaN),
        0,
      );
    });
    stocks.forEach(({ components: { R } }, i) => {
      const below = alphas.filter((other) => other < alphas[i] - 1e-8).length;
      const upTo = alphas.filter((other) => other <= alphas[i] + 1e-8).length;
      for (const { rank, rankOf } of R)
        expect([rank, rankOf]).toEqual([(below + 1 + upTo) / 2, alphas.length]);
    });
  });

  test('gives e, z, S_z and the rank of the groups in S', () => {
    const ofGroup = new Map(stocks.map(({ sector, components: { S } }) => [sector, S]));
    const taking = [...ofGroup].filter(([, [{ rank }]]) => rank !== null);
    const sums = new Map(
      taking.map(([sector, S]) => [sector, S.reduce((sum, { weight, z }) => sum + weight * (z ?? NaN), 0)]),
    );
    for (const [sector, S] of taking) {
      expect(report.sectors[sector].z).toBeCloseTo(sums.get(sector) ?? NaN, 8);
      const own = report.sectors[sector].z ?? NaN;
      const others = taking.map(([other]) => report.sectors[other].z ?? NaN);
      const rank = (others.filter((z) => z < own).length + 1 + others.filter((z) => z <= own).length) / 2;
      S.forEach(({ raw, ofMarket, alpha, value, sigma, z, ...shown }, k) => {
        expect([shown.rank, shown.rankOf]).toEqual([rank, taking.length]);
        expect(alpha).toBeCloseTo((raw ?? NaN) - (ofMarket ?? NaN), 9);
        expect(value).toBeCloseTo((alpha ?? NaN) / ((sigma ?? NaN) + 1e-8), 6);
        const values = taking.map(([, of]) => of[k].value ?? NaN);
        const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
        const stdev = Math.sqrt(
          values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (values.length - 1),
        );
        expect(z).toBeCloseTo(stdev > 1e-8 ? ((value ?? NaN) - mean) / stdev : 0, 6);
      });
    }
  });
});

describe('what a component says of itself', () => {
  const day = scoreDay(sectionOf(rows, INDEX), V11);
  const of = (pillar: PillarName, stock: number, name: string, from = day) => {
    const found = componentsOf(from, pillar, stock).find((one) => one.name === name);
    if (found === undefined) throw new Error(`${pillar} of ${stock} has no ${name}`);
    return found;
  };

  test('KNOWN, IMPUTED, MISSING', () => {
    expect(of('Q', 0, 'roce_3y').state).toBe('KNOWN');
    expect(of('Q', 3, 'roce_3y').state).toBe('IMPUTED');
    expect(of('O', 2, 'fii_dii_change').state).toBe('IMPUTED');
    expect(of('R', 4, 'ret_63d').state).toBe('MISSING');
    expect(of('T', 14, 'above_200').state).toBe('MISSING');
    expect(of('S', 13, 'ret_21d')).toMatchObject({ state: 'MISSING', rank: null, rankOf: null, sigma: null });
    const skipped = scoreDay(sectionOf(rows), V10);
    expect(of('Q', 3, 'roce_3y', skipped)).toMatchObject({ state: 'MISSING', weight: 0, points: null });
  });

  test('NOT_APPLICABLE: what lenders and other companies do not have', () => {
    const notApplicable = (pillar: PillarName, stock: number) =>
      componentsOf(day, pillar, stock).filter(({ state }) => state === 'NOT_APPLICABLE');
    expect(notApplicable('Q', 10).map(({ name, points, weight }) => [name, points, weight])).toEqual([
      ['roce_3y', 50, 0.65],
      ['opm_stdev_12q', 50, 0.35],
    ]);
    expect(day.pillars.Q.score[10]).toBe(50);
    expect(notApplicable('F', 10).map(({ name }) => name)).toEqual([
      'sales_cagr_3y',
      'eps_cagr_3y',
      'valuation',
    ]);
    expect(notApplicable('F', 0).map(({ name }) => name)).toEqual([
      'roa_3y',
      'gnpa_pct',
      'pcr_pct',
      'nim_3y',
    ]);
    expect(notApplicable('Q', 0)).toEqual([]);
    expect(notApplicable('O', 10)).toEqual([]);
  });

  test('whether the market is the index or the universe', () => {
    expect(day.marketReturn).toBe('INDEX');
    expect(of('R', 0, 'ret_21d').ofMarket).toBe(0.01);
    expect(scoreDay(sectionOf(rows), V11).marketReturn).toBe('UNIVERSE');
    expect(scoreDay(sectionOf(rows, INDEX), V10).marketReturn).toBe('UNIVERSE');
    expect(scoreDay(sectionOf(rows, { ...INDEX, ret_63d: NaN }), V11).marketReturn).toBe('UNIVERSE');
  });

  test('halves where ranks are shared', () => {
    const tied = scoreDay(sectionOf([{ roe_3y: 0.1 }, { roe_3y: 0.2 }, { roe_3y: 0.2 }, {}]), V11);
    expect(of('F', 1, 'roe_3y', tied)).toMatchObject({ scoredBy: 'RANK', rank: 3.5, rankOf: 4, points: 70 });
    expect(of('F', 3, 'valuation', tied)).toMatchObject({ rank: 2.5, rankOf: 4, points: 50 });
    expect(of('R', 2, 'ret_63d', tied)).toMatchObject({ rank: 2.5, rankOf: 4, alpha: 0 });
  });
});
