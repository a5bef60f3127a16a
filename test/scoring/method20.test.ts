/** What greyoak-2.0 scores otherwise than greyoak-1.1: hand-worked cases. */
import { describe, expect, test } from '@jest/globals';
import { bandsOf } from '../../src/scoring/bands.js';
import type { CrossSection } from '../../src/scoring/crossSection.js';
import { componentsOf, type Component } from '../../src/scoring/explain.js';
import { BANDS, YIELDS, type Band, type PillarName, type YieldName } from '../../src/scoring/names.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { PLAIN, sectionOf, V11, V20, type Row } from '../support/days/section.js';

const YIELDS_OF_PLAIN = { earnings_yield: 0.05, book_yield: 0.5, asset_growth: 0.1 };
const NO_EARLIER_INDEX = { ret_63_21d: NaN, ret_126_21d: NaN };

interface Row20 extends Partial<Record<YieldName, number | null>> {
  readonly row?: Row;
  readonly roe?: 'RULED';
  readonly growth?: 'RULED';
}

/** A cross-section of stocks of one group by default, which keep their order. */
function section20(rows: readonly Row20[], rest: Partial<CrossSection> = {}): CrossSection {
  const section = sectionOf(
    rows.map(({ row, roe, growth }) => ({
      ...row,
      ...(roe && { roe_3y: null }),
      ...(growth && { eps_cagr_3y: null }),
    })),
  );
  const column = (name: YieldName) =>
    Float64Array.from(rows, (row) => {
      const value = row[name];
      return (value === undefined ? YIELDS_OF_PLAIN[name] : value) ?? NaN;
    });
  return {
    ...section,
    yields: Object.fromEntries(YIELDS.map((name) => [name, column(name)])) as Record<YieldName, Float64Array>,
    ruledZero: {
      roe_3y: Uint8Array.from(rows, ({ roe }) => (roe ? 1 : 0)),
      eps_cagr_3y: Uint8Array.from(rows, ({ growth }) => (growth ? 1 : 0)),
    },
    earlierIndexReturn: NO_EARLIER_INDEX,
    ...rest,
  };
}

const componentOf = (
  section: CrossSection,
  pillar: PillarName,
  name: string,
  stock: number,
): Component | undefined =>
  componentsOf(scoreDay(section, V20), pillar, stock).find((component) => component.name === name);

describe('T: near_high', () => {
  // 90/100 = 0.9, 45/50 = 0.9, 80/100 = 0.8, unknown: ranks 2.5, 2.5 and 1 of three.
  const section = section20([
    { row: { close: 90, hi52w: 100 } },
    { row: { close: 45, hi52w: 50, sector: 'it' } },
    { row: { close: 80, hi52w: 100 } },
    { row: { close: 80, hi52w: null } },
  ]);

  test('is the percentile of close / hi52w among all stocks that have it, and 50 for another', () => {
    expect([0, 1, 2, 3].map((i) => componentOf(section, 'T', 'near_high', i)?.points)).toEqual([
      (2.5 / 3) * 100,
      (2.5 / 3) * 100,
      (1 / 3) * 100,
      50,
    ]);
  });

  test('is explained by its rank', () => {
    expect(componentOf(section, 'T', 'near_high', 0)).toMatchObject({
      ...{ raw: 0.9, value: 0.9, weight: 0.25, state: 'KNOWN', scoredBy: 'RANK', rank: 2.5, rankOf: 3 },
    });
    expect(componentOf(section, 'T', 'near_high', 3)).toMatchObject({
      ...{ raw: null, state: 'MISSING', scoredBy: 'NEUTRAL', rank: null, rankOf: null },
    });
  });

  test('takes the place of breakout', () => {
    expect(componentsOf(scoreDay(section, V20), 'T', 0).map(({ name }) => name)).toEqual([
      ...['above_200', 'golden_cross', 'rsi', 'volume', 'near_high'],
    ]);
    // 0, 0, 50, 1/3 of 100 and 83.33 with weights of 0.2, 0.15, 0.2, 0.2, 0.25.
    expect(scoreDay(section, V20).pillars.T.score[0]).toBeCloseTo(0.2 * 50 + 20 / 3 + 0.25 * (250 / 3), 10);
  });
});

describe('R', () => {
  const rows: Row20[] = [
    { row: { ret_63_21d: 0.1, ret_126_21d: 0.2, sigma60: 0.02 } },
    { row: { ret_63_21d: 0, ret_126_21d: null, sigma60: 0.02 } },
    { row: { ret_63_21d: 0.05, ret_126_21d: 0.1, sigma60: null } },
  ];

  test('weighs the horizons that leave out the last month, each divided by sigma60', () => {
    const index = { ret_63_21d: 0.02, ret_126_21d: 0.03 };
    const section = section20(rows, { earlierIndexReturn: index });
    const [near, far] = componentsOf(scoreDay(section, V20), 'R', 0);
    expect([near.name, near.weight, far.name, far.weight]).toEqual(['ret_63_21d', 0.64, 'ret_126_21d', 0.36]);
    // Returns are winsorised at 1 % and 99 %: of (0, 0.05, 0.1), to 0.001 and 0.099.
    expect(near.value).toBeCloseTo(0.099, 12);
    expect(near.ofSector).toBeCloseTo(0.05, 12);
    expect(near.ofMarket).toBe(0.02);
    expect(near.alpha).toBeCloseTo(0.6 * (0.049 / 0.02) + 0.4 * (0.079 / 0.02), 10);
    // Winsorised: 0.199, and 0.101; their mean is 0.15.
    expect(far.alpha).toBeCloseTo(0.6 * (0.049 / 0.02) + 0.4 * (0.169 / 0.02), 10);
  });

  test('the market return is the universe’s for both horizons where the index lacks one', () => {
    const section = section20(rows, { earlierIndexReturn: { ret_63_21d: 0.02, ret_126_21d: NaN } });
    expect(componentOf(section, 'R', 'ret_63_21d', 0)?.ofMarket).toBeCloseTo(0.05, 12);
    expect(scoreDay(section, V20).marketReturn).toBe('UNIVERSE');
  });

  test('S keeps its horizons and its market return', () => {
    const indexReturn = { ret_21d: 0.01, ret_63d: 0.02, ret_126d: 0.03 };
    const day = scoreDay(section20(rows, { indexReturn }), V20);
    expect(day.marketReturn).toBe('INDEX');
    expect(componentsOf(day, 'S', 0).map(({ name, ofMarket }) => [name, ofMarket])).toEqual(
      Object.entries(indexReturn),
    );
    expect(day.sectorZ).toEqual(
      scoreDay(
        sectionOf(
          rows.map(({ row }) => row ?? {}),
          indexReturn,
        ),
        V11,
      ).sectorZ,
    );
  });
});

describe('F: the yields', () => {
  test('each is a rank within the sector group, and both together weigh 0.20', () => {
    const values = [-0.2, 0.01, 0.01, 0.3, 0.4, 0.5, 0.6];
    const section = section20(values.map((earnings_yield) => ({ earnings_yield, book_yield: null })));
    const points = values.map((_, i) => componentOf(section, 'F', 'earnings_yield', i)?.points);
    // Of seven, although a z-score could be taken: rank / 8.
    expect(points).toEqual([1, 2.5, 2.5, 4, 5, 6, 7].map((rank) => (rank / 8) * 100));
    expect(componentOf(section, 'F', 'earnings_yield', 0)).toMatchObject({
      ...{ raw: -0.2, value: -0.2, weight: 0.1, scoredBy: 'RANK', rank: 1, rankOf: 7 },
    });
    expect(componentOf(section, 'F', 'book_yield', 0)).toMatchObject({ points: 50, weight: 0.1, raw: null });
    expect(componentOf(section, 'F', 'valuation', 0)).toBeUndefined();
  });

  test('lenders are not scored by them', () => {
    const section = section20([{ row: { sector: 'banks' } }, { row: { sector: 'banks' } }]);
    expect(componentOf(section, 'F', 'book_yield', 0)).toMatchObject({ state: 'NOT_APPLICABLE', weight: 0 });
  });
});

describe('Q: asset_growth', () => {
  test('is a rank within the sector group, lower is better, also for lenders', () => {
    const section = section20([
      { asset_growth: 0.5, row: { sector: 'banks', roce_3y: null, opm_stdev_12q: null } },
      { asset_growth: -0.1, row: { sector: 'banks', roce_3y: null, opm_stdev_12q: null } },
      { asset_growth: null, row: { sector: 'banks', roce_3y: null, opm_stdev_12q: null } },
    ]);
    expect([0, 1, 2].map((i) => componentOf(section, 'Q', 'asset_growth', i)?.points)).toEqual([
      (1 / 3) * 100,
      (2 / 3) * 100,
      50,
    ]);
    // 0.7 × 50 + 0.3 × 66.67
    expect(scoreDay(section, V20).pillars.Q.score[1]).toBeCloseTo(35 + 20, 10);
  });
});

describe('what scores 0 by a rule', () => {
  const rows: Row20[] = [0.1, 0.12, 0.14, 0.16, 0.18, 0.2].map((roe_3y) => ({ row: { roe_3y } }));
  const without = scoreDay(section20(rows), V20);
  const day = scoreDay(section20([...rows, { roe: 'RULED', growth: 'RULED' }]), V20);

  test('has 0 points, and enters no number of its group', () => {
    const ruled = componentsOf(day, 'F', 6).find(({ name }) => name === 'roe_3y');
    expect(ruled).toMatchObject({
      ...{
        raw: null,
        value: null,
        imputed: false,
        points: 0,
        scoredBy: 'RULE',
        state: 'KNOWN',
        weight: 0.35,
      },
    });
    const [before, after] = [without, day].map((one) => componentsOf(one, 'F', 0)[0]);
    expect([after.sectorCount, after.sectorMedian, after.sectorStdev, after.points]).toEqual([
      ...[before.sectorCount, before.sectorMedian, before.sectorStdev, before.points],
    ]);
  });

  test('is present for coverage', () => {
    expect(day.confidence.coverage[6]).toBe(1);
    const missing = scoreDay(section20([...rows, { row: { roe_3y: null, eps_cagr_3y: null } }]), V20);
    // 13 of bars, 7 of the company, 3 of ownership are required.
    expect(missing.confidence.coverage[6]).toBeCloseTo(1 - 2 / (13 + 7 + 3), 12);
  });
});

describe('coverage', () => {
  const coverageOf = (row: Row20): number => scoreDay(section20([row, {}]), V20).confidence.coverage[0];
  const all = V20.parameters.hygiene.required.bars.length + 7 + 3;

  test.each<[string, Row20, number]>([
    ['all', {}, 0],
    ['one yield', { earnings_yield: null }, 0],
    ['no yield', { earnings_yield: null, book_yield: null }, 1],
    ['multiples do not stand in for yields', { earnings_yield: null, book_yield: null, row: { pe: 9 } }, 1],
    ['no asset growth', { asset_growth: null }, 1],
    ['no high of a year', { row: { hi52w: null } }, 1],
    ['no earlier return', { row: { ret_63_21d: null, ret_126_21d: null } }, 2],
    ['no return of a month, which S takes', { row: { ret_21d: null } }, 1],
    ['what is not required any more', { row: { resistance_high: null, ret_63d: null, ret_126d: null } }, 0],
  ])('%s', (_, row, missing) => {
    expect(coverageOf(row)).toBeCloseTo(1 - missing / all, 12);
  });
});

describe('bands with hysteresis', () => {
  const { bands } = V20.parameters;
  const thresholds = V20.thresholds.bands;
  const bandAfter = (former: readonly (number | null)[], score: number): Band => {
    const hundredths = Int16Array.from(former, (one) => (one === null ? -1 : Math.round(one * 100)));
    return BANDS[
      bandsOf(Float64Array.of(score), { sessions: former.length, hundredths }, thresholds, bands)[0]
    ];
  };

  test.each<[string, (number | null)[], number, Band]>([
    ['without a score before, the thresholds decide', [null, null], 65, 'BUY'],
    ['a score just below the bound keeps the band', [65], 63, 'BUY'],
    ['below it by more than the margin, it is lost', [65], 62.99, 'HOLD'],
    ['a score at the bound does not reach the band', [64.99], 65, 'HOLD'],
    ['nor just below the bound and the margin', [64.99], 66.99, 'HOLD'],
    ['at the bound and the margin, it does', [64.99], 67, 'BUY'],
    ['sessions without a score are passed over', [65, null, null, 63.5, null], 63, 'BUY'],
    ['a fall goes through several bands', [80], 47.99, 'AVOID'],
    ['a fall stops where a band holds', [80], 48, 'HOLD'],
    ['a rise goes through several bands', [10], 77, 'STRONG_BUY'],
    ['a rise stops where a band is not reached', [10], 76.99, 'BUY'],
    ['the path counts', [65, 62, 66.5], 66.5, 'HOLD'],
    ['the first score counts by the thresholds', [49.99, 51.99], 51.99, 'AVOID'],
  ])('%s', (_, former, score, band) => {
    expect(bandAfter(former, score)).toBe(band);
  });

  test('guardrails come after, and what is not remembered is banded by the thresholds', () => {
    const section = section20([{}, {}]);
    const former = Int16Array.of(9900, 9900);
    const formerScores = { sessions: 1, hundredths: { TRADER: former, INVESTOR: former } };
    const [plain] = scoreDay(section, V20).modes.TRADER.guardrails;
    const [held] = scoreDay({ ...section, formerScores }, V20).modes.TRADER.guardrails;
    expect(held.scoreBefore).toEqual(plain.scoreBefore);
    expect(scoreDay({ ...section, formerScores }, V11).modes.TRADER.band).toEqual(
      scoreDay(section, V11).modes.TRADER.band,
    );
    expect(scoreDay({ ...section, formerScores: null }, V20).modes.TRADER.band).toEqual(
      scoreDay(section, V20).modes.TRADER.band,
    );
  });
});

test('the plain stock has everything that the method reads', () => {
  expect(PLAIN.ret_63_21d).not.toBeNull();
  expect(scoreDay(section20([{}]), V20).confidence.coverage[0]).toBe(1);
});
