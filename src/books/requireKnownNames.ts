import type { Ticker } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { requireEntries } from './requireEntries.js';

/** What a filter may name. */
export interface KnownNames {
  /** Keys of sector groups. */
  readonly sectors: readonly string[];
  readonly isTicker: (ticker: Ticker) => boolean;
}

/** The tickers and sector groups of a filter. */
interface NamedStocks {
  readonly tickers?: readonly Ticker[] | null | undefined;
  /** Keys of sector groups. */
  readonly sectors?: readonly string[] | null | undefined;
}

/**
 * Refuses tickers of which none is known, and any sector group that is not known.
 *
 * @param place where the filter stands, for messages
 * @throws UserError also for an empty list
 */
export function requireKnownNames({ tickers, sectors }: NamedStocks, known: KnownNames, place: string): void {
  requireEntries(`${place}.tickers`, tickers);
  requireEntries(`${place}.sectors`, sectors);
  if (tickers && !tickers.some(known.isTicker)) {
    throw new UserError(
      `Expected a ticker of a known company in ${place}.tickers, got ${JSON.stringify(tickers[0])}` +
        `${tickers.length > 1 ? ' and others' : ''}: check the spelling, or leave it out.`,
    );
  }
  const sector = sectors?.find((key) => !known.sectors.includes(key));
  if (sector !== undefined) {
    throw new UserError(
      `Expected keys of sectors in ${place}.sectors, got ${JSON.stringify(shown(sector))}. ` +
        `The known ones: ${known.sectors.join(', ')}.`,
    );
  }
}
