import { sql } from 'kysely';
import { COMPANY_COLUMNS, type CompanyColumns } from '../database/companyRow.js';
import type { Database } from '../database/database.js';
import { runOfJson, type RunAsJson } from '../database/runOfJson.js';
import { RUN_COLUMNS, type RunRow } from '../database/runRow.js';
import type { ScoresTable } from '../database/tables.js';
import type { IsoDate, Mode, Points, Ticker } from '../scoring/names.js';
import { Standings } from './standings.js';

/** A stored score with its stock and company. */
export interface ScoreRow extends ScoresTable, CompanyColumns {
  readonly ticker: Ticker;
  /** Key of the sector group. */
  readonly sector: string;
}

/** One stored score of a book. */
export interface BookRow extends ScoreRow {
  /** Value of the stock's newest current score of an earlier session, in the same mode and by the same method; null where there is none. */
  readonly previousSessionValue: Points | null;
}

/** All scores of one mode and day that one run stored. It is immutable. */
export class DayBook {
  /** In ascending order of tickers, by code unit. */
  readonly rows: readonly BookRow[];
  readonly #indices: ReadonlyMap<Ticker, number>;
  readonly #earlier: ReadonlyMap<Ticker, ScoreRow>;
  #standings: Standings | undefined;

  /**
   * @param earlier for stocks without a score on the day, their newest score before it
   * @param run the run that stored the scores; null where it has none of the mode, and in books that were not read
   */
  constructor(
    readonly runId: number,
    readonly mode: Mode,
    readonly day: IsoDate,
    rows: readonly BookRow[],
    earlier: readonly ScoreRow[] = [],
    readonly run: RunRow | null = null,
  ) {
    // Sorted here and not in SQL, because the database may have another collation.
    this.rows = rows.toSorted((a, b) => (a.ticker < b.ticker ? -1 : 1));
    this.#indices = new Map(this.rows.map(({ ticker }, index) => [ticker, index]));
    this.#earlier = new Map(earlier.map((row) => [row.ticker, row]));
  }

  /** The index of a stock in `rows`; -1 where it has no score on the day. */
  indexOf(ticker: Ticker): number {
    return this.#indices.get(ticker) ?? -1;
  }

  /** The score of a stock on the day, or else on the newest session before it that has one; null where none has. */
  scoreOf(ticker: Ticker): BookRow | ScoreRow | null {
    const index = this.indexOf(ticker);
    return index === -1 ? (this.#earlier.get(ticker) ?? null) : this.rows[index];
  }

  /** Where the scores of the day stand among each other. */
  get standings(): Standings {
    return (this.#standings ??= new Standings(this.rows.map(({ value }) => value)));
  }

  /** How many scores the book holds, earlier ones included. */
  get size(): number {
    return this.rows.length + this.#earlier.size;
  }
}

/** Names a book by its run and mode. */
export interface BookKey {
  readonly runId: number;
  readonly mode: Mode;
}

const runColumns = sql.join(RUN_COLUMNS.map((column) => sql.ref(`runs.${column}`)));
const companyColumns = sql.join(COMPANY_COLUMNS.map((column) => sql.ref(`companies.${column}`)));
/** The columns of a ScoreRow that are not those of `scores`, from the tables that `joinedStock` joins. */
export const stockColumns = sql`stocks.ticker, ${companyColumns}, sectors.key AS sector`;
/** The columns of a ScoreRow, from `scored` (rows of scores) and the tables that `joinedStock` joins. */
export const scoreColumns = sql`scored.*, ${stockColumns}`;
/** Joins the stock, its current company and the sector group of each row of `scored`. */
export const joinedStock = sql.raw(`
  JOIN stocks ON stocks.id = scored.stock_id
  JOIN companies ON companies.stock_id = scored.stock_id AND companies.superseded_in IS NULL
  JOIN sectors ON sectors.id = scored.sector_id`);

/**
 * Joins the same for the scores of a run that a list is of, with the newest row of each company. A rename ends that of the
 * former symbol, and the pages of a list from before it still have the stock.
 */
const joinedListedStock = sql`
  JOIN stocks ON stocks.id = scored.stock_id
  CROSS JOIN LATERAL (
    SELECT * FROM companies WHERE companies.stock_id = scored.stock_id ORDER BY companies.recorded_in DESC LIMIT 1
  ) AS companies
  JOIN sectors ON sectors.id = scored.sector_id`;

/** Selects the newest current score of a stock, mode and method before a day. */
const newestBefore = (asked: string, stock: string, isWanted = sql`true`) =>
  sql`
  SELECT earlier.*
  FROM current_scores_of(${sql.ref(`${asked}.method`)}) AS earlier
  WHERE ${isWanted}
    AND earlier.stock_id = ${sql.ref(`${stock}.stock_id`)}
    AND earlier.mode = ${sql.ref(`${asked}.mode`)}
    AND earlier.day < ${sql.ref(`${asked}.day`)}
  ORDER BY earlier.day DESC
  LIMIT 1`;

interface StoredRow extends BookRow {
  /** The place of its key among all keys, from 1. */
  readonly at: number;
  readonly bookDay: IsoDate;
  /** The run of the book, with one of its rows; null with all others. */
  readonly bookRun: RunAsJson | null;
}

/**
 * Reads books of runs, current or not, with one statement.
 *
 * @param signal ends the statement
 * @returns a book for each key, or null where the run is unknown or has no scores of the mode
 */
export async function loadDayBooks(
  { db, query }: Pick<Database, 'db' | 'query'>,
  keys: readonly BookKey[],
  signal?: AbortSignal,
): Promise<readonly (DayBook | null)[]> {
  const statement = sql`
    WITH asked AS MATERIALIZED (
      SELECT asked.run_id, asked.mode, runs.day, methods.name AS method, asked.at
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[]
      ) WITH ORDINALITY AS asked (run_id, mode, at)
      JOIN runs ON runs.id = asked.run_id
      JOIN methods ON methods.hash = runs.method_hash
    ), stored AS MATERIALIZED (
      SELECT asked.at, scores.*
      FROM asked
      JOIN scores ON scores.run_id = asked.run_id AND scores.mode = asked.mode
    ), last AS MATERIALIZED (
      -- Nearly all stocks have their former score on the scored day before, so one range of an index has them all.
      SELECT asked.at, scores.stock_id, scores.value
      FROM asked
      CROSS JOIN LATERAL (
        SELECT d.run_id FROM scored_days d
        WHERE d.method = asked.method AND d.mode = asked.mode AND d.day < asked.day ORDER BY d.day DESC LIMIT 1
      ) AS before
      JOIN scores ON scores.run_id = before.run_id AND scores.mode = asked.mode
    ), unscored AS MATERIALIZED (
      SELECT asked.at, asked.mode, asked.method, asked.day, stocks.id AS stock_id
      FROM asked
      CROSS JOIN stocks
      WHERE NOT EXISTS (SELECT FROM stored WHERE stored.at = asked.at AND stored.stock_id = stocks.id)
    )
    SELECT asked.at, asked.day AS "bookDay", ${scoreColumns}, coalesce(last.value, former.value) AS "previousSessionValue",
      CASE WHEN row_number() OVER (PARTITION BY asked.at) = 1 THEN (
        SELECT row_to_json(run) FROM (SELECT ${runColumns} FROM runs WHERE runs.id = scored.run_id) AS run
      ) END AS "bookRun"
    FROM asked
    JOIN stored AS scored ON scored.at = asked.at
    ${joinedListedStock}
    LEFT JOIN last ON last.at = scored.at AND last.stock_id = scored.stock_id
    LEFT JOIN LATERAL (${newestBefore('asked', 'scored', sql`last.stock_id IS NULL`)}) AS former ON true
    UNION ALL
    SELECT unscored.at, unscored.day, unscored.at, ${scoreColumns}, NULL, NULL
    FROM unscored
    CROSS JOIN LATERAL (${newestBefore('unscored', 'unscored')}) AS scored
    ${joinedStock}`.compile(db);
  const rows = await query<StoredRow>(statement.sql, statement.parameters, signal);
  return keys.map(({ runId, mode }, k) => {
    const own = rows.filter(({ at }) => at === k + 1);
    if (own.length === 0) return null;
    const [{ bookDay }] = own;
    const run = own.find(({ bookRun }) => bookRun !== null)?.bookRun ?? null;
    const kept = own.map(({ at: _at, bookDay: _bookDay, bookRun: _bookRun, ...row }) => row);
    const scored = kept.filter((row) => row.run_id === runId);
    const earlier = kept.filter((row) => row.run_id !== runId);
    return new DayBook(runId, mode, bookDay, scored, earlier, run && runOfJson(run));
  });
}
