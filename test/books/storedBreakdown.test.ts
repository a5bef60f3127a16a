import { describe, expect, test } from '@jest/globals';
import { storedGuardrailSteps } from '../../src/books/storedGuardrailSteps.js';
import { storedPenaltyParts } from '../../src/books/storedPenaltyParts.js';
import { guardrailStepsOf, penaltyPartsOf } from '../../src/scoring/explain.js';
import { GUARDRAILS, MODES, PENALTIES } from '../../src/scoring/names.js';
import { snap } from '../../src/scoring/rounding.js';
import { DAY, DAY_10 } from '../support/days/day.js';
import { rowsOf } from '../support/days/storedRows.js';

const snapped = (value: number | null) => (value === null ? null : snap(value));

describe.each([
  ['greyoak-1.1', DAY],
  ['greyoak-1.0', DAY_10],
])('the breakdown of a stored score of %s', (_, day) => {
  describe.each(MODES)('%s', (mode) => {
    const rows = rowsOf(day, mode, 1);

    test('has the penalty parts that the core computed', () => {
      for (const [stock, row] of rows.entries()) {
        const expected = penaltyPartsOf(day.modes[mode], stock);
        expect(storedPenaltyParts(row, day.method)).toEqual(
          expected.map((part) => ({
            ...part,
            observed: snapped(part.observed),
            threshold: snapped(part.threshold),
          })),
        );
      }
    });

    test('has the guardrail steps that the core computed', () => {
      for (const [stock, row] of rows.entries()) {
        const expected = guardrailStepsOf(day.modes[mode], stock);
        expect(storedGuardrailSteps(row, day.method)).toEqual(
          expected.map((step) => ({ ...step, observed: snapped(step.observed) })),
        );
      }
    });
  });
});

test('the test day has every penalty part with and without points, and every guardrail fired and not', () => {
  const rows = MODES.flatMap((mode) => rowsOf(DAY, mode, 1));
  const parts = rows.flatMap((row) => storedPenaltyParts(row, DAY.method));
  const steps = rows.flatMap((row) => storedGuardrailSteps(row, DAY.method));
  const outcomes = [
    ...PENALTIES.map((kind) => [
      kind,
      new Set(parts.filter((part) => part.kind === kind).map(({ points }) => points > 0)).size,
    ]),
    ...GUARDRAILS.map((guardrail) => [
      guardrail,
      new Set(steps.filter((step) => step.guardrail === guardrail).map(({ fired }) => fired)).size,
    ]),
  ];
  expect(outcomes.filter(([, size]) => size !== 2)).toEqual([]);
});
