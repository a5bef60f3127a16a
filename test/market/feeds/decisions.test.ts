/** What feeds decide, on a clock of the test. */
import { describe, expect, test } from '@jest/globals';
import { dayOf, isoOf } from '../../../src/market/day.js';
import { nseCalendar } from '../../../src/market/imports/nseCalendar.js';
import { TradingCalendar } from '../../../src/market/calendar.js';
import {
  breakerAfter,
  breakerOnRequest,
  breakerWaitMs,
  type Breaker,
} from '../../../src/market/feeds/breaker.js';
import { badPlaceholder, withDate } from '../../../src/market/feeds/datePlaceholder.js';
import { dayAfter } from '../../../src/market/feeds/dayAfter.js';
import type { DayOutcome } from '../../../src/market/feeds/dayOutcome.js';
import { dueDays, type KnownDay } from '../../../src/market/feeds/dueDays.js';
import { feedDaysBetween, lastFeedDays, nextSlot } from '../../../src/market/feeds/feedCalendar.js';
import { retryAfterMs } from '../../../src/market/feeds/retryAfterMs.js';
import { unusableContent } from '../../../src/market/feeds/unusableContent.js';
import { indian } from '../../support/feeds/feedWorld.js';

const calendar = new TradingCalendar(await nseCalendar());

test.each([
  ['{date}', '2024-07-05'],
  ['a{date:yyyyMMdd}b', 'a20240705b'],
  ['{date:ddMMyy}/{date:yyyy}/{date:MMM}', '050724/2024/JUL'],
  ['{date:ddMmmyyyy} {date:dd-mmm-yy}', '05Jul2024 05-jul-24'],
])('writes the day into %s', (text, written) => {
  expect(withDate(text, dayOf('2024-07-05'))).toBe(written);
  expect(badPlaceholder(text)).toBeNull();
});

test.each([
  ['{day}', '{day}'],
  ['{date:YYYY}', '{date:YYYY}'],
  ['{date:}', '{date:}'],
  ['a{date', '{date'],
  ['a}b', '}b'],
  ['{{date}}', '{}'],
])('refuses the placeholder of %s', (text, wrong) => {
  expect(badPlaceholder(text)).toBe(wrong);
});

describe('the breaker', () => {
  const CLOSED: Breaker = { breaker: 'CLOSED', failures: 0, successes: 0, openedAt: null };
  const at = (second: number) => new Date(second * 1000);

  test('opens after five failures in a row, and a success begins anew', () => {
    let state = CLOSED;
    for (const isSuccess of [false, false, false, false, true, false, false, false, false]) {
      state = breakerAfter(state, isSuccess, at(0));
      expect(state.breaker).toBe('CLOSED');
    }
    expect(breakerAfter(state, false, at(7))).toEqual({
      breaker: 'OPEN',
      failures: 5,
      successes: 0,
      openedAt: at(7),
    });
  });

  test('is half open after a minute, and closed after two successes', () => {
    const open: Breaker = { breaker: 'OPEN', failures: 5, successes: 0, openedAt: at(7) };
    expect([breakerWaitMs(open, at(7)), breakerWaitMs(open, at(66)), breakerWaitMs(open, at(67))]).toEqual([
      60_000, 1_000, 0,
    ]);
    expect(breakerOnRequest(open, at(66))).toBe(open);
    const half = breakerOnRequest(open, at(67));
    expect(half).toMatchObject({ breaker: 'HALF_OPEN', successes: 0 });
    const once = breakerAfter(half, true, at(68));
    expect(once).toMatchObject({ breaker: 'HALF_OPEN', successes: 1 });
    expect(breakerAfter(once, true, at(69))).toEqual(CLOSED);
    expect(breakerAfter(once, false, at(69))).toMatchObject({ breaker: 'OPEN', openedAt: at(69) });
  });

  test('stays open for an answer to an earlier request', () => {
    const open: Breaker = { breaker: 'OPEN', failures: 5, successes: 0, openedAt: at(7) };
    expect(breakerAfter(open, true, at(8))).toBe(open);
    expect(breakerAfter(open, false, at(8))).toEqual({ ...open, failures: 6 });
  });
});

test.each([
  ['120', 120_000],
  [' 0 ', null],
  ['Tue, 08 Oct 2024 13:31:00 GMT', 60_000],
  ['Tue, 08 Oct 2024 13:00:00 GMT', null],
  ['31536000', 86_400_000],
  ['99999999999', 86_400_000],
  ['-5', null],
  ['1.5', null],
  ['soon', null],
  ['', null],
  [null, null],
])('reads Retry-After %j as %j ms', (header, ms) => {
  expect(retryAfterMs(header, indian('2024-10-08 19:00'))).toBe(ms);
});

test.each([
  ['', 'it is empty'],
  [' \n', 'it holds nothing but blanks'],
  ['\u00EF\u00BB\u00BF  <!doctype HTML><p>', 'it is an HTML page and no data'],
  ['<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', 'it is an HTML page and no data'],
  ['<\0h\0t\0m\0l\0>\0', 'it is an HTML page and no data'],
  ['<html lang="en">', 'it is an HTML page and no data'],
  ['<?xml version="1.0"?><xbrl>', null],
  ['SYMBOL,NOTE\nA,<html>', null],
  ['PK\u0003\u0004', null],
])('tells a page from a file: %j', (text, reason) => {
  expect(unusableContent(Buffer.from(text, 'latin1'))).toBe(reason);
});

describe('after an attempt', () => {
  const feed = { attempts: 4, retry: { firstMs: 1_000, longestMs: 3_000 } };
  const fresh = { attempts: 0, misses: 0, hasSucceeded: false, isAwaited: true };
  const failed = (retryAfter: number | null = null): DayOutcome => ({
    ...{ kind: 'FAILED', reason: '', isWorthRetrying: true, isOfSource: true },
    retryAfterMs: retryAfter,
  });
  const missing: DayOutcome = { kind: 'MISSING', reason: '' };

  test.each([
    [0, 500, 1_000],
    [1, 1_000, 2_000],
    [2, 1_500, 3_000],
  ])('waits after %i failures from %i to %i ms', (attempts, least, most) => {
    const of = (random: number) => dayAfter({ ...fresh, attempts }, failed(), feed, () => random);
    expect([of(0).waitMs, of(1).waitMs]).toEqual([least, most]);
    expect(of(1)).toMatchObject({ status: 'QUEUED', attempts: attempts + 1 });
  });

  test('waits as long as the source wants, longer or shorter', () => {
    expect(dayAfter(fresh, failed(7), feed).waitMs).toBe(7);
    expect(dayAfter(fresh, failed(70_000), feed).waitMs).toBe(70_000);
  });

  test('gives up after the last attempt, for an hour if the schedule awaits the day', () => {
    expect(dayAfter({ ...fresh, attempts: 3 }, failed(), feed)).toEqual({
      ...{ status: 'FAILED', attempts: 4, misses: 0, waitMs: 3_600_000 },
    });
    expect(dayAfter({ ...fresh, attempts: 3, isAwaited: false }, failed(), feed).waitMs).toBeNull();
    expect(dayAfter({ ...fresh, attempts: 3, hasSucceeded: true }, failed(), feed).status).toBe('SUCCEEDED');
  });

  test('waits ever longer for a file that is missing, without an attempt', () => {
    const waits = [0, 1, 2, 3, 4, 9].map(
      (misses) => dayAfter({ ...fresh, misses }, missing, feed, () => 1).waitMs,
    );
    expect(waits.map((ms) => (ms ?? 0) / 60_000)).toEqual([10, 20, 40, 80, 120, 120]);
    expect(dayAfter(fresh, missing, feed)).toMatchObject({ status: 'QUEUED', attempts: 0, misses: 1 });
    expect(dayAfter({ ...fresh, isAwaited: false }, missing, feed)).toMatchObject({
      status: 'FAILED',
      waitMs: null,
    });
  });
});

describe('days', () => {
  const between = (kind: 'sessions' | 'any' | 'weekly' | 'monthly', from: string, to: string) =>
    feedDaysBetween(kind, dayOf(from), dayOf(to), calendar).map(isoOf);

  test('are sessions, all, or the first session of a week or month', () => {
    // The 2nd is a holiday.
    expect(between('sessions', '2024-10-01', '2024-10-07')).toEqual([
      '2024-10-01',
      '2024-10-03',
      '2024-10-04',
      '2024-10-07',
    ]);
    expect(between('any', '2024-10-05', '2024-10-06')).toEqual(['2024-10-05', '2024-10-06']);
    // 15 November 2024, a Friday, and 20 November, a Wednesday, are holidays.
    expect(between('weekly', '2024-11-11', '2024-11-24')).toEqual(['2024-11-11', '2024-11-18']);
    expect(between('monthly', '2024-09-01', '2024-10-31')).toEqual(['2024-09-02', '2024-10-01']);
    expect(lastFeedDays('monthly', dayOf('2024-10-31'), 2, calendar).map(isoOf)).toEqual([
      '2024-09-02',
      '2024-10-01',
    ]);
  });

  test('have their times in India', () => {
    const feed = { days: 'sessions', times: [9 * 60, 19 * 60] } as const;
    expect(nextSlot(feed, indian('2024-10-01 18:59'), calendar)).toEqual(indian('2024-10-01 19:00'));
    expect(nextSlot(feed, indian('2024-10-01 19:00'), calendar)).toEqual(indian('2024-10-03 09:00'));
  });

  const feed = { days: 'sessions', times: [19 * 60] } as const;
  const bounds = { since: indian('2024-09-01 00:00'), catchUp: 3, recheck: 1 };
  const due = (
    known: Readonly<Record<string, Partial<KnownDay>>>,
    now: string,
    more: Partial<typeof bounds> = {},
  ) => {
    const none = { status: 'SUCCEEDED', nextAt: null, checkedAt: null, succeededAt: null } as const;
    const rows = Object.entries(known).map(([day, row]) => [dayOf(day), { ...none, ...row }] as const);
    return dueDays(feed, new Map(rows), indian(now), calendar, { ...bounds, ...more }).map(isoOf);
  };
  const taken = (time: string, checked = time): Partial<KnownDay> => ({
    ...{ status: 'SUCCEEDED', succeededAt: indian(time), checkedAt: indian(checked) },
  });

  test('are due from their time on, within the last sessions', () => {
    expect(due({}, '2024-10-08 18:59')).toEqual(['2024-10-03', '2024-10-04', '2024-10-07']);
    expect(due({}, '2024-10-08 19:00')).toEqual(['2024-10-04', '2024-10-07', '2024-10-08']);
    expect(due({}, '2024-10-08 19:00', { since: indian('2024-10-07 20:00') })).toEqual([
      '2024-10-07',
      '2024-10-08',
    ]);
  });

  test('are not due while a job has them, before their wait is over, or when they succeeded', () => {
    const rows = {
      '2024-10-04': { status: 'RUNNING' },
      '2024-10-07': { status: 'FAILED', nextAt: indian('2024-10-08 19:30') },
      '2024-10-08': taken('2024-10-08 19:00'),
    } as const;
    expect(due(rows, '2024-10-08 19:29')).toEqual([]);
    expect(due(rows, '2024-10-08 19:30')).toEqual(['2024-10-07']);
  });

  test('are due again on the sessions after their success', () => {
    const others = { '2024-10-07': { status: 'QUEUED' }, '2024-10-08': { status: 'QUEUED' } } as const;
    const rows = { ...others, '2024-10-04': taken('2024-10-04 19:01') };
    expect(due(rows, '2024-10-07 18:59')).not.toContain('2024-10-04');
    expect(due(rows, '2024-10-07 19:00')).toContain('2024-10-04');
    const checked = { ...others, '2024-10-04': taken('2024-10-04 19:01', '2024-10-07 19:02') };
    expect(due(checked, '2024-10-08 19:00')).not.toContain('2024-10-04');
    expect(due(checked, '2024-10-08 19:00', { recheck: 2 })).toContain('2024-10-04');
    expect(due(rows, '2024-10-08 19:00', { recheck: 0 })).not.toContain('2024-10-04');
  });
});
