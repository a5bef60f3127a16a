import { columnsOf } from './columnsOf.js';

export interface PlainTableOptions {
  /** The names of the columns; none by default. */
  readonly head?: readonly string[];
  /** To which side each column is aligned; to the left by default. */
  readonly colAligns?: readonly ('left' | 'right')[];
}

const BETWEEN = '  ';

/** A table for a terminal, without lines between cells, for hundreds of rows. Cells may have colours and wide characters. */
export class PlainTable {
  readonly #rows: (readonly string[])[];
  readonly #colAligns: NonNullable<PlainTableOptions['colAligns']>;

  constructor({ head = [], colAligns = [] }: PlainTableOptions) {
    this.#rows = head.length === 0 ? [] : [head];
    this.#colAligns = colAligns;
  }

  push(...rows: readonly (readonly string[])[]): void {
    this.#rows.push(...rows);
  }

  /** Returns the lines of the table, without blanks at their ends. */
  toString(): string {
    const sizes = this.#rows.map((row) => row.map(columnsOf));
    const widths: number[] = [];
    for (const row of sizes) row.forEach((size, c) => (widths[c] = Math.max(widths[c] ?? 0, size)));
    const lines = this.#rows.map((row, r) =>
      row.map((cell, c) => {
        const blanks = ' '.repeat(widths[c] - sizes[r][c]);
        return this.#colAligns[c] === 'right' ? blanks + cell : cell + blanks;
      }),
    );
    return lines.map((cells) => cells.join(BETWEEN).trimEnd()).join('\n');
  }
}
