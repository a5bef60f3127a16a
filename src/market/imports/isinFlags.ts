import type { Company } from '../facts.js';
import type { Isins } from '../isins.js';
import { listingsOf } from '../listings.js';
import type { Flag } from './refusal.js';

/**
 * Flags companies whose ISIN another ticker has, or had, too.
 *
 * @param lines the line of each company
 * @param isins all ISINs that were ever known, those of the given companies included
 */
export function isinFlags(
  file: string,
  companies: readonly Company[],
  lines: readonly number[],
  isins: Isins,
): Flag[] {
  const listings = listingsOf(isins);
  return companies.flatMap(({ ticker }, place): Flag[] => {
    const others = (listings.get(ticker) ?? []).filter((other) => other !== ticker);
    if (others.length === 0) return [];
    const own = [...(isins.get(ticker) ?? [])];
    const shared = own.find((isin) => others.some((other) => isins.get(other)?.has(isin))) ?? '';
    const detail = `${shared} is the ISIN of ${others.join(', ')}, too: the one with the newest bar is scored`;
    return [{ file, line: lines[place], kind: 'ISIN_TWICE', ticker, date: '', metric: '', detail }];
  });
}
