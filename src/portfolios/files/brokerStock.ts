import { isinOf } from '../../market/isin.js';
import { tickerOf } from '../../market/ticker.js';
import type { Ticker } from '../../scoring/names.js';
import { shown } from '../../shown.js';
import { UserError } from '../../userError.js';
import type { KnownStock } from '../store/knownStocks.js';
import type { StoredStocks } from './storedStocks.js';

/** What a broker calls a stock; null: the file does not say. */
export interface BrokerNames {
  readonly isin: string | null;
  readonly symbol: string | null;
  readonly exchange: string | null;
}

/** The series of NSE that brokers write behind a symbol. */
const SERIES = /-(EQ|BE|BZ|SM|ST)$/;
/** BSE numbers its stocks. */
const BSE_CODE = /^\d{6}$/;

/**
 * Finds the company of a row of a broker's file. The ISIN decides, because the symbols of some brokers are not those of the
 * exchanges, and may be the one of another company there. A symbol counts only for a row without an ISIN, or for a company
 * whose ISIN is not known.
 *
 * @throws UserError naming the stock that is not known
 */
export function brokerStock(names: BrokerNames, stocks: StoredStocks): KnownStock {
  const { isin: text, symbol } = names;
  const isin = text === null ? null : isinOf(text);
  if (text !== null && isin === null) {
    throw new UserError(`Expected an ISIN such as INE002A01018, got "${shown(text)}": correct it.`);
  }
  if (isin !== null) {
    const found = stocks.byIsin(isin);
    if (found !== null) return found;
  }
  for (const ticker of tickersOf(names)) {
    const found = stocks.byTicker(ticker);
    if (found !== null && (isin === null || !stocks.hasIsin(found.ticker))) return found;
  }
  const name = [symbol, isin].filter((part) => part !== null).join(', ');
  throw new UserError(
    `Expected a stock of the store, got "${shown(name)}": import its company first, or leave the row out.`,
  );
}

/** Returns the tickers that a symbol may stand for, the likeliest first. */
function tickersOf({ symbol, exchange }: BrokerNames): readonly Ticker[] {
  if (symbol === null) return [];
  const [, prefix = '', plain = ''] = /^(?:(NSE|BSE):)?(.*)$/.exec(symbol.toUpperCase()) ?? [];
  const isBse = prefix === 'BSE' || (exchange ?? '').toUpperCase().startsWith('BSE') || BSE_CODE.test(plain);
  const forms = [plain, plain.replace(SERIES, '')];
  const suffixes = isBse ? ['.BO', ''] : [''];
  const tickers = forms.flatMap((form) => suffixes.map((suffix) => tickerOf(`${form}${suffix}`)));
  return [...new Set(tickers.filter((ticker) => ticker !== null))];
}
