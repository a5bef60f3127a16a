import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bandOf } from '../../src/scoring/bands.js';
import { applyGuardrails, type GuardrailInputs } from '../../src/scoring/guardrails.js';
import type { Method } from '../../src/scoring/method.js';
import { BANDS, GUARDRAILS, MODES, type Band, type Guardrail, type Mode } from '../../src/scoring/names.js';
import { METHODS, negativeZeros, RUNS, V10, V11 } from '../support/days/section.js';

type Inputs = Readonly<Record<keyof GuardrailInputs, number>>;

/** Nothing fires. */
const QUIET: Inputs = {
  confidence: 1,
  medianTradedValue: 100,
  pledged: 0,
  penaltyBeforeCap: 0,
  penaltyAfterCap: 0,
  sectorZ: 0,
  imputedFraction: 0,
};

interface Step {
  readonly guardrail: Guardrail;
  readonly observed: number;
  readonly threshold: number;
  readonly fired: boolean;
  readonly score: readonly [number, number];
  readonly band: readonly [Band, Band];
}

/** The trace of one stock. */
function trace(score: number, inputs: Partial<Inputs>, mode: Mode, method: Method = V11): Step[] {
  const columns = Object.fromEntries(
    Object.entries({ ...QUIET, ...inputs }).map(([name, value]) => [name, Float64Array.of(value)]),
  ) as unknown as GuardrailInputs;
  return applyGuardrails(Float64Array.of(score), columns, mode, method).map((step) => ({
    guardrail: step.guardrail,
    observed: step.observed[0],
    threshold: step.threshold,
    fired: step.fired[0] === 1,
    score: [step.scoreBefore[0], step.scoreAfter[0]],
    band: [BANDS[step.bandBefore[0]], BANDS[step.bandAfter[0]]],
  }));
}
const final = (steps: readonly Step[]) => {
  const { score, band } = steps[steps.length - 1];
  return [score[1], band[1]];
};
const firedOf = (steps: readonly Step[]) =>
  steps.filter(({ fired }) => fired).map(({ guardrail }) => guardrail);
const lower = (a: Band, b: Band): Band => BANDS[Math.min(BANDS.indexOf(a), BANDS.indexOf(b))];

/** One guardrail as a function of what it judges: the last value that fires it and the first that does not. */
interface Family {
  readonly guardrail: Guardrail;
  readonly mode: Mode;
  readonly of: (observed: number) => Partial<Inputs>;
  readonly threshold: number;
  readonly fires: readonly number[];
  readonly rests: readonly number[];
  readonly firesOnNull: boolean;
}

const EPSILON = 1e-9;
const FAMILIES: readonly Family[] = MODES.flatMap((mode): Family[] => {
  const crore = mode === 'TRADER' ? 3 : 2;
  const family = { mode, firesOnNull: false };
  return [
    {
      ...{ ...family, guardrail: 'LOW_DATA_HOLD', threshold: 0.7 },
      of: (confidence) => ({ confidence }),
      fires: [0, 0.7 - EPSILON],
      rests: [0.7, 1],
    },
    {
      ...{ ...family, guardrail: 'ILLIQUIDITY', threshold: crore, firesOnNull: true },
      of: (medianTradedValue) => ({ medianTradedValue }),
      fires: [0, crore - EPSILON],
      rests: [crore, 1000],
    },
    {
      ...{ ...family, guardrail: 'PLEDGE_CAP', threshold: 0.1 },
      of: (pledged) => ({ pledged }),
      fires: [0.1 + EPSILON, 1],
      rests: [0, 0.1],
    },
    {
      ...{ ...family, guardrail: 'HIGH_RISK_CAP', threshold: 15 },
      of: (penalty) => ({ penaltyBeforeCap: penalty, penaltyAfterCap: penalty }),
      fires: [15, 20],
      rests: [0, 15 - EPSILON],
    },
    {
      ...{ ...family, guardrail: 'SECTOR_BEAR', threshold: -1.5 },
      of: (sectorZ) => ({ sectorZ }),
      fires: [-1.5, -4],
      rests: [-1.5 + EPSILON, 3],
    },
    {
      ...{ ...family, guardrail: 'LOW_COVERAGE', threshold: 0.25 },
      of: (imputedFraction) => ({ imputedFraction }),
      fires: [0.25, 1],
      rests: [0, 0.25 - EPSILON],
    },
  ];
});

describe.each(METHODS)('every guardrail of %s (method §9)', (_, method) => {
  describe.each(FAMILIES)(
    '$guardrail, $mode',
    ({ guardrail, mode, of, threshold, fires, rests, firesOnNull }) => {
      const scores: [number, Band][] = [
        [90, 'STRONG_BUY'],
        [70, 'BUY'],
        [60, 'HOLD'],
        [30, 'AVOID'],
      ];
      const minusFive = guardrail === 'SECTOR_BEAR' && mode === 'INVESTOR';
      const stepOf = (steps: readonly Step[]) => steps[GUARDRAILS.indexOf(guardrail)];

      test.each(fires)('fires at %p, and then caps the band at HOLD', (observed) => {
        for (const [score, band] of scores) {
          const steps = trace(score, of(observed), mode, method);
          expect(firedOf(steps)).toEqual([guardrail]);
          const after = minusFive ? BANDS[bandOf(score - 5, method.thresholds.bands)] : lower(band, 'HOLD');
          expect(stepOf(steps)).toEqual({
            ...{ guardrail, observed, threshold, fired: true },
            score: [score, minusFive ? score - 5 : score],
            band: [band, after],
          });
          expect(final(steps)).toEqual([minusFive ? score - 5 : score, after]);
        }
      });

      test.each(rests)('rests at %p, and then changes nothing', (observed) => {
        for (const [score, band] of scores) {
          const steps = trace(score, of(observed), mode, method);
          expect(firedOf(steps)).toEqual([]);
          expect(stepOf(steps)).toMatchObject({ observed, threshold });
          expect(final(steps)).toEqual([score, band]);
        }
      });

      test(`a null ${firesOnNull ? 'counts as nothing traded' : 'fires nothing'}`, () => {
        const steps = trace(90, of(NaN), mode, method);
        expect(firedOf(steps)).toEqual(firesOnNull ? [guardrail] : []);
        expect(stepOf(steps).observed).toBeNaN();
      });
    },
  );

  test('six, in their one order, whatever fires', () => {
    for (const mode of MODES) {
      expect(trace(80, {}, mode, method).map(({ guardrail }) => guardrail)).toEqual([
        ...['LOW_DATA_HOLD', 'ILLIQUIDITY', 'PLEDGE_CAP', 'HIGH_RISK_CAP', 'SECTOR_BEAR', 'LOW_COVERAGE'],
      ]);
    }
  });

  test('each may only lower a band; the steps are linked; no score rises', () => {
    const number = (min: number, max: number) =>
      fc
        .oneof(fc.double({ min, max, noNaN: true }), fc.constantFrom(min, max, NaN))
        .map((value) => value + 0);
    const inputs = fc.record({
      confidence: number(0, 1),
      medianTradedValue: number(0, 6),
      pledged: number(0, 0.3),
      penaltyBeforeCap: number(0, 30),
      penaltyAfterCap: number(0, 20),
      sectorZ: number(-3, 3),
      imputedFraction: number(0, 0.5),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        inputs,
        fc.constantFrom(...MODES),
        (hundredths, judged, mode) => {
          const steps = trace(hundredths / 100, judged, mode, method);
          expect(steps[0].score[0]).toBe(hundredths / 100);
          expect(steps[0].band[0]).toBe(BANDS[bandOf(hundredths / 100, method.thresholds.bands)]);
          steps.forEach((step, k) => {
            expect(lower(...step.band)).toBe(step.band[1]);
            expect(step.score[1]).toBeLessThanOrEqual(step.score[0]);
            if (k > 0) expect([step.score[0], step.band[0]]).toEqual(final(steps.slice(0, k)));
          });
          expect(negativeZeros(steps)).toEqual([]);
        },
      ),
      { ...RUNS, numRuns: 500 },
    );
  });
});

describe.each(METHODS)('SECTOR_BEAR of %s', (_, method) => {
  const bear = { sectorZ: -2 };

  test('takes 5 points off an investor’s score, and the band is that of the new score', () => {
    expect(final(trace(79.99, bear, 'INVESTOR', method))).toEqual([74.99, 'BUY']);
    expect(final(trace(80, bear, 'INVESTOR', method))).toEqual([75, 'STRONG_BUY']);
    expect(final(trace(54.99, bear, 'INVESTOR', method))).toEqual([49.99, 'AVOID']);
  });

  test('not below 0, and to two decimals without noise', () => {
    expect(final(trace(3.2, bear, 'INVESTOR', method))).toEqual([0, 'AVOID']);
    expect(final(trace(5, bear, 'INVESTOR', method))).toEqual([0, 'AVOID']);
    expect(final(trace(9.95, bear, 'INVESTOR', method))).toEqual([4.95, 'AVOID']); // 9.95 − 5 is 4.949999999999999
  });

  test('is never looser than the band before: an earlier cap holds', () => {
    const steps = trace(95, { ...bear, pledged: 0.2 }, 'INVESTOR', method);
    expect(firedOf(steps)).toEqual(['PLEDGE_CAP', 'SECTOR_BEAR']);
    expect(steps[4]).toMatchObject({ score: [95, 90], band: ['HOLD', 'HOLD'] });
    expect(final(steps)).toEqual([90, 'HOLD']); // 90 alone would be STRONG_BUY
  });

  test('caps a trader’s band and leaves the score', () => {
    expect(final(trace(95, bear, 'TRADER', method))).toEqual([95, 'HOLD']);
  });

  test('what lies after it still judges: LOW_COVERAGE caps at HOLD, the −5 stays', () => {
    const steps = trace(95, { ...bear, imputedFraction: 0.3 }, 'INVESTOR', method);
    expect(steps[5]).toMatchObject({ score: [90, 90], band: ['STRONG_BUY', 'HOLD'], fired: true });
  });
});

test('◆ HIGH_RISK_CAP: 1.1 judges the sum before the sector’s cap, 1.0 the capped one, so that it never fires there', () => {
  const risky = { penaltyBeforeCap: 25, penaltyAfterCap: 12 };
  for (const mode of MODES) {
    expect(trace(80, risky, mode, V11)[3]).toMatchObject({
      fired: true,
      observed: 25,
      band: ['STRONG_BUY', 'HOLD'],
    });
    expect(trace(80, risky, mode, V10)[3]).toMatchObject({ fired: false, observed: 12 });
    expect(final(trace(80, risky, mode, V10))).toEqual([80, 'STRONG_BUY']);
  }
});

test('fired means that the condition holds, whether or not the band moved', () => {
  const steps = trace(
    30,
    { confidence: 0.1, medianTradedValue: 0, pledged: 1, penaltyBeforeCap: 20, sectorZ: -2 },
    'TRADER',
  );
  expect(firedOf(steps)).toEqual(GUARDRAILS.slice(0, 5));
  expect(steps.every(({ band }) => band[0] === 'AVOID' && band[1] === 'AVOID')).toBe(true);
});

test('the threshold set `test`: confidence 0.60, S_z −2.0, bands 70/60/45', () => {
  const method: Method = { ...V11, thresholds: V11.parameters.thresholds.test };
  expect(firedOf(trace(80, { confidence: 0.6, sectorZ: -1.99 }, 'TRADER', method))).toEqual([]);
  expect(firedOf(trace(80, { confidence: 0.59, sectorZ: -2 }, 'TRADER', method))).toEqual([
    'LOW_DATA_HOLD',
    'SECTOR_BEAR',
  ]);
  expect(final(trace(70, {}, 'TRADER', method))).toEqual([70, 'STRONG_BUY']);
  expect(final(trace(69.99, {}, 'TRADER', method))).toEqual([69.99, 'BUY']);
  expect(final(trace(45, {}, 'TRADER', method))).toEqual([45, 'HOLD']);
});
