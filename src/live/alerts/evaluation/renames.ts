/** Knows the stocks of today of those that were renamed. Facts move to them at once, and scores and risks with the next runs. */
export class Renames {
  readonly #formers = new Map<number, number[]>();

  /** @param today the id of the stock of today, by the id of a stock under a former symbol */
  constructor(private readonly today: ReadonlyMap<number, number>) {
    for (const [from, to] of today) this.#formers.set(to, [...this.formersOf(to), from]);
  }

  /** Former ids, and those of today at the same places. */
  get pairs(): { readonly from: readonly number[]; readonly to: readonly number[] } {
    return { from: [...this.today.keys()], to: [...this.today.values()] };
  }

  /** Returns the id of today of a stock. */
  of(stockId: number): number {
    return this.today.get(stockId) ?? stockId;
  }

  /** Returns the ids of today, each once. */
  ofAll(stockIds: readonly number[]): readonly number[] {
    return this.today.size === 0 ? stockIds : [...new Set(stockIds.map((id) => this.of(id)))];
  }

  /** Returns the former ids of a stock of today. */
  formersOf(stockId: number): readonly number[] {
    return this.#formers.get(stockId) ?? [];
  }

  /**
   * Returns rows with the ids of today. What is of the stock of today itself follows what is of a former symbol, so that it is
   * taken where there are both.
   */
  rows<Row extends { readonly stock_id: number }>(rows: readonly Row[]): readonly Row[] {
    if (this.today.size === 0) return rows;
    const former = rows.filter(({ stock_id }) => this.today.has(stock_id));
    if (former.length === 0) return rows;
    const own = rows.filter(({ stock_id }) => !this.today.has(stock_id));
    return [...former.map((row) => ({ ...row, stock_id: this.of(row.stock_id) })), ...own];
  }
}
