import type { Day } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import { isoOf, yearOf } from '../day.js';
import type { Flag } from '../imports/refusal.js';

/** The session that a row is of, and its line. */
export interface SessionRow {
  readonly day: Day;
  readonly line: number;
}

/** Flags years of rows that the calendar does not know, each once, at the first of its rows: NO_CALENDAR. */
export function calendarFlags(file: string, rows: Iterable<SessionRow>, sessions: Sessions): Flag[] {
  const years = new Map<number, { first: SessionRow; count: number }>();
  for (const row of rows) {
    if (sessions.hasYearOf(row.day)) continue;
    const year = years.get(yearOf(row.day)) ?? { first: row, count: 0 };
    years.set(yearOf(row.day), {
      first: row.line < year.first.line ? row : year.first,
      count: year.count + 1,
    });
  }
  return [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, { first, count }]) => ({
      ...{ file, line: first.line, kind: 'NO_CALENDAR', ticker: '', date: isoOf(first.day), metric: '' },
      detail:
        `the calendar has no day of ${year}, the year of ${count} row${count === 1 ? '' : 's'}: days with bars count as ` +
        'sessions; give its holidays in holidays.csv',
    }));
}
