import type { Ticker } from '../scoring/names.js';
import { tickerOf } from '../market/ticker.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';

/**
 * Returns the ticker that an option gives; null where it is not given.
 *
 * @throws UserError where it is none
 */
export function requireTicker(text: string | undefined): Ticker | null {
  if (text === undefined) return null;
  const ticker = tickerOf(text);
  if (ticker !== null) return ticker;
  throw new UserError(`--ticker: expected a symbol such as RELIANCE or 500325.BO, got "${shown(text)}".`);
}
