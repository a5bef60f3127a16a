import { decimalOf, nearestDouble } from '../../market/exact.js';
import type { IsoDate } from '../../scoring/names.js';

/** A close of an index. */
export interface IndexClose {
  readonly day: IsoDate;
  readonly close: number;
}

/** Sessions after which a close counts no more, as one of a stock. */
export const INDEX_LASTS = 10;

/**
 * Returns the return of an index from the first of some sessions to the last one, by its last closes on or before them. Where
 * the index begins within the sessions, its first close counts.
 *
 * @param closes by day, in ascending order
 * @param sessions in ascending order
 * @returns null where there is no close, or the last one is more than 10 sessions old
 */
export function indexReturn(closes: readonly IndexClose[], sessions: readonly IsoDate[]): number | null {
  const first = sessions[0];
  const last = sessions.at(-1);
  if (first === undefined || last === undefined) return null;
  const known = closes.filter(({ day }) => day <= last);
  const end = known.at(-1);
  const start = known.findLast(({ day }) => day <= first) ?? known[0];
  if (start === undefined || end === undefined || start.close <= 0) return null;
  if (sessions.filter((day) => day > end.day).length > INDEX_LASTS) return null;
  const [from, to] = [decimalOf(start.close), decimalOf(end.close)];
  return nearestDouble({ over: to.over * from.under - from.over * to.under, under: from.over * to.under });
}
