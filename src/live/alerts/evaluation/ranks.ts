import type { Column } from './column.js';

/** The stocks of a column. */
export interface Ranked {
  /** Ascending by value, without those whose value is not known. */
  readonly ascending: Int32Array;
}

/** Sorts each column once, so that a rule about everything looks only at the stocks that are beyond. */
export class Ranks {
  readonly #ranked = new Map<Column, Ranked>();

  of(column: Column): Ranked {
    let ranked = this.#ranked.get(column);
    if (ranked === undefined) {
      const { values } = column;
      const known = Int32Array.from(values.keys()).filter((stock) => !Number.isNaN(values[stock]));
      this.#ranked.set(column, (ranked = { ascending: known.sort((a, b) => values[a] - values[b]) }));
    }
    return ranked;
  }
}
