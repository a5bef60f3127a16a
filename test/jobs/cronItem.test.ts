import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { cronItem } from '../../src/jobs/cronItem.js';

const kind = { name: 'nightly', payload: z.object({}), queue: 'feeds', attempts: 5 };
const matches = (at: string, time: string): boolean => {
  const utc = new Date(time);
  return cronItem(kind, { at }).match({
    min: utc.getUTCMinutes(),
    hour: utc.getUTCHours(),
    date: utc.getUTCDate(),
    month: utc.getUTCMonth() + 1,
    dow: utc.getUTCDay(),
  });
};
const year = new Date().getUTCFullYear();

test.each([
  // 18:30 in India is 13:00 UTC.
  ['30 18 * * *', '2024-10-08T13:00:00Z', true],
  ['30 18 * * *', '2024-10-08T18:30:00Z', false],
  // 02:00 in India is 20:30 UTC of the day before: a Sunday for Mondays, ...
  ['0 2 * * 1', '2024-10-06T20:30:00Z', true],
  ['0 2 * * 1', '2024-10-07T20:30:00Z', false],
  // ... and the last day of a month for the first one of the next, also over the year.
  ['0 2 1 * *', '2024-10-31T20:30:00Z', true],
  ['0 2 1 1 *', '2024-12-31T20:30:00Z', true],
  ['0 2 1 * *', '2024-10-30T20:30:00Z', false],
])('matches %s in India at %s: %s', (at, time, expected) => {
  expect(matches(at, time)).toBe(expected);
});

test('knows whether February has 29 days this year', () => {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  expect(matches('0 2 1 3 *', `${year}-02-28T20:30:00Z`)).toBe(!isLeap);
  if (isLeap) expect(matches('0 2 29 2 *', `${year}-02-28T20:30:00Z`)).toBe(true);
});

test('adds jobs to the queue of the task, one at a time', () => {
  expect(cronItem(kind, { at: '30 18 * * 1-5', catchUpMs: 3_600_000 })).toMatchObject({
    task: 'nightly',
    options: { queueName: 'feeds', maxAttempts: 5, jobKey: 'cron nightly', backfillPeriod: 3_600_000 },
  });
});

test('refuses a pattern that is not one of cron', () => {
  expect(() => cronItem(kind, { at: '61 * * * *' })).toThrow(/the schedule of nightly.*0-59/);
  expect(() => cronItem(kind, { at: 'at noon' })).toThrow(
    "Invalid cron pattern 'at noon' in the schedule of nightly",
  );
});
