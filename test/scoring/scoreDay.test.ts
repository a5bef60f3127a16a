import { describe, expect, test } from '@jest/globals';
import { BANDS, GUARDRAILS, PENALTIES, PILLARS, type Mode } from '../../src/scoring/names.js';
import { scoreDay, type DayScores } from '../../src/scoring/scoreDay.js';
import { METHODS, sectionOf, V10, V11, type Row } from '../support/days/section.js';

const pillarsOf = (day: DayScores, i: number) =>
  Object.fromEntries(PILLARS.map((pillar, p) => [pillar, day.rounded[p][i] / 100]));
const resultOf = (day: DayScores, i: number, mode: Mode) => {
  const { weighted, penalties, guardrails, score, band } = day.modes[mode];
  return {
    weighted: weighted[i],
    penalty: penalties.total[i],
    before: guardrails[0].scoreBefore[i],
    fired: guardrails.filter(({ fired }) => fired[i] === 1).map(({ guardrail }) => guardrail),
    score: score[i],
    band: BANDS[band[i]],
  };
};

describe.each(METHODS)('%s, by hand: one stock alone', (_, method) => {
  const day = scoreDay(
    sectionOf([
      {
        ...{ close: 103, dma20: 98, dma50: 97, dma200: 102, rsi14: 60, resistance_high: 101, atr14: 4 },
        ...{ volume_ratio: 0.8, median_traded_value_cr: 4, promoter_pledge_frac: 0.15 },
        ...{ meeting: 2, auditor: 10 },
      },
    ]),
    method,
  );

  test('pillars', () => {
    expect(pillarsOf(day, 0)).toEqual({
      F: 50, // no other stock to compare with
      T: 70.67, // 20 + 15 + 0.2 × 75 + 0.25 × 100 × 2/3 + 0.2 × 20 = 70.6667
      R: 100, // the first of one
      O: 45.5, // 0.3 × 50 + 0.3 × (50 − 15) + 0.4 × 50
      Q: 50,
      S: 50, // one group
    });
  });

  test('as a trader', () => {
    const penalty = [5, 5, 0, 2, 2]; // below 5 crore, above 10 %, calm, results in 2 days, the auditor
    expect(PENALTIES.map((kind) => day.modes.TRADER.penalties.parts[kind].points[0])).toEqual(penalty);
    // 0.12 × 50 + 0.32 × 70.67 + 0.16 × 100 + 0.08 × 45.5 + 0.04 × 50 + 0.28 × 50
    // = 6 + 22.6144 + 16 + 3.64 + 2 + 14; less 14
    expect(resultOf(day, 0, 'TRADER')).toEqual({
      ...{ weighted: 64.2544, penalty: 14, before: 50.25, fired: ['PLEDGE_CAP'], score: 50.25, band: 'HOLD' },
    });
  });

  test('as an investor', () => {
    // 0.38 × 50 + 0.10 × 70.67 + 0.08 × 100 + 0.18 × 45.5 + 0.12 × 50 + 0.14 × 50
    // = 19 + 7.067 + 8 + 8.19 + 6 + 7; less 14
    expect(resultOf(day, 0, 'INVESTOR')).toEqual({
      ...{ weighted: 55.257, penalty: 14, before: 41.26, fired: ['PLEDGE_CAP'], score: 41.26, band: 'AVOID' },
    });
  });

  test('confidence and coverage are full', () => {
    expect(day.confidence.coverage[0]).toBe(1);
    expect(day.confidence.value[0]).toBeCloseTo(1, 12);
  });
});

describe('◆ by hand: three of a group, the last without any fundamentals', () => {
  const nothing: Row = {
    ...{ roe_3y: null, sales_cagr_3y: null, eps_cagr_3y: null, pe: null, ev_ebitda: null },
    ...{ roce_3y: null, opm_stdev_12q: null },
  };
  const section = sectionOf(
    [
      { roe_3y: 0.3, promoter_hold_pct: 0.6 },
      { roe_3y: 0.2, promoter_hold_pct: 0.5 },
      { ...nothing, promoter_hold_pct: 0.4 },
    ].map((row) => ({ ...row, sector: 'fmcg' })),
  );
  // T: 0.2 × 50 for the rsi, 0.2 × 33.33 for the volume. R: three ties share the rank 2 of 3. S: one group.
  const same = { T: 16.67, R: 66.67, S: 50 };
  // F of the first: roe 2 of 3, the others ties: 0.35 × 66.67 + 0.65 × 50; of the second 0.35 × 33.33 + 0.65 × 50

  test('1.1', () => {
    const day = scoreDay(section, V11);
    // O: promoter holding 75, 50, 25, the rest ties: 0.3 × 75 + 0.7 × 50
    expect(pillarsOf(day, 0)).toEqual({ ...same, F: 55.83, O: 57.5, Q: 50 });
    expect(pillarsOf(day, 1)).toEqual({ ...same, F: 44.17, O: 50, Q: 50 });
    expect(pillarsOf(day, 2)).toEqual({ ...same, F: 50, O: 42.5, Q: 50 });
    // 0.30 × 55.83 + 0.10 × 16.67 + 0.08 × 66.67 + 0.15 × 57.5 + 0.12 × 50 + 0.25 × 50
    // = 16.749 + 1.667 + 5.3336 + 8.625 + 6 + 12.5
    expect(resultOf(day, 0, 'TRADER')).toMatchObject({ weighted: 50.8746, score: 50.87, band: 'HOLD' });
    // 15 + 1.667 + 5.3336 + 6.375 + 6 + 12.5; 6 of 22 required metrics are missing
    const last = { weighted: 46.8756, score: 46.88, band: 'AVOID', fired: ['LOW_COVERAGE'] };
    expect(resultOf(day, 2, 'TRADER')).toMatchObject(last);
    expect(day.confidence.imputedFraction[2]).toBeCloseTo(6 / 22, 12);
    expect(day.confidence.value[2]).toBeCloseTo(0.55 * (16 / 22) + 0.35 + 0.1, 12);
  });

  test('1.0', () => {
    const day = scoreDay(section, V10);
    // O: 2/3, 1/3 and none of the group is worse in the promoter holding, and no stock is worse in the ties: 0.3 × 66.67
    expect(pillarsOf(day, 0)).toEqual({ ...same, F: 55.83, O: 20, Q: 50 });
    expect(pillarsOf(day, 1)).toEqual({ ...same, F: 44.17, O: 10, Q: 50 });
    expect(pillarsOf(day, 2)).toEqual({ ...same, F: 0, O: 0, Q: 0 });
    // 16.749 + 1.667 + 5.3336 + 3 + 6 + 12.5
    expect(resultOf(day, 0, 'TRADER')).toMatchObject({ weighted: 45.2496, score: 45.25, band: 'AVOID' });
    // 1.667 + 5.3336 + 12.5
    expect(resultOf(day, 2, 'TRADER')).toMatchObject({ weighted: 19.5006, score: 19.5 });
  });
});

test('◆ HIGH_RISK_CAP: 10 for liquidity and 5 for the pledge are 15, but a capped group has 12 at most', () => {
  const section = sectionOf([{ sector: 'fmcg', median_traded_value_cr: 1, promoter_pledge_frac: 0.2 }]);
  const caps = ['ILLIQUIDITY', 'PLEDGE_CAP'];
  expect(resultOf(scoreDay(section, V11), 0, 'TRADER').fired).toEqual([...caps, 'HIGH_RISK_CAP']);
  expect(resultOf(scoreDay(section, V10), 0, 'TRADER')).toMatchObject({ penalty: 12, fired: caps });
});

describe.each(METHODS)('%s: what is known of a stock reaches its guardrails', (_, method) => {
  const bear = { ret_21d: -0.1, ret_63d: -0.1, ret_126d: -0.1 };
  const groups = ['energy', 'metals', 'pharma', 'cement'].map((sector): Row => ({ sector }));

  test('SECTOR_BEAR: one group of five far behind, S_z −4/√5 = −1.79', () => {
    const day = scoreDay(sectionOf([...groups, { ...bear, sector: 'it' }]), method);
    expect(day.sectorZ[4]).toBeCloseTo(-4 / Math.sqrt(5), 9);
    const investor = resultOf(day, 4, 'INVESTOR');
    expect(investor.fired).toEqual(['SECTOR_BEAR']);
    expect(investor.score).toBeCloseTo(investor.before - 5, 9);
    const trader = resultOf(day, 4, 'TRADER');
    expect(trader.fired).toEqual(['SECTOR_BEAR']);
    expect(trader.score).toBe(trader.before);
    expect(day.momentum.score[day.sectors.of[4]]).toBe(20); // (0 + 1 + 1) × 50 / 5
  });

  test('LOW_DATA_HOLD: old and partial data', () => {
    // coverage 19/22; freshness (e⁻⁹ + 2 e⁻⁴) / 3
    const old = {
      age_prices: 9,
      age_fundamentals: 480,
      age_ownership: 480,
      rsi14: null,
      atr14: null,
      dma200: null,
    };
    const day = scoreDay(sectionOf([old, {}]), method);
    const freshness = (Math.exp(-9) + 2 * Math.exp(-4)) / 3;
    expect(day.confidence.value[0]).toBeCloseTo(0.55 * (19 / 22) + 0.35 * freshness + 0.1, 12);
    expect(resultOf(day, 0, 'TRADER').fired).toEqual(['LOW_DATA_HOLD']);
    expect(resultOf(day, 1, 'TRADER').fired).toEqual([]);
  });

  test('each step judges its own number', () => {
    const row = { median_traded_value_cr: 7, promoter_pledge_frac: 0.07, meeting: 0, rsi14: null };
    const day = scoreDay(sectionOf([row]), method);
    for (const { guardrail, observed } of day.modes.INVESTOR.guardrails) {
      const expected = {
        LOW_DATA_HOLD: 0.55 * (21 / 22) + 0.35 + 0.1,
        ILLIQUIDITY: 7,
        PLEDGE_CAP: 0.07,
        HIGH_RISK_CAP: 2,
        SECTOR_BEAR: 0,
        LOW_COVERAGE: 1 / 22,
      };
      expect(observed[0]).toBeCloseTo(expected[guardrail], 12);
    }
    expect(day.modes.INVESTOR.guardrails.map(({ guardrail }) => guardrail)).toEqual([...GUARDRAILS]);
  });
});

test('the same figures in two groups with other peers have other points', () => {
  const rows: Row[] = ['pharma', 'energy'].flatMap((sector, k) => [
    { sector, roe_3y: 0.2, roce_3y: 0.2, promoter_hold_pct: 0.5 },
    ...[1, 2, 3].map((step) => {
      const value = 0.2 + (k === 0 ? -0.02 : 0.02) * step;
      return { sector, roe_3y: value, roce_3y: value, promoter_hold_pct: value + 0.3 };
    }),
  ]);
  for (const [, method] of METHODS) {
    const day = scoreDay(sectionOf(rows), method);
    for (const pillar of ['F', 'O', 'Q'] as const) {
      expect(day.pillars[pillar].score[0]).toBeGreaterThan(day.pillars[pillar].score[4]);
    }
  }
});
