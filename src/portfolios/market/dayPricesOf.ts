import type { IsoDate, Ticker } from '../../scoring/names.js';
import type { ShareAction } from '../journal/shareAction.js';
import { carriedPrice } from '../valuation/carriedPrice.js';
import type { DayPrices, PricedStock } from '../valuation/pricedStock.js';
import type { LastClose } from './readCloses.js';
import type { TradingDays } from './readTradingDays.js';

/** Sessions without a bar after which a stock is neither bought nor sold. */
const FROZEN_AFTER = 10;

/**
 * Makes the prices of a day from the last closes on or before it.
 *
 * @param day the session
 */
export function dayPricesOf(
  closes: readonly LastClose[],
  shares: ReadonlyMap<Ticker, readonly ShareAction[]>,
  days: TradingDays,
  day: IsoDate,
): DayPrices {
  const prices = new Map<Ticker, PricedStock>();
  for (const { ticker, day: priceDate, close } of closes) {
    const since = (shares.get(ticker) ?? []).filter(({ exDate }) => exDate > priceDate && exDate <= day);
    const frozen = days.between(priceDate, day) > FROZEN_AFTER;
    prices.set(ticker, { ticker, ...carriedPrice({ price: close }, since), priceDate, frozen });
  }
  return { day, nextSession: days.after(day), prices };
}
