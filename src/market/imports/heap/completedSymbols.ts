import type { Ticker } from '../../../scoring/names.js';
import type { FormerSymbol } from '../../facts.js';
import { checkSymbols } from '../checkSymbols.js';
import { pickFacts } from '../factsOnLines.js';
import type { FileFacts, GivenAs } from '../readFile.js';

/**
 * Leaves the renames out that lead to no known company: the exchange's list also names funds, and companies that are gone.
 *
 * @param stored the renames of the store
 * @param known the tickers of companies
 */
export function completedSymbols(
  read: FileFacts<FormerSymbol>,
  stored: readonly FormerSymbol[],
  known: ReadonlySet<Ticker>,
): FileFacts<FormerSymbol> {
  const { given } = read;
  if (given === undefined) return read;
  const { refusals } = checkSymbols(read, stored, known);
  const related = relatedTo(known, [...read.facts, ...stored]);
  const unknown = new Set(refusals.filter(({ rule }) => rule === 'UNKNOWN_TICKER').map(({ line }) => line));
  const isOut = ({ ticker, former }: FormerSymbol, line: number): boolean =>
    unknown.has(line) || !(related.has(ticker) || related.has(former));
  const out = read.facts.filter((fact, place) => isOut(fact, read.lines[place]));
  if (out.length === 0) return read;
  const kept = pickFacts(read, (fact, place) => !isOut(fact, read.lines[place]));
  return { ...read, ...kept, rows: read.rows - out.length, given: withLeftOut(given, out) };
}

/** Returns the symbols that renames connect with known companies, in whatever direction. */
function relatedTo(known: ReadonlySet<Ticker>, rows: readonly FormerSymbol[]): ReadonlySet<Ticker> {
  const next = new Map<Ticker, Ticker[]>();
  for (const { ticker, former } of rows) {
    next.set(ticker, [...(next.get(ticker) ?? []), former]);
    next.set(former, [...(next.get(former) ?? []), ticker]);
  }
  const related = new Set(known);
  for (const symbol of related) for (const other of next.get(symbol) ?? []) related.add(other);
  return related;
}

/** How many things a summary names that were left out. */
const EXAMPLES = 10;

function withLeftOut(given: GivenAs, out: readonly FormerSymbol[]): GivenAs {
  const examples = out.slice(0, EXAMPLES).map(({ former }) => former);
  return { ...given, leftOut: [...given.leftOut, { reason: 'UNKNOWN_STOCK', rows: out.length, examples }] };
}
