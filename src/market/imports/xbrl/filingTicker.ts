import { tickerOf } from '../../ticker.js';
import type { AdapterContext } from '../adapters/adapter.js';
import type { Filing } from './filing.js';

/** What filings say instead of a symbol where the company is not listed on an exchange. */
const NO_SYMBOL = /^(NOT ?LISTED|NOT ?APPLICABLE|NA|N\.A\.?|NIL|NONE|-*|0+)$/i;
const SCRIP_CODE = /^[1-9]\d{5}$/;

/**
 * Returns the ticker of the company that made a filing: its symbol on NSE, or else the stock of its ISIN, or else its scrip
 * code on BSE.
 *
 * @returns null where the filing says none of them
 */
export function filingTicker(filing: Filing, context: AdapterContext): string | null {
  const symbol = symbolOf(filing.text('Symbol'));
  if (symbol !== null) return symbol;
  const isin = filing.text('ISIN');
  const ofIsin = isin === '' ? null : context.tickerOfIsin(isin);
  if (ofIsin !== null) return ofIsin;
  const scripCode = filing.text('ScripCode');
  if (SCRIP_CODE.test(scripCode)) return `${scripCode}.BO`;
  return ofIdentifier(filing, context);
}

/** Returns the name that a filing gives its company, for messages. */
export const filingCompany = (filing: Filing): string =>
  ['NameOfTheCompany', 'NameOfBank'].map((name) => filing.text(name)).find((name) => name !== '') ??
  'a company without a name';

const symbolOf = (text: string): string | null =>
  NO_SYMBOL.test(text) || tickerOf(text) === null ? null : text;

/** Each context names the company, too, by a symbol, an ISIN or a scrip code. */
function ofIdentifier({ contexts }: Filing, context: AdapterContext): string | null {
  const named = [...contexts.values()].find(({ identifier }) => identifier !== '');
  if (named === undefined) return null;
  const { scheme, identifier } = named;
  if (/symbol$/i.test(scheme)) return symbolOf(identifier);
  if (/isin$/i.test(scheme)) return context.tickerOfIsin(identifier);
  return /scrip/i.test(scheme) && SCRIP_CODE.test(identifier) ? `${identifier}.BO` : null;
}
