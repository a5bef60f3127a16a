import { sql } from 'kysely';
import { TradingCalendar, type CalendarEntry, type Sessions } from '../../market/calendar.js';
import { dayOf, isoOf } from '../../market/day.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import type { ReadRows } from './readRows.js';

interface StoredDays {
  /** Shipped days first, so that imported ones replace them. */
  readonly calendar: readonly CalendarEntry[] | null;
  /** Days with bars in years that the calendar lacks. */
  readonly traded: readonly Day[] | null;
  readonly newest: IsoDate | null;
}

/** The sessions of the exchange, past and to come. */
export class TradingDays {
  readonly sessions: Sessions;
  readonly #calendar: TradingCalendar;

  constructor(
    entries: readonly CalendarEntry[],
    traded: readonly Day[],
    /** The newest session that counts; null where there is none. */
    readonly newest: IsoDate | null,
  ) {
    this.#calendar = new TradingCalendar(entries);
    this.sessions = this.#calendar.sessions(traded);
  }

  /** Returns the last session on or before a day; the day itself where the calendar knows none. */
  upTo(day: IsoDate): IsoDate {
    const count = this.sessions.countUpTo(dayOf(day));
    return count === 0 ? day : isoOf(this.sessions.days[count - 1]);
  }

  /** Returns the next session after a day; the next weekday in years that are not known. */
  after(day: IsoDate): IsoDate {
    let next = dayOf(day) + 1;
    while (!this.#calendar.isSession(next)) next++;
    return isoOf(next);
  }

  /** Returns how many sessions lie after one day and up to another. */
  between(after: IsoDate, until: IsoDate): number {
    return this.sessions.countUpTo(dayOf(until)) - this.sessions.countUpTo(dayOf(after));
  }

  /** Returns so many sessions on or before a day, or fewer where there are no more, in ascending order. */
  last(until: IsoDate, count: number): readonly IsoDate[] {
    const end = this.sessions.countUpTo(dayOf(until));
    return Array.from(this.sessions.days.subarray(Math.max(0, end - count), end), isoOf);
  }

  /** Returns the sessions from one day to another, both included. */
  from(from: IsoDate, to: IsoDate): readonly IsoDate[] {
    const { sessions } = this;
    return Array.from(
      sessions.days.subarray(sessions.countUpTo(dayOf(from) - 1), sessions.countUpTo(dayOf(to))),
    ).map(isoOf);
  }
}

/** Reads the sessions as the store knows them now. */
export async function readTradingDays(read: ReadRows): Promise<TradingDays> {
  const [{ calendar, traded, newest }] = await read(sql<StoredDays>`
    SELECT (
      SELECT json_agg(
        json_build_object('day', day - date '1970-01-01', 'kind', kind, 'name', name) ORDER BY shipped DESC
      )
      FROM calendar_days WHERE superseded_in IS NULL
    ) AS calendar, (
      SELECT json_agg(day - date '1970-01-01')
      FROM session_bars
      WHERE extract(year FROM day) NOT IN (
        SELECT extract(year FROM day) FROM calendar_days WHERE superseded_in IS NULL
      )
    ) AS traded, (SELECT max(day) FROM session_bars WHERE has_quorum) AS newest`);
  return new TradingDays(calendar ?? [], traded ?? [], newest);
}
