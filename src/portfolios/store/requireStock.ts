import type { Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { KnownStock, KnownStocks } from './knownStocks.js';

/**
 * Returns a stock that is named in a change.
 *
 * @param where it is named, for the message
 * @throws UserError where no company has the ticker
 */
export function requireStock(ticker: Ticker, where: string, known: KnownStocks): KnownStock {
  const stock = known(ticker);
  if (stock !== null) return stock;
  throw new UserError(
    `Expected the ticker of a known company in ${where}, got ${shown(ticker)}: check its spelling, or leave it out.`,
  );
}
