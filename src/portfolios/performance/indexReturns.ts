import { decimalOf, nearestDouble } from '../../market/exact.js';
import type { IsoDate } from '../../scoring/names.js';
import { INDEX_LASTS, type IndexClose } from './indexReturn.js';

/**
 * Returns the returns of an index since the first of some sessions, one for each session: `indexReturn` up to each of them.
 *
 * @param closes by day, in ascending order
 * @param sessions in ascending order
 */
export function indexReturns(
  closes: readonly IndexClose[],
  sessions: readonly IsoDate[],
): readonly (number | null)[] {
  let next = 0;
  let [start, last]: [IndexClose | null, IndexClose | null] = [null, null];
  let age = 0;
  return sessions.map((session) => {
    let isNew = false;
    for (; next < closes.length && closes[next].day <= session; next++) {
      // Of the closes up to the first session, the last one is where it starts.
      if (start === null || closes[next].day <= sessions[0]) start = closes[next];
      last = closes[next];
      isNew = last.day === session;
    }
    age = isNew ? 0 : age + 1;
    if (start === null || last === null || start.close <= 0 || age > INDEX_LASTS) return null;
    const [from, to] = [decimalOf(start.close), decimalOf(last.close)];
    return nearestDouble({
      over: to.over * from.under - from.over * to.under,
      under: from.over * to.under,
    });
  });
}
