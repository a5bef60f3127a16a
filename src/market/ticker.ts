import type { Ticker } from '../scoring/names.js';

/** Without regard to case: letters of other scripts whose upper case is ASCII (ı, ſ) are none. */
const TICKER = /^[A-Za-z0-9][A-Za-z0-9&-]{0,19}(\.([Nn][Ss]|[Bb][Oo]))?$/;

/**
 * A ticker in its one spelling: symbol, dot, exchange (NS, BO), upper case. A symbol without an exchange is one
 * of NSE: RELIANCE and reliance.ns are RELIANCE.NS. Null where the text is no ticker.
 */
export function tickerOf(text: string): Ticker | null {
  if (!TICKER.test(text)) return null;
  const upper = text.toUpperCase();
  return (upper.includes('.') ? upper : `${upper}.NS`) as Ticker;
}
