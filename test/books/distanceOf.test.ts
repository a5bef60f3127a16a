import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ScoreRow } from '../../src/books/dayBook.js';
import { distanceOf } from '../../src/books/distanceOf.js';
import { applyGuardrails, guardrailThreshold, type GuardrailInputs } from '../../src/scoring/guardrails.js';
import { GUARDRAILS, MODES, type Guardrail, type Mode } from '../../src/scoring/names.js';
import { row, RUNS } from '../support/days/book.js';
import { METHODS, V11 } from '../support/days/section.js';

/** Guardrails that have fired at their threshold. */
const FIRES_AT: readonly Guardrail[] = ['HIGH_RISK_CAP', 'SECTOR_BEAR', 'LOW_COVERAGE'];

/** A score of which all guardrails judge numbers near their thresholds: so far above them. */
function rowAbove(
  above: Readonly<Record<Guardrail, number | null>>,
  mode: Mode,
  method: typeof V11,
): ScoreRow {
  const at = (guardrail: Guardrail): number | null => {
    const off = above[guardrail];
    return off === null ? null : guardrailThreshold(guardrail, mode, method) + off;
  };
  const known = (guardrail: Guardrail): number =>
    at(guardrail) ?? guardrailThreshold(guardrail, mode, method);
  return row('A', {
    mode,
    confidence: known('LOW_DATA_HOLD'),
    traded_value_cr: at('ILLIQUIDITY'),
    pledged_fraction: at('PLEDGE_CAP'),
    penalty: known('HIGH_RISK_CAP'),
    penalty_before_cap: known('HIGH_RISK_CAP'),
    sector_z: known('SECTOR_BEAR'),
    imputed_fraction: known('LOW_COVERAGE'),
  });
}

/** Which guardrails fire for a score. */
function firedOf(score: ScoreRow, method: typeof V11): Readonly<Record<Guardrail, boolean>> {
  const one = (value: number | null) => Float64Array.of(value ?? NaN);
  const inputs: GuardrailInputs = {
    confidence: one(score.confidence),
    medianTradedValue: one(score.traded_value_cr),
    pledged: one(score.pledged_fraction),
    penaltyBeforeCap: one(score.penalty_before_cap),
    penaltyAfterCap: one(score.penalty),
    sectorZ: one(score.sector_z),
    imputedFraction: one(score.imputed_fraction),
  };
  const steps = applyGuardrails(Float64Array.of(60), inputs, score.mode, method);
  return Object.fromEntries(steps.map(({ guardrail, fired }) => [guardrail, fired[0] === 1])) as Record<
    Guardrail,
    boolean
  >;
}

const off = fc.constantFrom(null, 0, 1e-9, -1e-9, 0.01, -0.01, 0.3, -0.3);
const offs = fc.record(
  Object.fromEntries(GUARDRAILS.map((one) => [one, off])) as Record<Guardrail, typeof off>,
);

describe.each(METHODS)('by %s', (_, method) => {
  test.each(MODES)('the distances of %s say which guardrails have fired', (mode) => {
    fc.assert(
      fc.property(offs, (above) => {
        const score = rowAbove(above, mode, method);
        const fired = firedOf(score, method);
        for (const guardrail of GUARDRAILS) {
          const distance = distanceOf(score, guardrail, method);
          // An unknown traded value counts as 0, and nothing else fires where it is not known.
          const expected =
            distance === null
              ? guardrail === 'ILLIQUIDITY'
              : distance < 0 || (distance === 0 && FIRES_AT.includes(guardrail));
          expect({ guardrail, distance, fired: fired[guardrail] }).toEqual({
            guardrail,
            distance,
            fired: expected,
          });
        }
      }),
      RUNS,
    );
  });
});

test('a distance is 0 at the threshold, never -0, and in the unit of what is judged', () => {
  const at = (above: number) =>
    Object.fromEntries(
      GUARDRAILS.map((guardrail) => {
        const all = Object.fromEntries(GUARDRAILS.map((one) => [one, above])) as Record<Guardrail, number>;
        return [guardrail, distanceOf(rowAbove(all, 'INVESTOR', V11), guardrail, V11)];
      }),
    );
  expect(at(0)).toEqual(Object.fromEntries(GUARDRAILS.map((guardrail) => [guardrail, 0])));
  expect(at(0.25)).toEqual({
    ...{ LOW_DATA_HOLD: 0.25, ILLIQUIDITY: 0.25, SECTOR_BEAR: 0.25 },
    ...{ PLEDGE_CAP: -0.25, HIGH_RISK_CAP: -0.25, LOW_COVERAGE: -0.25 },
  });
});
