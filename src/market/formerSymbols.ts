import type { Day, Ticker } from '../scoring/names.js';
import type { FormerSymbol } from './facts.js';
import { groupBy } from './grouping.js';

/** A symbol of a stock, from one day to another, both included. */
export interface SymbolSpan {
  readonly ticker: Ticker;
  /** NaN: from its listing on. */
  readonly from: Day;
  /** NaN: until today. */
  readonly to: Day;
}

/** Knows the former symbols of stocks. A symbol may have been given to another stock since. */
export class FormerSymbols {
  /** For each former symbol its rows, ascending by their last day. */
  readonly #byFormer: ReadonlyMap<Ticker, readonly FormerSymbol[]>;
  readonly #byTicker: ReadonlyMap<Ticker, readonly FormerSymbol[]>;

  /** @param symbols without a cycle */
  constructor(readonly symbols: readonly FormerSymbol[]) {
    const ascending = symbols.toSorted((a, b) => a.until - b.until);
    this.#byFormer = groupBy(ascending, ({ former }) => former);
    this.#byTicker = groupBy(ascending, ({ ticker }) => ticker);
  }

  /** Whether a stock had this symbol once. */
  has(symbol: Ticker): boolean {
    return this.#byFormer.has(symbol);
  }

  /** Returns the rows of a former symbol, ascending by their last day. */
  rowsOf(former: Ticker): readonly FormerSymbol[] {
    return this.#byFormer.get(former) ?? [];
  }

  /** Returns the ticker of the stock that had a symbol on a day; null where it was no former symbol any more. */
  tickerOn(symbol: Ticker, day: Day): Ticker | null {
    const row = this.rowsOf(symbol).find(({ until }) => until >= day);
    return row === undefined ? null : this.endOf(row);
  }

  /** Returns the ticker of the stock that gave a symbol up last; null where none did. */
  newestOf(symbol: Ticker): Ticker | null {
    const row = this.rowsOf(symbol).at(-1);
    return row === undefined ? null : this.endOf(row);
  }

  /** Follows the renames that came after a row to the ticker of today. */
  endOf({ ticker, until }: FormerSymbol): Ticker {
    const next = this.rowsOf(ticker).find((row) => row.until >= until);
    return next === undefined ? ticker : this.endOf(next);
  }

  /** Returns the symbols of a stock, the first one first; its ticker of today is the last. */
  spansOf(ticker: Ticker): SymbolSpan[] {
    const rows = this.#formersOf(ticker, Infinity).sort((a, b) => a.until - b.until);
    const spans: SymbolSpan[] = [];
    let from = NaN;
    for (const { former, until } of rows) {
      spans.push({ ticker: former, from, to: until });
      from = until + 1;
    }
    return [...spans, { ticker, from, to: NaN }];
  }

  /** Returns the rows that lead to a symbol that a stock had until a day. */
  #formersOf(symbol: Ticker, until: Day): FormerSymbol[] {
    const rows = (this.#byTicker.get(symbol) ?? []).filter((row) => this.#leadsTo(row, symbol, until));
    return rows.flatMap((row) => [...this.#formersOf(row.former, row.until), row]);
  }

  /** Whether the stock of a row had the new symbol until a day; Infinity: it has it today. */
  #leadsTo({ until: renamed }: FormerSymbol, symbol: Ticker, until: Day): boolean {
    const next = this.rowsOf(symbol).find((row) => row.until >= renamed);
    return (next?.until ?? Infinity) === until;
  }
}

/** For markets without renames. */
export const NO_SYMBOLS = new FormerSymbols([]);
