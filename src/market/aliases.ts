import type { Ticker } from '../scoring/names.js';
import type { Company } from './facts.js';
import type { FormerSymbols } from './formerSymbols.js';
import { isinOf } from './isin.js';

/** Companies, told apart from former symbols of theirs that are listed, too. */
export interface ToldApart {
  /** The companies, each by its ticker of today. */
  readonly companies: readonly Company[];
  /** Rows under a former symbol of another company of the list or of the store, the symbol given up last first. */
  readonly aliases: readonly Company[];
}

/**
 * Tells companies apart from rows under their former symbols. A row under a former symbol is of another company, which
 * got the symbol later, if its ISIN is known and none of the company's. A row whose company is not listed stands for it.
 *
 * @param isinsOf all ISINs that were ever known of a ticker
 * @param isKnown whether the store has a company
 */
export function tellApart(
  given: readonly Company[],
  symbols: FormerSymbols,
  isinsOf: (ticker: Ticker) => ReadonlySet<string>,
  isKnown: (ticker: Ticker) => boolean = () => false,
): ToldApart {
  const lastDayOf = ({ ticker }: Company) => symbols.rowsOf(ticker).at(-1)?.until ?? -Infinity;
  const isAliasRow = ({ ticker, isin: text }: Company): boolean => {
    const now = symbols.newestOf(ticker);
    if (now === null || now === ticker) return false;
    const [isin, isins] = [isinOf(text), isinsOf(now)];
    return isin === null || isins.size === 0 || isins.has(isin);
  };
  const aliases = given.filter(isAliasRow).sort((a, b) => lastDayOf(b) - lastDayOf(a));
  if (aliases.length === 0) return { companies: given, aliases };
  const isAlias = new Set(aliases);
  const companies = given.filter((company) => !isAlias.has(company));
  const listed = new Set(companies.map(({ ticker }) => ticker));
  for (const alias of aliases) {
    const ticker = symbols.newestOf(alias.ticker) ?? alias.ticker;
    if (listed.has(ticker) || isKnown(ticker)) continue;
    listed.add(ticker);
    companies.push({ ...alias, ticker });
  }
  return { companies, aliases };
}
