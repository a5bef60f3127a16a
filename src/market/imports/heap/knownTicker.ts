import type { Ticker } from '../../../scoring/names.js';
import { dayOf } from '../../day.js';
import { tickerOf } from '../../ticker.js';
import type { KnownMarket } from '../columns.js';

/** Returns the stock that a ticker is of on a day; empty where the store does not know it. */
export function knownTicker(
  text: string,
  date: string,
  { knownTickers, symbols }: Pick<KnownMarket, 'knownTickers' | 'symbols'>,
): Ticker | '' {
  const written = tickerOf(text);
  if (written === null) return '';
  const ticker = date === '' ? written : (symbols.tickerOn(written, dayOf(date)) ?? written);
  return knownTickers === null || knownTickers.has(ticker) ? ticker : '';
}
