import { dayOf } from '../../market/day.js';
import { inherited } from '../inherited.js';
import type { FieldVisit } from '../limits/fieldVisit.js';
import type { Policies } from '../noun.js';
import { MOST_DAYS } from './calendarQueries.js';

/** Holidays of some twenty years. */
export const CALENDAR_ROWS = 400;

export const CALENDAR_POLICIES: Policies = {
  'Query.calendar': {
    access: 'MARKET_READ',
    freshness: 'UP_TO_DAY',
    size: daysOf,
    cost: CALENDAR_ROWS,
    reads: 1,
  },
  ...inherited('CalendarDay', ['date', 'kind', 'name', 'open'], { source: 30 }),
};

function daysOf({ args: { from, to } }: FieldVisit): number {
  const days = dayOf(String(to)) - dayOf(String(from)) + 1;
  return Math.min(MOST_DAYS, Math.max(0, days));
}
