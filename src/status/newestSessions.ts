import type pg from 'pg';
import { TradingCalendar, type CalendarEntry } from '../market/calendar.js';
import { dayOf } from '../market/day.js';
import { MODES, type Day } from '../scoring/names.js';

/** The newest sessions of the store. */
export interface NewestSessions {
  /** The newest session that counts; null where there is none. */
  readonly counted: Day | null;
  /** The newest session that has current scores of all modes; null where there is none. */
  readonly scored: Day | null;
  /** How many sessions before today are newer than a day. */
  readonly since: (day: Day, today: Day) => number;
}

interface Row {
  readonly counted: string | null;
  readonly scored: string | null;
  readonly entries: readonly { readonly day: string; readonly kind: CalendarEntry['kind'] }[];
}

/** Reads the newest sessions, and the calendar that counts those since. In years that it does not know, weekdays count. */
export async function newestSessions(client: pg.Pool): Promise<NewestSessions> {
  const { rows } = await client.query<Row>(
    `SELECT (SELECT max(day)::text FROM session_bars WHERE has_quorum) AS counted,
       (SELECT day::text FROM served_days GROUP BY day HAVING count(*) = $1 ORDER BY day DESC LIMIT 1) AS scored,
       (
         -- Imported days replace shipped ones.
         SELECT coalesce(json_agg(json_build_object('day', day, 'kind', kind) ORDER BY shipped DESC), '[]')
         FROM calendar_days WHERE superseded_in IS NULL
       ) AS entries`,
    [MODES.length],
  );
  const [{ counted, scored, entries }] = rows;
  const calendar = new TradingCalendar(entries.map(({ day, kind }) => ({ day: dayOf(day), kind, name: '' })));
  return {
    counted: counted === null ? null : dayOf(counted),
    scored: scored === null ? null : dayOf(scored),
    since: (day, today) => {
      let sessions = 0;
      for (let next = day + 1; next < today; next++) if (calendar.isSession(next)) sessions++;
      return sessions;
    },
  };
}
