import type { CompanyColumns } from '../../database/companyRow.js';
import type { RisksTable } from '../../database/tables.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';

/** A stored risk with its stock and company, and the method that it was assessed with. */
export interface RiskRow extends RisksTable, CompanyColumns {
  readonly ticker: Ticker;
  readonly method_hash: string;
}

/** One risk of a book. Values are in points. */
export interface RiskBookRow extends RiskRow {
  /** The stock's newest current value of an earlier session; null where there is none. */
  readonly previousValue: number | null;
  /** The stock's current value on `formerDay` of the book; null where there is none. */
  readonly formerValue: number | null;
}

/** All risks that one run stored. It is immutable. */
export class RiskBook {
  /** In ascending order of tickers, by code unit. */
  readonly rows: readonly RiskBookRow[];
  readonly #indices: ReadonlyMap<Ticker, number>;
  readonly #earlier: ReadonlyMap<Ticker, RiskRow>;

  /**
   * @param formerDay the fifth assessed session before the day; null where there are fewer
   * @param rows at least one
   * @param earlier for stocks without a risk on the day, their newest risk before it
   */
  constructor(
    readonly runId: number,
    readonly day: IsoDate,
    readonly formerDay: IsoDate | null,
    rows: readonly RiskBookRow[],
    earlier: readonly RiskRow[] = [],
  ) {
    // Sorted here and not in SQL, because the database may have another collation.
    this.rows = rows.toSorted((a, b) => (a.ticker < b.ticker ? -1 : 1));
    this.#indices = new Map(this.rows.map(({ ticker }, index) => [ticker, index]));
    this.#earlier = new Map(earlier.map((row) => [row.ticker, row]));
  }

  /** The method of the run. */
  get methodHash(): string {
    return this.rows[0].method_hash;
  }

  /** The index of a stock in `rows`; -1 where it has no risk on the day. */
  indexOf(ticker: Ticker): number {
    return this.#indices.get(ticker) ?? -1;
  }

  /** The risk of a stock on the day; null where it has none. */
  onDay(ticker: Ticker): RiskBookRow | null {
    const index = this.indexOf(ticker);
    return index === -1 ? null : this.rows[index];
  }

  /** The risk of a stock on the day, or else on the newest session before it that has one; null where none has. */
  riskOf(ticker: Ticker): RiskRow | null {
    return this.onDay(ticker) ?? this.#earlier.get(ticker) ?? null;
  }

  /** How many risks the book holds, earlier ones included. */
  get size(): number {
    return this.rows.length + this.#earlier.size;
  }
}
