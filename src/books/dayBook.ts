import { sql } from 'kysely';
import type { Database } from '../database/database.js';
import type { ScoresTable } from '../database/tables.js';
import type { IsoDate, Mode, Points, Ticker } from '../scoring/names.js';

/** A stored score with the stock and company that it is of. */
export interface ScoreRow extends ScoresTable {
  readonly ticker: Ticker;
  readonly name: string;
  readonly isin: string;
  readonly industry: string;
  /** Key of its sector group. */
  readonly sector: string;
}

/** One stored score of a book. */
export interface BookRow extends ScoreRow {
  /** Value of the stock's newest current score of an earlier session and the same mode; null where none is. */
  readonly previousSessionValue: Points | null;
}

/** All scores of one mode and day that one run has stored; immutable. */
export class DayBook {
  /** In ascending order of tickers, by code unit. */
  readonly rows: readonly BookRow[];
  readonly #indices: ReadonlyMap<Ticker, number>;
  readonly #earlier: ReadonlyMap<Ticker, ScoreRow>;

  /** @param earlier the newest scores before the day of stocks that have none on it */
  constructor(
    readonly runId: number,
    readonly mode: Mode,
    readonly day: IsoDate,
    rows: readonly BookRow[],
    earlier: readonly ScoreRow[] = [],
  ) {
    // Not by SQL: the database may collate otherwise.
    this.rows = rows.toSorted((a, b) => (a.ticker < b.ticker ? -1 : 1));
    this.#indices = new Map(this.rows.map(({ ticker }, index) => [ticker, index]));
    this.#earlier = new Map(earlier.map((row) => [row.ticker, row]));
  }

  /** Index into `rows`; -1 where the stock has no score here. */
  indexOf(ticker: Ticker): number {
    return this.#indices.get(ticker) ?? -1;
  }

  /** A stock's score of the day, or of the newest scored session before it; null where there is none. */
  scoreOf(ticker: Ticker): BookRow | ScoreRow | null {
    const index = this.indexOf(ticker);
    return index === -1 ? (this.#earlier.get(ticker) ?? null) : this.rows[index];
  }

  /** Scores that it keeps. */
  get size(): number {
    return this.rows.length + this.#earlier.size;
  }
}

/** Which book: that of a run. */
export interface BookKey {
  readonly runId: number;
  readonly mode: Mode;
}

/** Columns of a ScoreRow, from `scored` (rows of scores) and what `joinedStock` joins. */
export const scoreColumns = sql.raw(
  'scored.*, stocks.ticker, companies.name, companies.isin, companies.industry, sectors.key AS sector',
);
export const joinedStock = sql.raw(`
  JOIN stocks ON stocks.id = scored.stock_id
  JOIN companies ON companies.stock_id = scored.stock_id AND companies.superseded_in IS NULL
  JOIN sectors ON sectors.id = scored.sector_id`);

/** The newest current score of a mode before a day, of one stock. */
const newestBefore = (place: string, isWanted = sql`true`) =>
  sql`
  SELECT earlier.*
  FROM current_scores AS earlier
  WHERE ${isWanted}
    AND earlier.stock_id = ${sql.ref(`${place}.stock_id`)}
    AND earlier.mode = ${sql.ref(`${place}.mode`)}
    AND earlier.day < ${sql.ref(`${place}.day`)}
  ORDER BY earlier.day DESC
  LIMIT 1`;

interface StoredRow extends BookRow {
  /** Which of the keys it is of, from 1. */
  readonly at: number;
  readonly bookDay: IsoDate;
}

/** Reads books in one statement. Null for each run that is unknown, or has nothing to tell of its mode. */
export async function loadDayBooks(
  { db, query }: Database,
  keys: readonly BookKey[],
  signal?: AbortSignal,
): Promise<readonly (DayBook | null)[]> {
  const statement = sql`
    WITH asked AS MATERIALIZED (
      SELECT asked.run_id, asked.mode, runs.day, asked.at
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[]
      ) WITH ORDINALITY AS asked (run_id, mode, at)
      JOIN runs ON runs.id = asked.run_id
    ), stored AS MATERIALIZED (
      SELECT asked.at, scores.*
      FROM asked
      JOIN scores ON scores.run_id = asked.run_id AND scores.mode = asked.mode
    ), last AS MATERIALIZED (
      -- Nearly all stocks have their former score on the scored day before: one range of an index has them all.
      SELECT asked.at, scores.stock_id, scores.value
      FROM asked
      CROSS JOIN LATERAL (
        SELECT d.run_id FROM served_days d
        WHERE d.mode = asked.mode AND d.day < asked.day ORDER BY d.day DESC LIMIT 1
      ) AS before
      JOIN scores ON scores.run_id = before.run_id AND scores.mode = asked.mode
    ), unscored AS MATERIALIZED (
      SELECT asked.at, asked.mode, asked.day, stocks.id AS stock_id
      FROM asked
      CROSS JOIN stocks
      WHERE NOT EXISTS (SELECT FROM stored WHERE stored.at = asked.at AND stored.stock_id = stocks.id)
    )
    SELECT asked.at, asked.day AS "bookDay", ${scoreColumns}, coalesce(last.value, former.value) AS "previousSessionValue"
    FROM asked
    JOIN stored AS scored ON scored.at = asked.at
    ${joinedStock}
    LEFT JOIN last ON last.at = scored.at AND last.stock_id = scored.stock_id
    LEFT JOIN LATERAL (${newestBefore('scored', sql`last.stock_id IS NULL`)}) AS former ON true
    UNION ALL
    SELECT unscored.at, unscored.day, unscored.at, ${scoreColumns}, NULL
    FROM unscored
    CROSS JOIN LATERAL (${newestBefore('unscored')}) AS scored
    ${joinedStock}`.compile(db);
  const rows = await query<StoredRow>(statement.sql, statement.parameters, signal);
  return keys.map(({ runId, mode }, k) => {
    const own = rows.filter(({ at }) => at === k + 1);
    if (own.length === 0) return null;
    const [{ bookDay }] = own;
    const kept = own.map(({ at: _at, bookDay: _bookDay, ...row }) => row);
    const scored = kept.filter((row) => row.run_id === runId);
    const earlier = kept.filter((row) => row.run_id !== runId);
    return new DayBook(runId, mode, bookDay, scored, earlier);
  });
}
