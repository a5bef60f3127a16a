import type { Ticker } from '../../scoring/names.js';
import type { FormerSymbol } from '../facts.js';
import { FormerSymbols } from '../formerSymbols.js';
import { groupBy } from '../grouping.js';
import type { FactsOnLines } from './factsOnLines.js';
import { withoutFacts, type RemainingFacts } from './withoutFacts.js';

/**
 * Checks rows of symbols.csv with each other and with those of the store. Refused are renames that go round in a
 * circle, and those that lead to no known company.
 *
 * @param stored the rows of the store; a row of the file replaces the one of its key
 * @param known the tickers of companies, former symbols that companies.csv lists included; null: they are not checked
 */
export function checkSymbols(
  read: FactsOnLines<FormerSymbol>,
  stored: readonly FormerSymbol[],
  known: ReadonlySet<Ticker> | null,
): RemainingFacts<FormerSymbol> {
  const { facts } = read;
  const keyOf = ({ former, until }: FormerSymbol) => `${former} ${until}`;
  const given = new Set(facts.map(keyOf));
  const all = [...stored.filter((row) => !given.has(keyOf(row))), ...facts];
  const ending = endingOf(all);
  const symbols = new FormerSymbols(all.filter((row) => ending.has(row)));
  const named = known && namedFrom(known, symbols);
  return withoutFacts(read, (row) => {
    const { ticker, former } = row;
    if (!ending.has(row)) {
      const reason = `expected renames that end, but those of ${former} go round in a circle`;
      return { column: 'former', value: former, rule: 'SYMBOL_CYCLE', reason };
    }
    if (named === null || named.has(former) || named.has(symbols.endOf(row))) return null;
    const reason = 'expected a ticker that companies.csv lists, or the former symbol of one';
    return { column: 'ticker', value: ticker, rule: 'UNKNOWN_TICKER', reason };
  });
}

/** Returns the symbols whose stocks have a company: known ones, and those that a known one was renamed to. */
function namedFrom(known: ReadonlySet<Ticker>, { symbols }: FormerSymbols): ReadonlySet<Ticker> {
  const next = groupBy(symbols, ({ former }) => former);
  const named = new Set(known);
  for (const symbol of named) for (const { ticker } of next.get(symbol) ?? []) named.add(ticker);
  return named;
}

/** Returns the rows whose renames end. All others go round in a circle, or lead into one. */
function endingOf(rows: readonly FormerSymbol[]): ReadonlySet<FormerSymbol> {
  const before = groupBy(rows, ({ ticker }) => ticker);
  const open = new Map(
    [...groupBy(rows, ({ former }) => former)].map(([former, own]) => [former, own.length]),
  );
  const ended = [...before.keys()].filter((symbol) => !open.has(symbol));
  const ending = new Set<FormerSymbol>();
  for (const symbol of ended) {
    for (const row of before.get(symbol) ?? []) {
      ending.add(row);
      const left = (open.get(row.former) ?? 0) - 1;
      open.set(row.former, left);
      if (left === 0) ended.push(row.former);
    }
  }
  return ending;
}
