import { expect, test } from '@jest/globals';
import { limitsOf } from '../../../../src/live/alerts/evaluation/limits.js';

test.each([
  ['RISK', 'ABOVE', 60, 5, { sign: 1, edge: 60, back: 55 }],
  ['SCORE', 'BELOW', 40, 5, { sign: -1, edge: -40, back: -45 }],
  ['ERROR_RATE', 'ABOVE', 0.3, 0.1, { sign: 1, edge: 0.3, back: 0.2 }],
  // No risk is below 0, no score above 100: these are back at the end.
  ['RISK', 'ABOVE', 3, 5, { sign: 1, edge: 3, back: 0 }],
  ['SCORE', 'BELOW', 98, 5, { sign: -1, edge: -98, back: -100 }],
  ['RUN_FAILED', 'ABOVE', 0, 0, { sign: 1, edge: 0, back: 0 }],
] as const)('a rule of %s %s %d with %d to come back', (metric, comparator, threshold, rearm, expected) => {
  expect(limitsOf({ metric, comparator, threshold, rearm })).toEqual(expected);
});
