import type { Database } from '../database/database.js';
import type { ScoresTable } from '../database/tables.js';
import type { IsoDate, Mode, Points, Ticker } from '../scoring/names.js';

/** One stored score, with the stock and company that it is of. */
export interface BookRow extends ScoresTable {
  readonly ticker: Ticker;
  readonly name: string;
  readonly isin: string;
  readonly industry: string;
  /** Key of its sector group. */
  readonly sector: string;
  /** Value of the stock's newest current score of an earlier session and the same mode; null where none is. */
  readonly previousSessionValue: Points | null;
}

/** All scores of one mode and day that one run has stored; immutable. */
export class DayBook {
  /** In ascending order of tickers, by code unit. */
  readonly rows: readonly BookRow[];
  readonly #indices: ReadonlyMap<Ticker, number>;

  constructor(
    readonly runId: number,
    readonly mode: Mode,
    readonly day: IsoDate,
    rows: readonly BookRow[],
  ) {
    // Not by SQL: the database may collate otherwise.
    this.rows = rows.toSorted((a, b) => (a.ticker < b.ticker ? -1 : 1));
    this.#indices = new Map(this.rows.map(({ ticker }, index) => [ticker, index]));
  }

  /** Index into `rows`; -1 where the stock has no score here. */
  indexOf(ticker: Ticker): number {
    return this.#indices.get(ticker) ?? -1;
  }
}

/** Reads a book in one statement. Null where the run has no scores of this mode. */
export async function loadDayBook({ db }: Database, runId: number, mode: Mode): Promise<DayBook | null> {
  const rows = await db
    .selectFrom('scores')
    .innerJoin('stocks', 'stocks.id', 'scores.stock_id')
    .innerJoin('companies', (join) =>
      join.onRef('companies.stock_id', '=', 'scores.stock_id').on('companies.superseded_in', 'is', null),
    )
    .innerJoin('sectors', 'sectors.id', 'scores.sector_id')
    .leftJoinLateral(
      (query) =>
        query
          .selectFrom('scores as earlier')
          .select('earlier.value')
          .whereRef('earlier.stock_id', '=', 'scores.stock_id')
          .whereRef('earlier.mode', '=', 'scores.mode')
          .whereRef('earlier.day', '<', 'scores.day')
          // Not a join: with statistics, PostgreSQL reads each stock's whole history for one, and so takes longer with
          // every day (2,000 stocks, medians of warm runs: 570 ms against 110 at 250 days, 1,340 against 80 at 750).
          .where('earlier.run_id', '=', (current) =>
            current
              .selectFrom('scored_days')
              .select('scored_days.run_id')
              .whereRef('scored_days.mode', '=', 'earlier.mode')
              .whereRef('scored_days.day', '=', 'earlier.day'),
          )
          .orderBy('earlier.day', 'desc')
          .limit(1)
          .as('previous'),
      (join) => join.onTrue(),
    )
    .where('scores.run_id', '=', runId)
    .where('scores.mode', '=', mode)
    .selectAll('scores')
    .select([
      'stocks.ticker',
      'companies.name',
      'companies.isin',
      'companies.industry',
      'sectors.key as sector',
      'previous.value as previousSessionValue',
    ])
    .execute();
  return rows.length === 0 ? null : new DayBook(runId, mode, rows[0].day, rows);
}
