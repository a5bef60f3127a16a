import { sql } from 'kysely';
import { UserError } from '../../userError.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { DayPrices } from '../valuation/pricedStock.js';
import { dayPricesOf } from './dayPricesOf.js';
import { readCloses } from './readCloses.js';
import type { ReadRows } from './readRows.js';
import { readShareActions, type StockActions } from './readShareActions.js';
import { readTradingDays, type TradingDays } from './readTradingDays.js';
import { stocksNamed } from './stockSet.js';

/** The prices of a day, and what they were made from. */
export interface MarketOfDay extends DayPrices {
  readonly actions: StockActions;
  readonly days: TradingDays;
}

/**
 * Reads the prices of stocks on a day: for each, the last close as traded on or before it, carried over the splits and
 * bonuses that have gone ex in between.
 *
 * @param tickers those of today
 * @param on null: the newest session that counts; so does a later day. A day without a session means the session before it.
 * @throws UserError where there is no session
 */
export async function readDayPrices(
  read: ReadRows,
  tickers: readonly Ticker[],
  on: IsoDate | null,
): Promise<MarketOfDay> {
  const set = stocksNamed(tickers);
  const days = await readTradingDays(read);
  if (days.newest === null) {
    throw new UserError('Expected a store with prices, got one without any session: import prices first.');
  }
  const day = on === null || on >= days.newest ? days.newest : days.upTo(on);
  const [actions, closes] = await Promise.all([
    readShareActions(read, set),
    readCloses(read, set, sql`SELECT ${day}::date AS day, 1 AS at`),
  ]);
  return { ...dayPricesOf(closes.get(1) ?? [], actions.shares, days, day), actions, days };
}
