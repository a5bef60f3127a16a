import { describe, expect, test } from '@jest/globals';
import { guardrailStepsOf, penaltyPartsOf } from '../../src/scoring/explain.js';
import { guardrailReason } from '../../src/scoring/guardrailReason.js';
import { MODES } from '../../src/scoring/names.js';
import { penaltyReason } from '../../src/scoring/penaltyReason.js';
import { DAY } from '../support/days/day.js';

describe('reasons', () => {
  const reasons = MODES.flatMap((mode) =>
    DAY.section.tickers.flatMap((_, stock) => [
      ...penaltyPartsOf(DAY.modes[mode], stock).map(penaltyReason),
      ...guardrailStepsOf(DAY.modes[mode], stock).map((step) => guardrailReason(step, mode)),
    ]),
  );

  test('are sentences without NaN, null, infinity or exponents', () => {
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
