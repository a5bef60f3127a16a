import { expect, test } from '@jest/globals';
import { evidenceOf } from '../../../src/validation/figures/evidenceOf.js';
import type { Estimate, ValidationFigures } from '../../../src/validation/figures/validationFigures.js';
import { verdictOf } from '../../../src/validation/figures/verdictOf.js';

const estimate = (lower: number | null, upper: number | null): Estimate => ({ mean: 0.0104, lower, upper });
const ABOVE = estimate(0.001, 0.02);
const AROUND = estimate(-0.0004, 0.02);
const BELOW = estimate(-0.02, -0.001);
const UNKNOWN = estimate(null, null);

test.each([
  [ABOVE, ABOVE, 9, 'EVIDENCE'],
  [ABOVE, AROUND, 9, 'WEAK'],
  [AROUND, ABOVE, 9, 'WEAK'],
  [ABOVE, UNKNOWN, 9, 'WEAK'],
  [AROUND, AROUND, 9, 'NONE'],
  [estimate(0, 1), estimate(0, 1), 9, 'NONE'],
  [AROUND, BELOW, 9, 'ADVERSE'],
  [BELOW, UNKNOWN, 9, 'ADVERSE'],
  [ABOVE, ABOVE, 2, 'NOT_YET'],
  [BELOW, BELOW, 2, 'NOT_YET'],
  [ABOVE, ABOVE, 3, 'EVIDENCE'],
])('evidence of %j and %j in %i separate windows is %s', (ic, neutral, separateN, evidence) => {
  expect(evidenceOf({ ic, neutral, separateN })).toBe(evidence);
});

const figures = (ic: Estimate, neutral: Estimate, separateN: number): ValidationFigures =>
  ({
    ...{ methodName: 'greyoak-1.1', mode: 'TRADER', horizon: 20, from: '2020-07-27', sessions: 1462 },
    ics: [{ figure: 'VALUE', ic, neutral, separateN }],
  }) as unknown as ValidationFigures;

test('the sentence has the numbers', () => {
  expect(verdictOf(figures(AROUND, BELOW, 74)).sentence).toBe(
    'Evidence against it: within sector groups, higher scores are followed by lower returns: greyoak-1.1 TRADER, 20 sessions ' +
      'ahead, among the 300 most traded securities, 1,462 sessions from 2020-07-27 on (74 that do not overlap): ' +
      'mean IC +0.010 (95 %: 0.000 to +0.020); within sector groups +0.010 (95 %: −0.020 to −0.001).',
  );
  expect(verdictOf(figures(ABOVE, UNKNOWN, 74)).sentence).toContain(
    'within sector groups +0.010 (no interval).',
  );
  expect(verdictOf(figures(ABOVE, ABOVE, 2)).sentence).toMatch(
    /^Not known yet, because that takes 3 windows/,
  );
});

test('without sessions there is no verdict yet', () => {
  expect(verdictOf(null)).toEqual({
    evidence: 'NOT_YET',
    sentence: 'Not known yet: no session is followed by enough others to measure its scores.',
  });
});
