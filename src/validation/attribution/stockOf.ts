import type { CrossSection } from '../../scoring/crossSection.js';
import type { Ticker } from '../../scoring/names.js';

/** A stock of a cross-section. */
export interface StockOf {
  readonly section: CrossSection;
  /** Its element in the columns. */
  readonly at: number;
}

/** Finds a stock in a cross-section; null where it is not scored on that day. */
export function stockOf(section: CrossSection | null, ticker: Ticker): StockOf | null {
  const at = section?.tickers.indexOf(ticker) ?? -1;
  return section === null || at === -1 ? null : { section, at };
}

/** Returns the key of the stock's sector group. */
export const groupOf = ({ section, at }: StockOf): string => section.sectors[section.sectorOf[at]];
