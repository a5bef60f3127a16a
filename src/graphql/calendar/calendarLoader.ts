import { sql } from 'kysely';
import { TradingCalendar, type CalendarEntry, type Sessions } from '../../market/calendar.js';
import { dayOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

/** A holiday or special session, and what it is from. */
export type SourcedEntry = CalendarEntry & { readonly source: string };

export interface KnownCalendar {
  readonly sessions: Sessions;
  readonly entries: ReadonlyMap<Day, SourcedEntry>;
}

interface EntryRow {
  readonly day: IsoDate;
  readonly kind: CalendarEntry['kind'];
  readonly name: string;
  readonly source: string;
}

/**
 * Loads the calendar of today, once for an operation. In years that it does not know, the days with bars are the
 * sessions.
 */
export function calendarLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<KnownCalendar> {
  const read = async (): Promise<KnownCalendar> => {
    const [rows, traded] = await Promise.all([
      // Imported days replace shipped ones.
      reads.rows(sql<EntryRow>`
        SELECT day, kind, name, batches.source
        FROM calendar_days JOIN batches ON batches.id = recorded_in
        WHERE superseded_in IS NULL
        ORDER BY shipped DESC, day`),
      reads.rows(sql<{ readonly day: IsoDate }>`
        SELECT day FROM session_bars
        WHERE extract(year FROM day) NOT IN (
          SELECT extract(year FROM day) FROM calendar_days WHERE superseded_in IS NULL
        )`),
    ]);
    const entries = new Map(rows.map((row) => [dayOf(row.day), { ...row, day: dayOf(row.day) }]));
    const calendar = new TradingCalendar(entries.values());
    return { sessions: calendar.sessions(traded.map(({ day }) => dayOf(day))), entries };
  };
  return onceLoader(read);
}
