import { expect, test } from '@jest/globals';
import { missingSessions } from '../../../src/graphql/quality/missingSessions.js';
import { Sessions } from '../../../src/market/calendar.js';

const sessions = new Sessions(Int32Array.from([1, 2, 3, 4, 7, 8, 9, 10]));
const gap = (from: number, to: number, count: number, cause = 'UNKNOWN') => ({
  from,
  to,
  sessions: count,
  cause,
});

test.each<[string, number[], number[], unknown[]]>([
  ['no gap where each session has a bar', [1, 2, 3, 4, 7, 8, 9, 10], [...sessions.days], []],
  ['a gap over a weekend as one', [1, 2, 3, 8, 9, 10], [...sessions.days], [gap(4, 7, 2)]],
  ['gaps at both ends', [3], [...sessions.days], [gap(1, 2, 2), gap(4, 10, 5)]],
  [
    'sessions of different causes as different gaps',
    [1, 10],
    [1, 2, 4, 7, 10],
    [gap(2, 2, 1), gap(3, 3, 1, 'SOURCE_MISSING'), gap(4, 7, 2), gap(8, 9, 2, 'SOURCE_MISSING')],
  ],
])('returns %s', (_, bars, imported, expected) => {
  expect(missingSessions(sessions, 1, 10, new Set(bars), new Set(imported))).toEqual(expected);
});

test('returns gaps within the days that count only', () => {
  expect(missingSessions(sessions, 3, 8, new Set([7]), new Set([3, 4, 8]))).toEqual([
    gap(3, 4, 2),
    gap(8, 8, 1),
  ]);
});
