import type { IsoDate } from '../scoring/names.js';
import { UserError } from '../userError.js';
import { awaitedText } from './awaited.js';
import { dayOf, isoOf } from './day.js';
import type { Market } from './market.js';
import { neededForQuorum } from './quorum.js';
import { sessionsWithBars } from './sessionsWithBars.js';

/**
 * Returns the session of a market that is to be scored: the one that is asked for, by default the newest that counts.
 *
 * @param date undefined: the newest session that counts
 * @param share of the stocks that makes a session count, 0 to 1
 * @throws UserError where the session is awaited, or no session has a bar
 */
export function sessionToScore(
  market: Pick<Market, 'bars' | 'sessions'>,
  date: IsoDate | undefined,
  share: number,
): IsoDate {
  const sessions = sessionsWithBars(market, share);
  const newest = sessions.findLast(({ hasQuorum }) => hasQuorum);
  if (newest === undefined) {
    if (date !== undefined) return date;
    throw new UserError('Expected bars on a session of the exchange, got none: name a session with --date.');
  }
  if (date === undefined) return isoOf(newest.day);
  const asked = sessions.find(({ day }) => day === dayOf(date));
  if (asked === undefined || asked.day <= newest.day) return date;
  const { ofFormer: bars, expected } = asked;
  const awaited = { date, bars, expected, needed: neededForQuorum(expected, share) };
  throw new UserError(
    `Expected a session with enough bars, but ${awaitedText(awaited)}. Add the missing bars, or name a session ` +
      `up to ${isoOf(newest.day)}.`,
  );
}
