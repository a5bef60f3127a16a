import type { Ticker } from '../scoring/names.js';

/** Both cases are listed, because the flag `i` would also take letters whose upper case is ASCII (ı, ſ). */
const TICKER = /^[A-Za-z0-9][A-Za-z0-9&-]{0,19}(\.([Nn][Ss]|[Bb][Oo]))?$/;

/**
 * Returns a ticker in its one spelling: symbol, dot and exchange (NS, BO), in upper case. A symbol without an exchange is
 * one of NSE.
 *
 * @returns null where the text is no ticker
 * @example tickerOf('reliance') // 'RELIANCE.NS'
 */
export function tickerOf(text: string): Ticker | null {
  if (!TICKER.test(text)) return null;
  const upper = text.toUpperCase();
  return (upper.includes('.') ? upper : `${upper}.NS`) as Ticker;
}
