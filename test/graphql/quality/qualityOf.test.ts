import { expect, test } from '@jest/globals';
import { qualityOf } from '../../../src/graphql/quality/qualityOf.js';
import { Sessions } from '../../../src/market/calendar.js';
import { dayOf, isoOf } from '../../../src/market/day.js';
import type { IsoDate } from '../../../src/scoring/names.js';

const LAST = dayOf('2024-10-08');
const sessions = new Sessions(Int32Array.from({ length: 30 }, (_, k) => LAST - 29 + k));
const ago = (days: number): IsoDate => isoOf(LAST - days);

/** The issues of a stock whose newest bar and shareholding are so old; every session up to that bar has one. */
function issuesOf(bar: number, shareholding: number): readonly string[] {
  const bars = Array.from(sessions.days, isoOf).filter((day) => day <= ago(bar));
  const facts = { until: ago(0), first: ago(29), bars: bars.reverse(), flags: null, statements: null };
  return qualityOf({ ...facts, fundamentals: ago(1), shareholding: ago(shareholding) }, sessions, [], ago(0))
    .issues;
}

test('names one missing session in the singular', () => {
  expect(issuesOf(1, 0)).toEqual(['Of the last 30 sessions, 1 has no bar.']);
});

test('says how old the newest facts are once they do not count, in sessions or days, and how many count', () => {
  expect(issuesOf(9, 550)).toEqual(['Of the last 30 sessions, 9 have no bar.']);
  expect(issuesOf(10, 551)).toEqual([
    'Of the last 30 sessions, 10 have no bar.',
    'The newest fact of PRICES is of 2024-09-28, 10 sessions ago, above the 9 sessions that count.',
    'The newest fact of SHAREHOLDING is of 2023-04-06, 551 days ago, above the 550 days that count.',
  ]);
});
