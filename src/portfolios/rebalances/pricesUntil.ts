import type { IsoDate } from '../../scoring/names.js';
import type { MarketOfDay } from '../market/readDayPrices.js';
import { carriedPrice } from '../valuation/carriedPrice.js';
import type { DayPrices } from '../valuation/pricedStock.js';

/**
 * Returns the prices of a session as they are of holdings of a later day: carried over the splits and bonuses in between, as
 * the holdings are. Trades are then of the next session after that day.
 */
export function pricesUntil(
  { day, nextSession, prices, actions, days }: MarketOfDay,
  until: IsoDate,
): DayPrices {
  if (until <= day) return { day, nextSession, prices };
  const carried = [...prices].map(([ticker, priced]) => {
    const since = (actions.shares.get(ticker) ?? []).filter(({ exDate }) => exDate > day && exDate <= until);
    return [ticker, { ...priced, ...carriedPrice(priced, since) }] as const;
  });
  return { day, nextSession: days.after(until), prices: new Map(carried) };
}
