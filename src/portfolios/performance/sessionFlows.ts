import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { JournalRow } from '../journal/journalRow.js';
import { ratioOf } from '../journal/ratioOf.js';
import type { ShareAction } from '../journal/shareAction.js';
import { floorDivided } from '../money/division.js';
import { valueAt, type CarriedPrice } from '../valuation/carriedPrice.js';
import type { SessionValue } from './timeWeighted.js';

type Flows = Pick<SessionValue, 'deposits' | 'withdrawals' | 'atClose'>;

/** What flows in and out with each of some sessions. */
export interface SessionFlows {
  /**
   * Shares that come in without a price flow at the close of the next session with a value, whose return is that of all
   * sessions since.
   *
   * @param session after those that were asked for before
   * @param priceOf the close of a stock on the session; null: there is none
   * @param isValued whether all that is held has a price on the session
   */
  of(session: IsoDate, priceOf: (ticker: Ticker) => CarriedPrice | null, isValued: boolean): Flows;
}

/**
 * Finds the entries that are flows. An entry on a day without a session is one of the next session.
 *
 * @param sessions in ascending order
 * @param previous the session before them: entries until then do not count; undefined: none is known
 */
export function sessionFlows(
  rows: readonly JournalRow[],
  actions: ReadonlyMap<Ticker, readonly ShareAction[]>,
  sessions: readonly IsoDate[],
  previous: IsoDate | undefined,
): SessionFlows {
  const bySession = new Map<IsoDate, JournalRow[]>();
  for (const row of rows) {
    if (previous !== undefined && row.day <= previous) continue;
    const session = firstFrom(sessions, row.day);
    if (session === undefined) continue;
    const some = bySession.get(session);
    if (some === undefined) bySession.set(session, [row]);
    else some.push(row);
  }
  /** Shares of an entry on an earlier day are multiplied as those that are held. */
  const sharesOn = ({ day, quantity }: JournalRow, ticker: Ticker, session: IsoDate): bigint => {
    const since = (actions.get(ticker) ?? []).filter(({ exDate }) => day < exDate && exDate <= session);
    const { over, under } = ratioOf(since);
    return floorDivided((quantity ?? 0n) * over, under);
  };
  let unpriced: JournalRow[] = [];
  return {
    of: (session, priceOf, isValued) => {
      let [deposits, withdrawals, atClose] = [0n, 0n, 0n];
      const arrived = unpriced;
      unpriced = [];
      for (const row of bySession.get(session) ?? []) {
        if (row.kind === 'DEPOSIT') deposits += row.amount;
        else if (row.kind === 'WITHDRAWAL') withdrawals -= row.amount;
        else if (row.kind === 'OPENING' || row.kind === 'CORRECTION') {
          atClose += row.amount;
          arrived.push(row);
        }
      }
      for (const row of arrived) {
        if (row.ticker === null) continue;
        const price = priceOf(row.ticker);
        if (price !== null) atClose += valueAt(sharesOn(row, row.ticker, session), price);
        else if (!isValued) unpriced.push(row);
      }
      return { deposits, withdrawals, atClose };
    },
  };
}

/** Returns the first session on or after a day. */
function firstFrom(sessions: readonly IsoDate[], day: IsoDate): IsoDate | undefined {
  let [low, high] = [0, sessions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sessions[middle] as IsoDate) < day) low = middle + 1;
    else high = middle;
  }
  return sessions[low];
}
