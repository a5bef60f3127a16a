import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { penaltyCapOf, type Method } from '../../src/scoring/method.js';
import { PENALTIES, type Mode } from '../../src/scoring/names.js';
import {
  eventWindowPenalty,
  governancePenalty,
  liquidityPenalty,
  pledgePenalty,
  volatilityPenalty,
  worstLiquidityBound,
  type PenaltyPart,
} from '../../src/scoring/penalties.js';
import { scoreDay } from '../../src/scoring/scoreDay.js';
import { METHODS, NOTHING, RUNS, sectionOf, V10, V11, type Row } from '../support/days/section.js';

const EPSILON = 1e-9;

/** A penalty part as a function of what it measures. */
interface Family {
  readonly name: string;
  readonly of: (observed: number, method: Method) => PenaltyPart;
  /** Observed, points, threshold: the bound that it passed, else the first one that it would have to pass. */
  readonly cases: readonly (readonly [number, number, number])[];
  /** What a null costs, and the threshold shown. */
  readonly ofNull: readonly [number, number];
  /** Whether more of it is worse, or less. */
  readonly worse: 'more' | 'less';
}

const FAMILIES: readonly Family[] = [
  ...(['TRADER', 'INVESTOR'] as const).map((mode): Family => {
    const low = mode === 'TRADER' ? 3 : 2;
    return {
      name: `liquidity of a ${mode}, ₹ crore`,
      of: (traded, { parameters }) => liquidityPenalty(traded, parameters.penalties.liquidity[mode]),
      cases: [
        ...([
          [100, 0, 5],
          [5, 0, 5],
          [5 - EPSILON, 5, 5],
        ] as const),
        ...([
          [low, 5, 5],
          [low - EPSILON, 10, low],
          [0, 10, low],
        ] as const),
      ],
      ofNull: [10, low],
      worse: 'less',
    };
  }),
  {
    name: 'pledged fraction',
    of: (pledged, { parameters }) => pledgePenalty(pledged, parameters.penalties.pledge),
    cases: [
      ...([
        [0, 0, 0.1],
        [0.1, 0, 0.1],
        [0.1 + EPSILON, 5, 0.1],
      ] as const),
      ...([
        [0.25, 5, 0.1],
        [0.25 + EPSILON, 10, 0.25],
        [1, 10, 0.25],
      ] as const),
    ],
    ofNull: [0, 0.1],
    worse: 'more',
  },
  {
    name: 'volatility, where the reference is 0.02',
    of: (sigma20, { parameters }) => volatilityPenalty(sigma20, 0.02, parameters.penalties.volatility),
    cases: [
      ...([
        [0, 0, 0.05],
        [0.05, 0, 0.05],
        [0.05 + EPSILON, 5, 0.05],
      ] as const), // 2.5 × 0.02
    ],
    ofNull: [0, 0.05],
    worse: 'more',
  },
  {
    name: 'days to a meeting',
    of: (days, { parameters }) => eventWindowPenalty(days, parameters.penalties.event_window),
    cases: [
      [0, 2, 2],
      [1, 2, 2],
      [2, 2, 2],
      [3, 0, 2],
      [90, 0, 2],
    ],
    ofNull: [0, 2],
    worse: 'less',
  },
  {
    name: 'days since an auditor left',
    of: (days, { parameters }) => governancePenalty(days, NaN, parameters.penalties.governance),
    cases: [
      [0, 2, 365],
      [365, 2, 365],
      [366, 0, 365],
    ],
    ofNull: [0, 365],
    worse: 'less',
  },
  {
    name: 'days since a director left',
    of: (days, { parameters }) => governancePenalty(NaN, days, parameters.penalties.governance),
    cases: [
      [0, 1, 365],
      [365, 1, 365],
      [366, 0, 365],
    ],
    ofNull: [0, 365],
    worse: 'less',
  },
];

describe.each(METHODS)('every penalty part of %s (method §7)', (_, method) => {
  describe.each(FAMILIES)('$name', ({ of, cases, ofNull, worse }) => {
    test.each([...cases])('%p costs %p; the bound is %p', (observed, points, threshold) => {
      const part = of(observed, method);
      expect(part).toEqual({ points, observed, threshold: expect.closeTo(threshold, 12) });
    });

    test('a null', () => {
      const [points, threshold] = ofNull;
      expect(of(NaN, method)).toEqual({ points, observed: NaN, threshold: expect.closeTo(threshold, 12) });
    });

    test('never gives points back, and costs no less where the risk is greater', () => {
      const risk = fc.oneof(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 400, noNaN: true }),
      );
      fc.assert(
        fc.property(risk, risk, (a, b) => {
          const [small, great] = [Math.min(a, b), Math.max(a, b)];
          const [mild, bad] = worse === 'more' ? [small, great] : [great, small];
          expect(of(mild, method).points).toBeGreaterThanOrEqual(0);
          expect(of(bad, method).points).toBeGreaterThanOrEqual(of(mild, method).points);
        }),
        RUNS,
      );
    });
  });

  test('governance: the two add; observed are the days since the last one', () => {
    const { governance } = method.parameters.penalties;
    expect(governancePenalty(100, 30, governance)).toEqual({ points: 3, observed: 30, threshold: 365 });
    expect(governancePenalty(10, 30, governance)).toEqual({ points: 3, observed: 10, threshold: 365 });
    expect(governancePenalty(400, 30, governance)).toEqual({ points: 1, observed: 30, threshold: 365 });
    expect(governancePenalty(30, 400, governance)).toEqual({ points: 2, observed: 30, threshold: 365 });
    expect(governancePenalty(NaN, NaN, governance)).toEqual({ points: 0, observed: NaN, threshold: 365 });
  });

  test('the worst liquidity bin ends at 3 crore for a trader, at 2 for an investor', () => {
    expect(worstLiquidityBound(method.parameters.penalties.liquidity.TRADER)).toBe(3);
    expect(worstLiquidityBound(method.parameters.penalties.liquidity.INVESTOR)).toBe(2);
  });

  test.each([
    ...([
      ['default', 20],
      ['metals', 18],
      ['psu_banks', 18],
      ['fmcg', 12],
      ['it', 12],
      ['pharma', 12],
    ] as const),
    ...([
      ['banks', 20],
      ['nbfcs', 20],
      ['energy', 20],
      ['auto_caps', 20],
      ['cement', 20],
      ['constructor', 20],
    ] as const),
  ])('the cap of %s is %p', (sector, cap) => {
    expect(penaltyCapOf(method.parameters, sector)).toBe(cap);
  });
});

describe.each(METHODS)('penalties of a day under %s', (_, method) => {
  const penalties = (rows: readonly Row[], mode: Mode = 'TRADER') =>
    scoreDay(sectionOf(rows), method).modes[mode].penalties;
  const WORST: Row = {
    median_traded_value_cr: 1,
    promoter_pledge_frac: 0.3,
    meeting: 0,
    auditor: 0,
    board: 0,
  };

  test.each([
    ['energy', 25, 20], // 10 + 10 + 2 + 2 + 1
    ['metals', 25, 18],
    ['psu_banks', 25, 18],
    ['fmcg', 25, 12],
  ])('%s: %p before the cap, %p after it', (sector, sum, capped) => {
    const { parts, beforeCap, cap, total } = penalties([{ ...WORST, sector }]);
    expect(PENALTIES.map((kind) => parts[kind].points[0])).toEqual([10, 10, 0, 2, 3]);
    expect([beforeCap[0], cap[0], total[0]]).toEqual([sum, capped, capped]);
  });

  test('a sum below the cap is not capped', () => {
    const { beforeCap, total } = penalties([{ sector: 'it', promoter_pledge_frac: 0.3, meeting: 1 }]);
    expect([beforeCap[0], total[0]]).toEqual([12, 12]);
  });

  test('a stock without any data loses points for liquidity only', () => {
    const { parts, total } = penalties([NOTHING]);
    expect(PENALTIES.map((kind) => parts[kind].points[0])).toEqual([10, 0, 0, 0, 0]);
    expect(parts.LIQUIDITY.observed[0]).toBeNaN();
    expect(total[0]).toBe(10);
  });

  test('values count as reported, not as winsorised', () => {
    // Winsorised, 0.2501 would be 0.2476 and cost 5.
    const pledges = [0, 0.2501].map((promoter_pledge_frac) => ({ promoter_pledge_frac }));
    expect([...penalties(pledges).parts.PLEDGE.points]).toEqual([0, 10]);
  });

  test('only liquidity depends on the mode', () => {
    const rows = [{ ...WORST, median_traded_value_cr: 2.5 }];
    const [trader, investor] = [penalties(rows, 'TRADER'), penalties(rows, 'INVESTOR')];
    expect([trader.parts.LIQUIDITY.points[0], investor.parts.LIQUIDITY.points[0]]).toEqual([10, 5]);
    for (const kind of PENALTIES.slice(1)) expect(investor.parts[kind]).toEqual(trader.parts[kind]);
  });
});

describe('◆ the reference of volatility', () => {
  const volatility = (sigmas: readonly (number | null)[], sector: string, method: Method) =>
    scoreDay(sectionOf(sigmas.map((sigma20) => ({ sigma20, sector }))), method).modes.TRADER.penalties.parts
      .VOLATILITY;

  test('1.1: the group’s median as reported, the stock’s own included', () => {
    const { points, threshold, observed } = volatility([0.02, 0.02, 0.05], 'it', V11); // bound 2.5 × 0.02
    expect([...points]).toEqual([0, 0, 0]);
    expect(threshold[0]).toBeCloseTo(0.05, 12);
    expect(observed[2]).toBe(0.05);
    expect([...volatility([0.02, 0.02, 0.0501], 'it', V11).points]).toEqual([0, 0, 5]);
    // four: (0.02 + 0.04) / 2 × 2.5 = 0.075
    expect([...volatility([0.01, 0.02, 0.04, 0.0751], 'it', V11).points]).toEqual([0, 0, 0, 5]);
  });

  test('1.1: none for fewer than 3 values', () => {
    const { points, threshold } = volatility([0.0001, 0.9, null], 'it', V11);
    expect([...points]).toEqual([0, 0, 0]);
    expect([...threshold]).toEqual([NaN, NaN, NaN]);
  });

  test('1.1: a null costs nothing in a group of three other values', () => {
    expect([...volatility([0.02, 0.02, 0.02, null], 'it', V11).points]).toEqual([0, 0, 0, 0]);
  });

  test('1.1: another group’s median does not count', () => {
    const rows = [0.01, 0.01, 0.01, 0.04].map((sigma20, k) => ({ sigma20, sector: k < 3 ? 'it' : 'fmcg' }));
    const { parts } = scoreDay(sectionOf(rows), V11).modes.TRADER.penalties;
    expect([...parts.VOLATILITY.points]).toEqual([0, 0, 0, 0]);
  });

  // Spec: it .02, banks .025, diversified .03, metals .04, energy .035, fmcg .02, pharma .025, psu_banks .03,
  // auto_caps .03, other .03
  test.each([
    ...([
      ['it', 0.02],
      ['banks', 0.025],
      ['diversified', 0.03],
      ['metals', 0.04],
      ['energy', 0.035],
    ] as const),
    ...([
      ['fmcg', 0.02],
      ['pharma', 0.025],
      ['psu_banks', 0.03],
      ['auto_caps', 0.03],
    ] as const),
    ...([
      ['nbfcs', 0.03],
      ['cement', 0.03],
      ['constructor', 0.03],
    ] as const),
  ])('1.0: a constant, of %s %p, however few the values', (sector, constant) => {
    const bound = 2.5 * constant;
    const { points, threshold } = volatility([bound - EPSILON, bound + EPSILON], sector, V10);
    expect([...points]).toEqual([0, 5]);
    expect(threshold[0]).toBeCloseTo(bound, 12);
    expect([...volatility([bound + EPSILON], sector, V10).points]).toEqual([5]);
  });
});
