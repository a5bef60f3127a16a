import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { guardrailStepsOf } from '../../../src/scoring/explain.js';
import { applyGuardrails, type GuardrailInputs } from '../../../src/scoring/guardrails.js';
import {
  BANDS,
  GUARDRAILS,
  MODES,
  PENALTIES,
  type Guardrail,
  type Mode,
} from '../../../src/scoring/names.js';
import { round2 } from '../../../src/scoring/rounding.js';
import { scoreDay, type DayScores } from '../../../src/scoring/scoreDay.js';
import { dayDistances } from '../../../src/validation/attribution/dayDistances.js';
import { pointsToBands } from '../../../src/validation/attribution/pointsToBands.js';
import { METHODS, randomSections, RUNS, sectionOf, V11, type Row } from '../../support/days/section.js';

/** What makes each guardrail rest. */
const QUIET: Readonly<Record<Guardrail, Partial<Record<keyof GuardrailInputs, number>>>> = {
  LOW_DATA_HOLD: { confidence: 1 },
  ILLIQUIDITY: { medianTradedValue: 1e9 },
  PLEDGE_CAP: { pledged: 0 },
  HIGH_RISK_CAP: { penaltyBeforeCap: 0, penaltyAfterCap: 0 },
  SECTOR_BEAR: { sectorZ: 9 },
  LOW_COVERAGE: { imputedFraction: 0 },
};

/** The band of a stock with other inputs of its guardrails, and another score before them. */
function bandWith(
  day: DayScores,
  mode: Mode,
  at: number,
  inputs: Partial<Record<keyof GuardrailInputs, number>>,
  score = day.modes[mode].guardrails[0].scoreBefore[at],
): string {
  const known: Record<keyof GuardrailInputs, number> = {
    confidence: day.confidence.value[at],
    medianTradedValue: day.section.features.median_traded_value_cr[at],
    pledged: day.section.ownership.promoter_pledge_frac[at],
    penaltyBeforeCap: day.modes[mode].penalties.beforeCap[at],
    penaltyAfterCap: day.modes[mode].penalties.total[at],
    sectorZ: day.sectorZ[at],
    imputedFraction: day.confidence.imputedFraction[at],
    ...inputs,
  };
  const columns = Object.fromEntries(
    Object.entries(known).map(([name, value]) => [name, Float64Array.of(value)]),
  ) as unknown as GuardrailInputs;
  const steps = applyGuardrails(Float64Array.of(score), columns, mode, day.method);
  return BANDS[steps[steps.length - 1].bandAfter[0]];
}

describe.each(METHODS)('%s: random days', (_, method) => {
  test('the band without each guardrail and each part of the penalty is that of a day without it', () => {
    fc.assert(
      fc.property(randomSections, (section) => {
        const day = scoreDay(section, method);
        const faults: unknown[] = [];
        for (const mode of MODES) {
          const { penalties, weighted } = day.modes[mode];
          for (let at = 0; at < section.tickers.length; at++) {
            const distances = dayDistances(day, mode, at);
            const band = BANDS[day.modes[mode].band[at]];
            for (const { guardrail, penalty, bandWithout, binding, fired, distance, observed } of distances) {
              const points = penalty === null ? 0 : penalties.parts[penalty].points[at];
              const beforeCap = penalties.beforeCap[at] - points;
              const after = Math.min(beforeCap, penalties.cap[at]);
              const expected =
                guardrail !== null
                  ? bandWith(day, mode, at, fired ? QUIET[guardrail] : {})
                  : bandWith(
                      ...([day, mode, at, { penaltyBeforeCap: beforeCap, penaltyAfterCap: after }] as const),
                      round2(Math.max(0, weighted[at] - after)),
                    );
              const isRight =
                bandWithout === expected &&
                binding === (expected !== band) &&
                !(binding && !fired) &&
                (distance === null ? true : distance >= 0 && observed !== null);
              if (!isRight) faults.push([mode, at, guardrail ?? penalty, bandWithout, expected]);
            }
          }
        }
        expect(faults).toEqual([]);
      }),
      { ...RUNS, numRuns: 15 },
    );
  });

  test('so many points more, and a little more than so many less, change the band, and no fewer', () => {
    fc.assert(
      fc.property(randomSections, (section) => {
        const day = scoreDay(section, method);
        const faults: unknown[] = [];
        for (const mode of MODES) {
          for (let at = 0; at < section.tickers.length; at++) {
            const steps = guardrailStepsOf(day.modes[mode], at);
            const { up, down } = pointsToBands(steps, mode, method);
            const before = steps[0].scoreBefore;
            const bandAt = (by: number) =>
              BANDS.indexOf(bandWith(day, mode, at, {}, round2(before + by)) as 'HOLD');
            const band = bandAt(0);
            const isUp = up === null ? bandAt(100) === band : bandAt(up) > band && bandAt(up - 0.01) === band;
            const isDown = down === null ? band === 0 : bandAt(-down) === band && bandAt(-down - 0.01) < band;
            if (!isUp || !isDown) faults.push([mode, at, up, down]);
          }
        }
        expect(faults).toEqual([]);
      }),
      { ...RUNS, numRuns: 15 },
    );
  });
});

describe('by hand, greyoak-1.1', () => {
  const { bands } = V11.thresholds;
  const found = (row: Row, mode: Mode, name: string) => {
    const day = scoreDay(sectionOf([row, ...Array.from({ length: 9 }, () => ({}))]), V11);
    return dayDistances(day, mode, 0).find(({ guardrail, penalty }) => (guardrail ?? penalty) === name);
  };

  test('a pledge of 4 % is 6 percentage points below the guardrail of 10 %', () => {
    expect(V11.thresholds.guardrails.PLEDGE_CAP).toBe(0.1);
    expect(found({ promoter_pledge_frac: 0.04 }, 'INVESTOR', 'PLEDGE_CAP')).toMatchObject({
      ...{ observed: 0.04, threshold: 0.1, distance: 0.06, fired: false, binding: false },
      sentence:
        'The promoter has pledged 4 % of its shares, below 10 %: nothing changes. It is 6 percentage points away.',
    });
  });

  test('six guardrails in their order, then five parts of the penalty', () => {
    const day = scoreDay(sectionOf([{}]), V11);
    const names = dayDistances(day, 'TRADER', 0).map(({ guardrail, penalty }) => guardrail ?? penalty);
    expect(names).toEqual([...GUARDRAILS, ...PENALTIES]);
  });

  test('a guardrail that is at its threshold, and one that judges an unknown number', () => {
    expect(found({ promoter_pledge_frac: 0.1 }, 'INVESTOR', 'PLEDGE_CAP')).toMatchObject({
      ...{ distance: 0, fired: false },
      sentence:
        'The promoter has pledged 10 % of its shares, at 10 %: nothing changes. It is at the threshold.',
    });
    expect(found({ median_traded_value_cr: null }, 'TRADER', 'ILLIQUIDITY')).toMatchObject({
      ...{ observed: null, distance: null, fired: true },
    });
  });

  test('days to an event window', () => {
    expect(found({ meeting: 5 }, 'TRADER', 'EVENT_WINDOW')).toMatchObject({
      ...{ observed: 5, threshold: 2, distance: 3, fired: false, binding: false },
    });
  });

  test('points to the next bands', () => {
    const day = scoreDay(sectionOf(Array.from({ length: 10 }, () => ({}))), V11);
    const steps = guardrailStepsOf(day.modes.TRADER, 0);
    const [{ scoreBefore: score }] = steps;
    const { up, down } = pointsToBands(steps, 'TRADER', V11);
    expect([score, bands.HOLD]).toEqual([40.13, 50]);
    expect({ up, down }).toEqual({ up: 9.87, down: null });
  });
});
