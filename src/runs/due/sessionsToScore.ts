import type pg from 'pg';
import type { Sessions } from '../../market/calendar.js';
import { dayOf, isoOf } from '../../market/day.js';
import { awaitedText } from '../../market/awaited.js';
import { awaitedSession } from '../../market/store/awaitedSession.js';
import { newestSession } from '../../market/store/newestSession.js';
import type { Day, IsoDate } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';

/** First and last day; by default the first day with a bar and the newest session that counts. */
export interface AskedSpan {
  readonly from?: IsoDate | undefined;
  readonly to?: IsoDate | undefined;
}

/**
 * Lists the sessions of a span that lie between the first bar and the newest session that counts, ascending.
 *
 * @returns at least one session
 * @throws UserError where there is none, or where the span is one day that is no session or awaited
 */
export async function sessionsToScore(
  client: pg.ClientBase,
  sessions: Sessions,
  { from, to }: AskedSpan,
): Promise<Day[]> {
  const { rows } = await client.query<{ first: string | null }>(
    'SELECT min(day)::text AS first FROM bars WHERE superseded_in IS NULL',
  );
  const newest = await newestSession(client);
  if (rows[0].first === null || newest === null) {
    throw new UserError('The store holds no prices: import some first, with "greyoak import FOLDER".');
  }
  const first = dayOf(rows[0].first);
  const asked = {
    from: from === undefined ? first : dayAsked(from),
    to: to === undefined ? newest : dayAsked(to),
  };
  if (asked.from === asked.to && sessions.ordinalOf(asked.from) === -1) {
    const before = sessions.before(asked.from);
    throw new UserError(
      `Expected a session of the exchange, but ${isoOf(asked.from)} is none. ` +
        (before === null
          ? 'The calendar knows no session before it.'
          : `The session before it is ${before}.`),
    );
  }
  const days = Array.from(
    sessions.days.filter((day) => day >= Math.max(asked.from, first) && day <= Math.min(asked.to, newest)),
  );
  if (days.length > 0) return days;
  const awaited = asked.from === asked.to ? await awaitedSession(client, asked.from) : null;
  if (awaited !== null) {
    throw new UserError(
      `Expected a session with enough bars, but ${awaitedText(awaited)}. Record the missing bars, or name a session ` +
        `up to ${isoOf(newest)}.`,
    );
  }
  throw new UserError(
    `Expected days with prices, ${isoOf(first)} to ${isoOf(newest)}, got ${isoOf(asked.from)} to ` +
      `${isoOf(asked.to)}, in which there is no session with any.`,
  );
}

function dayAsked(text: IsoDate): Day {
  const day = dayOf(text);
  if (day === day) return day;
  throw new UserError(`Expected a date such as 2024-10-08, got "${shown(text)}".`);
}
