import { sql } from 'kysely';
import { TradingCalendar, type CalendarEntry } from '../../market/calendar.js';
import type { Day } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

interface StoredSessions {
  /** Shipped days first, so that imported ones replace them. */
  readonly calendar: readonly CalendarEntry[] | null;
  /** Sessions with a bar up to the newest that counts, ascending. */
  readonly traded: readonly Day[] | null;
}

/** Loads the sessions from the first bar to the newest session that counts, ascending. An operation reads them once. */
export function sessionsLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<readonly Day[]> {
  const read = async (): Promise<readonly Day[]> => {
    const [{ calendar, traded }] = await reads.rows(sql<StoredSessions>`
      SELECT (
        SELECT json_agg(
          json_build_object('day', day - date '1970-01-01', 'kind', kind, 'name', name)
          ORDER BY shipped DESC
        )
        FROM calendar_days
        WHERE superseded_in IS NULL
      ) AS calendar, (
        SELECT json_agg(day - date '1970-01-01' ORDER BY day)
        FROM session_bars
        WHERE day <= (SELECT max(day) FROM session_bars WHERE has_quorum)
      ) AS traded`);
    if (traded === null) return [];
    const { days } = new TradingCalendar(calendar ?? []).sessions(traded);
    return Array.from(days.filter((day) => day >= traded[0] && day <= traded[traded.length - 1]));
  };
  return onceLoader(read);
}
