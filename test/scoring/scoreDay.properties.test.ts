import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { componentsOf, guardrailStepsOf, penaltyPartsOf } from '../../src/scoring/explain.js';
import { BANDS, GUARDRAILS, MODES, PENALTIES, PILLARS } from '../../src/scoring/names.js';
import { scoreDay, type DayScores } from '../../src/scoring/scoreDay.js';
import {
  bytesOf,
  expectClose,
  METHODS,
  negativeZeros,
  permutedSections,
  randomIndex,
  randomRows,
  randomSections,
  RUNS,
  sectionOf,
} from '../support/days/section.js';

/**
 * All that a day says about one stock, but for sums over the universe, whose last bits depend on its order: S_z, what it
 * is made of, and what R compares with.
 */
function stockOf(day: DayScores, i: number) {
  const ofMode = MODES.map((mode) => {
    const scores = day.modes[mode];
    return {
      score: scores.score[i],
      band: scores.band[i],
      weighted: scores.weighted[i],
      penalties: penaltyPartsOf(scores, i),
      steps: guardrailStepsOf(scores, i).map(({ observed, ...step }) =>
        step.guardrail === 'SECTOR_BEAR' ? step : { ...step, observed },
      ),
    };
  });
  return {
    ofMode,
    pillars: day.rounded.map((pillar) => pillar[i]),
    components: (['F', 'T', 'R', 'O', 'Q'] as const).map((pillar) =>
      componentsOf(day, pillar, i).map(
        ({ ofSector: _s, ofMarket: _m, alpha: _a, ...component }) => component,
      ),
    ),
    confidence: [day.confidence.value[i], day.confidence.coverage[i], day.confidence.freshness[i]],
  };
}

const withoutInputs = ({ section: _section, ...day }: DayScores) => day;

describe.each(METHODS)('%s: every day', (_, method) => {
  /** `holds` calls `fault` with whatever tells where a day does not. */
  const everyDay = (holds: (day: DayScores, fault: (...where: unknown[]) => void) => void) =>
    fc.assert(
      fc.property(randomSections, (section) => {
        const faults: unknown[][] = [];
        holds(scoreDay(section, method), (...where) => faults.push(where));
        expect(faults).toEqual([]);
      }),
      RUNS,
    );
  const isScore = (score: number) => score >= 0 && score <= 100;
  const isNear = (a: number, b: number) => Math.abs(a - b) < 1e-9;

  test('every score and every pillar lies in 0..100', () => {
    everyDay((day) => {
      for (const mode of MODES) {
        const { score, weighted, guardrails } = day.modes[mode];
        expect(score).toHaveLength(day.section.tickers.length);
        expect([...score, ...weighted].every(isScore)).toBe(true);
        expect(guardrails.every((step) => [...step.scoreBefore, ...step.scoreAfter].every(isScore))).toBe(
          true,
        );
      }
      expect(PILLARS.every((pillar) => day.pillars[pillar].score.every(isScore))).toBe(true);
    });
  });

  test('what is shown adds up: a pillar is the weighted sum of its components', () => {
    everyDay((day, fault) => {
      for (const pillar of PILLARS) {
        for (const i of day.section.tickers.keys()) {
          const components = componentsOf(day, pillar, i);
          const weights = components.reduce((sum, { weight }) => sum + weight, 0);
          const sum = components.reduce((total, { weight, points }) => total + weight * (points ?? 0), 0);
          const isRanked = pillar === 'R' || pillar === 'S'; // their components have no points
          const isEmpty = !isRanked && components.every(({ points }) => points === null);
          const shown = isEmpty ? method.parameters.pillars.empty_score : sum;
          if (!isNear(weights, isEmpty ? 0 : 1)) fault(pillar, i, weights);
          if (!isRanked && !isNear(day.pillars[pillar].score[i], shown)) fault(pillar, i, shown);
          if (!components.every(({ points }) => points === null || isScore(points))) fault(pillar, i);
        }
      }
    });
  });

  test('weighted = Σ weight × pillar, exactly; score before guardrails = round2(max(0, weighted − penalty))', () => {
    everyDay((day, fault) => {
      for (const mode of MODES) {
        const { weighted, penalties, guardrails, weightsOfSector } = day.modes[mode];
        for (const [i, g] of day.section.sectorOf.entries()) {
          // hundredths × thousandths are hundred-thousandths
          const sum = PILLARS.reduce(
            (total, pillar, p) => total + Math.round(weightsOfSector[g][pillar] * 1000) * day.rounded[p][i],
            0,
          );
          if (weighted[i] !== sum / 100_000) fault(mode, i, sum);
          const rest = Math.max(0, sum - penalties.total[i] * 100_000); // penalties are whole points
          const before = Math.floor((rest + 500) / 1000) / 100;
          if (guardrails[0].scoreBefore[i] !== before) fault(mode, i, before);
        }
      }
    });
  });

  test('penalties: before the cap their sum, in all no more than the cap', () => {
    everyDay((day, fault) => {
      for (const mode of MODES) {
        const { parts, beforeCap, cap, total } = day.modes[mode].penalties;
        for (const i of day.section.tickers.keys()) {
          const points = PENALTIES.map((kind) => parts[kind].points[i]);
          const sum = points.reduce((all, one) => all + one, 0);
          if (!points.every((one) => one >= 0)) fault(mode, i, ...points);
          if (beforeCap[i] !== sum || total[i] !== Math.min(sum, cap[i])) fault(mode, i, sum);
        }
      }
    });
  });

  test('the trace: six steps in order, each begins where the former ended, no band and no score rises', () => {
    everyDay((day, fault) => {
      for (const mode of MODES) {
        const { score, band } = day.modes[mode];
        for (const i of day.section.tickers.keys()) {
          const steps = guardrailStepsOf(day.modes[mode], i);
          if (steps.map(({ guardrail }) => guardrail).join() !== GUARDRAILS.join()) fault(mode, i, 'order');
          steps.forEach((step, k) => {
            const former = steps[k - 1] ?? { scoreAfter: step.scoreBefore, bandAfter: step.bandBefore };
            if (step.scoreBefore !== former.scoreAfter || step.bandBefore !== former.bandAfter)
              fault(mode, i, k);
            if (BANDS.indexOf(step.bandAfter) > BANDS.indexOf(step.bandBefore)) fault(mode, i, k, 'rises');
            if (step.scoreAfter > step.scoreBefore) fault(mode, i, k, 'rises');
            if (!step.fired && step.bandAfter !== step.bandBefore) fault(mode, i, k, 'did not fire');
          });
          const { scoreAfter, bandAfter } = steps[5];
          if (score[i] !== scoreAfter || BANDS[band[i]] !== bandAfter) fault(mode, i, 'last');
        }
      }
    });
  });

  test('no negative zero anywhere', () => {
    everyDay((day) => expect(negativeZeros(day)).toEqual([]));
  });

  test('scoring twice gives equal bytes, and changes nothing of the inputs', () => {
    fc.assert(
      fc.property(randomSections, (section) => {
        const before = bytesOf(section);
        expect(bytesOf(scoreDay(section, method))).toBe(bytesOf(scoreDay(section, method)));
        expect(bytesOf(section)).toBe(before);
      }),
      { ...RUNS, numRuns: 20 },
    );
  });

  test('another order of the stocks changes nothing for any of them', () => {
    fc.assert(
      fc.property(permutedSections, ({ section, permuted, moved }) => {
        const [here, there] = [scoreDay(section, method), scoreDay(permuted, method)];
        expect(bytesOf(moved.map((to) => stockOf(there, to)))).toBe(
          bytesOf(moved.map((_to, i) => stockOf(here, i))),
        );
        expectClose(
          moved.map((to) => there.sectorZ[to]),
          [...here.sectorZ],
        );
      }),
      RUNS,
    );
  });

  test('what is served but not scored changes nothing: macd, lo20, hi52w, lo52w', () => {
    fc.assert(
      fc.property(randomSections, (section) => {
        const { macd_line, macd_signal, lo20, hi52w, lo52w } = section.features;
        const scale = (column: Float64Array) => column.map((value) => value * -1000);
        const features = {
          ...section.features,
          ...{ macd_line: scale(macd_line), macd_signal: scale(macd_signal) },
          ...{ lo20: scale(lo20), hi52w: scale(hi52w), lo52w: scale(lo52w) },
        };
        const scaled = scoreDay({ ...section, features }, method);
        expect(bytesOf(withoutInputs(scaled))).toBe(bytesOf(withoutInputs(scoreDay(section, method))));
      }),
      { ...RUNS, numRuns: 20 },
    );
  });

  test('F, T, O and Q of a group do not depend on the other groups', () => {
    fc.assert(
      fc.property(randomRows, randomIndex, (rows, index) => {
        const sector = rows[0].sector;
        const day = scoreDay(sectionOf(rows, index), method);
        const alone = scoreDay(
          sectionOf(
            rows.filter((row) => row.sector === sector),
            index,
          ),
          method,
        );
        const members = [...rows.keys()].filter((i) => rows[i].sector === sector);
        for (const pillar of ['F', 'T', 'O', 'Q'] as const) {
          const { score } = day.pillars[pillar];
          expect([...alone.pillars[pillar].score]).toEqual(members.map((i) => score[i]));
        }
      }),
      RUNS,
    );
  });
});
