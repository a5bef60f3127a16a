import type { Day } from '../../scoring/names.js';
import type { Sessions } from '../calendar.js';
import { yearOf, dayOfCivil } from '../day.js';
import type { PricesFile } from '../imports/prices.js';
import type { SessionRow } from './calendarFlags.js';

/** Returns the rows of prices of years that the calendar does not know. */
export function* rowsWithoutCalendar(
  { bars, lines }: Pick<PricesFile, 'bars' | 'lines'>,
  sessions: Sessions,
): Generator<SessionRow> {
  for (const [ticker, { day }] of bars) {
    if (knowsAllYears(sessions, day[0], day[day.length - 1])) continue;
    for (let place = 0; place < day.length; place++) {
      if (sessions.hasYearOf(day[place])) continue;
      yield { day: day[place], line: lines.get(ticker)?.[place] ?? 0 };
    }
  }
}

function knowsAllYears(sessions: Sessions, first: Day, last: Day): boolean {
  for (let year = yearOf(first); year <= yearOf(last); year++) {
    if (!sessions.hasYearOf(dayOfCivil(year, 1, 1))) return false;
  }
  return true;
}
