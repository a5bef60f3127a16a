import type { Ticker } from '../scoring/names.js';

const TICKER = /^[A-Z0-9][A-Z0-9&-]{0,19}\.(NS|BO)$/;

/**
 * A ticker in its one spelling: symbol, dot, exchange (NS, BO), upper case. A symbol without an exchange is one
 * of NSE: RELIANCE and reliance.ns are RELIANCE.NS. Null where the text is no ticker.
 */
export function tickerOf(text: string): Ticker | null {
  const upper = text.toUpperCase();
  const full = upper.includes('.') ? upper : `${upper}.NS`;
  return TICKER.test(full) ? (full as Ticker) : null;
}
