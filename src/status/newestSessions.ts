import type pg from 'pg';
import { TradingCalendar, type CalendarEntry } from '../market/calendar.js';
import { dayOf } from '../market/day.js';
import { scoredMethods } from '../runs/scoredMethods.js';
import { MODES, type Day } from '../scoring/names.js';

/** The newest sessions of the store. */
export interface NewestSessions {
  /** The newest session that counts; null where there is none. */
  readonly counted: Day | null;
  /** The newest session that has current scores of all modes of the served method; null where there is none. */
  readonly scored: Day | null;
  /** The same of each method that is scored, by its name; the served one is the first. */
  readonly scoredBy: ReadonlyMap<string, Day | null>;
  /** How many sessions before today are newer than a day. */
  readonly since: (day: Day, today: Day) => number;
}

interface Row {
  readonly counted: string | null;
  readonly entries: readonly { readonly day: string; readonly kind: CalendarEntry['kind'] }[];
}

/** Reads the newest sessions, and the calendar that counts those since. In years that it does not know, weekdays count. */
export async function newestSessions(client: pg.Pool): Promise<NewestSessions> {
  const { rows } = await client.query<Row>(
    `SELECT (SELECT max(day)::text FROM session_bars WHERE has_quorum) AS counted,
       (
         -- Imported days replace shipped ones.
         SELECT coalesce(json_agg(json_build_object('day', day, 'kind', kind) ORDER BY shipped DESC), '[]')
         FROM calendar_days WHERE superseded_in IS NULL
       ) AS entries`,
  );
  const [{ counted, entries }] = rows;
  const names = await scoredMethods(client);
  const { rows: scored } = await client.query<{ name: string; day: string | null }>(
    `SELECT name, (
       SELECT day::text FROM scored_days WHERE method = name
       GROUP BY day HAVING count(*) = $1 ORDER BY day DESC LIMIT 1
     ) AS day FROM unnest($2::text[]) WITH ORDINALITY AS methods (name, place) ORDER BY place`,
    [MODES.length, names],
  );
  const scoredBy = new Map(scored.map(({ name, day }) => [name, day === null ? null : dayOf(day)]));
  const calendar = new TradingCalendar(entries.map(({ day, kind }) => ({ day: dayOf(day), kind, name: '' })));
  return {
    counted: counted === null ? null : dayOf(counted),
    scored: scoredBy.get(names[0] ?? '') ?? null,
    scoredBy,
    since: (day, today) => {
      let sessions = 0;
      for (let next = day + 1; next < today; next++) if (calendar.isSession(next)) sessions++;
      return sessions;
    },
  };
}
