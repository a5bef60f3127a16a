import { expect, test } from '@jest/globals';
import { gapCauseOn } from '../../../src/graphql/quality/gapCauseOn.js';
import { missingSessions } from '../../../src/graphql/quality/missingSessions.js';
import { Sessions } from '../../../src/market/calendar.js';

const sessions = new Sessions(Int32Array.from([1, 2, 3, 4, 7, 8, 9, 10]));
const causeOn = ({
  otherSeries = [],
  read = [],
  imported = [],
}: {
  readonly otherSeries?: number[];
  readonly read?: number[];
  readonly imported?: number[];
}) => gapCauseOn({ otherSeries: new Set(otherSeries), read: new Set(read), imported: new Set(imported) });
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
  expect(missingSessions(sessions, 1, 10, new Set(bars), causeOn({ imported }))).toEqual(expected);
});

test('returns gaps within the days that count only', () => {
  expect(missingSessions(sessions, 3, 8, new Set([7]), causeOn({ imported: [3, 4, 8] }))).toEqual([
    gap(3, 4, 2),
    gap(8, 8, 1),
  ]);
});

test('tells what the files of a day say, and else what follows from other stocks', () => {
  const known = { otherSeries: [2, 3], read: [3, 4], imported: [2, 3, 4, 7] };
  expect(missingSessions(sessions, 1, 8, new Set([8]), causeOn(known))).toEqual([
    gap(1, 1, 1, 'SOURCE_MISSING'),
    gap(2, 3, 2, 'OTHER_SERIES'),
    gap(4, 4, 1, 'SUSPENDED'),
    gap(7, 7, 1),
  ]);
});
