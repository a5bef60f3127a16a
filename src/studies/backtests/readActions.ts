import { sql } from 'kysely';
import type pg from 'pg';
import type { ShareAction } from '../../portfolios/journal/shareAction.js';
import { readRowsOver } from '../../portfolios/market/readRows.js';
import { readShareActions } from '../../portfolios/market/readShareActions.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';

type Actions = ReadonlyMap<Ticker, readonly ShareAction[]>;

/**
 * Reads the splits and bonuses of all stocks by the sessions that show them first: where no session is on the ex-date, the
 * next one. Those up to the first session are left out, because its closes show them.
 *
 * @param days ascending
 */
export async function readActions(
  client: pg.ClientBase,
  days: readonly IsoDate[],
): Promise<ReadonlyMap<IsoDate, Actions>> {
  const { shares } = await readShareActions(readRowsOver(client), sql`SELECT id FROM stocks`);
  const bySession = new Map<IsoDate, Map<Ticker, ShareAction[]>>();
  for (const [ticker, actions] of shares) {
    for (const action of actions) {
      const day = days.find((one) => one >= action.exDate);
      if (day === undefined || action.exDate <= days[0]) continue;
      const ofDay = bySession.get(day) ?? new Map<Ticker, ShareAction[]>();
      bySession.set(day, ofDay.set(ticker, [...(ofDay.get(ticker) ?? []), action]));
    }
  }
  return bySession;
}
