import { describe, expect, test } from '@jest/globals';
import { eventDistances } from '../../src/market/events.js';
import { EVENT_KINDS, type CompanyEvent } from '../../src/market/facts.js';
import { day, ticker } from '../support/market/folder.js';

const D = day('2024-10-08');
const NONE = { meeting: NaN, meetingSide: NaN, auditor: NaN, board: NaN };

const event = (kind: CompanyEvent['kind'], date: string, announcedOn = date): CompanyEvent => ({
  ticker: ticker('INFY'),
  day: day(date),
  announcedOn: day(announcedOn),
  kind,
  detail: '',
});

describe('eventDistances', () => {
  test('is null where nothing is known', () => {
    expect(eventDistances([], D)).toEqual(NONE);
  });

  test.each([
    ['RESULTS', 'meeting'],
    ['BOARD_MEETING', 'meeting'],
    ['AUDITOR_QUALIFICATION', 'auditor'],
    ['AUDITOR_RESIGNATION', 'auditor'],
    ['BOARD_RESIGNATION', 'board'],
  ] as const)('%s counts as %s: three days ago is 3, on the day is 0', (kind, column) => {
    const side = (value: number) => (column === 'meeting' ? { meetingSide: value } : {});
    expect(eventDistances([event(kind, '2024-10-05')], D)).toEqual({ ...NONE, [column]: 3, ...side(-1) });
    expect(eventDistances([event(kind, '2024-10-08')], D)).toEqual({ ...NONE, [column]: 0, ...side(0) });
  });

  test('a meeting ahead counts without sign, once it is announced', () => {
    const ahead = event('RESULTS', '2024-10-10', '2024-10-03');
    expect(eventDistances([ahead], D).meeting).toBe(2);
    expect(eventDistances([ahead], day('2024-10-03')).meeting).toBe(7);
    expect(eventDistances([ahead], day('2024-10-02')).meeting).toBeNaN();
  });

  test('the nearest meeting counts, before or after, in any order', () => {
    const events = [
      event('RESULTS', '2024-07-18'),
      event('BOARD_MEETING', '2024-10-11', '2024-10-04'), // 3 days ahead
      event('RESULTS', '2024-10-04'), // 4 days ago
    ];
    expect(eventDistances(events, D)).toMatchObject({ meeting: 3, meetingSide: 1 });
    expect(eventDistances(events.toReversed(), D)).toMatchObject({ meeting: 3, meetingSide: 1 });
  });

  test('a meeting as many days before as after the day is on both sides', () => {
    const events = [event('RESULTS', '2024-10-11', '2024-10-04'), event('BOARD_MEETING', '2024-10-05')];
    expect(eventDistances(events, D)).toMatchObject({ meeting: 3, meetingSide: 0 });
    expect(eventDistances(events.toReversed(), D)).toMatchObject({ meeting: 3, meetingSide: 0 });
  });

  test.each(['AUDITOR_RESIGNATION', 'AUDITOR_QUALIFICATION', 'BOARD_RESIGNATION'] as const)(
    '%s that takes effect later does not count yet',
    (kind) => {
      expect(eventDistances([event(kind, '2024-10-31', '2024-10-01')], D)).toEqual(NONE);
    },
  );

  test('the last auditor event counts, of either kind', () => {
    const events = [
      event('AUDITOR_QUALIFICATION', '2024-05-01'),
      event('AUDITOR_RESIGNATION', '2024-10-01'), // 7 days ago
      event('AUDITOR_QUALIFICATION', '2023-05-01'),
    ];
    expect(eventDistances(events, D)).toEqual({ ...NONE, auditor: 7 });
  });

  test.each(EVENT_KINDS)('%s that was announced after the day does not count', (kind) => {
    expect(eventDistances([event(kind, '2024-10-01', '2024-10-09')], D)).toEqual(NONE);
    expect(eventDistances([event(kind, '2024-10-01', '2024-10-08')], D)).not.toEqual(NONE);
  });
});
