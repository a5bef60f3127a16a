import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { guardrailStepsOf } from '../../src/graphql/score/guardrailStepsOf.js';
import { penaltyPartsOf } from '../../src/graphql/score/penaltyPartsOf.js';
import * as core from '../../src/scoring/explain.js';
import { GUARDRAILS, MODES, PENALTIES } from '../../src/scoring/names.js';
import { snap } from '../../src/scoring/rounding.js';
import { DAY, DAY_10 } from './day.js';
import { rowsOf } from './scoredDay.js';

const withoutReason = <Part extends { readonly reason: string }>({ reason: _, ...part }: Part) => part;
const snapped = (value: number | null) => (value === null ? null : snap(value));

describe.each([
  ['greyoak-1.1', DAY],
  ['greyoak-1.0', DAY_10],
])('what is read from a stored score of %s', (_, day) => {
  describe.each(MODES)('%s', (mode) => {
    const rows = rowsOf(day, mode, 1);

    test('has the parts of the penalty that the core computed', () => {
      for (const [stock, row] of rows.entries()) {
        const expected = core.penaltyPartsOf(day.modes[mode], stock);
        expect(penaltyPartsOf(row, day.method).map(withoutReason)).toEqual(
          expected.map((part) => ({
            ...part,
            observed: snapped(part.observed),
            threshold: snapped(part.threshold),
          })),
        );
      }
    });

    test('has the steps of the guardrails that the core computed', () => {
      for (const [stock, row] of rows.entries()) {
        const expected = core.guardrailStepsOf(day.modes[mode], stock);
        expect(guardrailStepsOf(row, day.method).map(withoutReason)).toEqual(
          expected.map((step) => ({ ...step, observed: snapped(step.observed) })),
        );
      }
    });
  });
});

test('the day has every part of a penalty and every guardrail, both for and against a stock', () => {
  const rows = MODES.flatMap((mode) => rowsOf(DAY, mode, 1));
  const parts = rows.flatMap((row) => penaltyPartsOf(row, DAY.method));
  const steps = rows.flatMap((row) => guardrailStepsOf(row, DAY.method));
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

describe('reasons', () => {
  const reasons = MODES.flatMap((mode) => rowsOf(DAY, mode, 1)).flatMap((row) => [
    ...penaltyPartsOf(row, DAY.method).map(({ reason }) => reason),
    ...guardrailStepsOf(row, DAY.method).map(({ reason }) => reason),
  ]);

  test('are sentences without a number that is none', () => {
    expect(reasons.filter((reason) => !/^[A-Z0-9][^:]+: [^:]+\.$/.test(reason))).toEqual([]);
    expect(reasons.filter((reason) => /NaN|null|undefined|Infinity|e-/.test(reason))).toEqual([]);
  });

  // Numbers are those of the rows in day.ts and of config/method.yaml.
  test.each([
    'A median of ₹1 crore is traded a day, less than ₹3 crore: 10 points off.',
    'A median of ₹10 crore is traded a day, not less than ₹5 crore: no points off.',
    'The traded value is not known, which counts as none at all: 10 points off.',
    'The promoter has pledged 30 % of its shares, more than 25 %: 10 points off.',
    'The promoter has pledged 0 % of its shares, not more than 10 %: no points off.',
    'How much the promoter has pledged is not known: no points off.',
    'How much the promoter has pledged is not known: nothing changes.',
    'Prices move by 20 % a day, more than the bound of the sector group, 5 %: 5 points off.',
    'Results or a board meeting is on this day, within 2 days: 2 points off.',
    'Results or a board meeting is 1 day away, within 2 days: 2 points off.',
    'Results or a board meeting is 9 days away, not within 2 days: no points off.',
    'No results date or board meeting is known: no points off.',
    'The last qualification or resignation was 1 day ago, within 365 days: 3 points off.',
    'The last qualification or resignation was 500 days ago, not within 365 days: no points off.',
    'The promoter has pledged 15 % of its shares, more than 10 %: at most HOLD, the band stays AVOID.',
  ])('%s', (sentence) => {
    expect(reasons).toContain(sentence);
  });
});
