import type { Ticker } from '../../scoring/names.js';
import type { StockIds } from '../store/stockIds.js';

/** A field of a row as it is written and read. In numbers, NaN is null. */
export type Cell = number | string | boolean;
export type CellType = 'int4' | 'date' | 'numeric' | 'text' | 'bool';

/** How a fact is laid out in the row of its table. */
export interface FactTable<Fact = unknown> {
  readonly name: string;
  /**
   * The columns in the order of the cells. Every table has the columns `recorded_in` and `superseded_in` in addition
   * to these.
   */
  readonly columns: readonly (readonly [name: string, type: CellType])[];
  /** How many of the first columns are the fact's key. */
  readonly keys: number;
  /** Whether it has so many facts of stocks that only those of the given stocks are read when facts are recorded. */
  readonly isLarge?: true;
  /** How many of the last columns are remarks. They tell no fact from another, and touch no score. */
  readonly remarks?: number;
  /** How many of the last columns no score depends on. They are no part of what a run is computed from again. */
  readonly unscored?: number;
  /**
   * Returns the cells of a stored row as a fact would be written now, and the same array where they are. Rows that earlier
   * versions wrote may differ from it; without it, none do.
   */
  canonical?(cells: readonly Cell[]): readonly Cell[];
  /** Returns the row of a fact. Tickers are stored as the ids of stocks. */
  cells(fact: Fact, stocks: Pick<StockIds, 'idOf'>): readonly Cell[];
  /** Returns the fact of a row. */
  fact(cells: readonly Cell[], stocks: { readonly tickerOf: (id: number) => Ticker }): Fact;
}

/**
 * Returns whether two rows of a table have the same cells.
 *
 * @param remarks how many of the last cells are not compared
 */
export function areSame(a: readonly Cell[], b: readonly Cell[], remarks = 0): boolean {
  return a.every((cell, k) => k >= a.length - remarks || Object.is(cell, b[k]));
}
