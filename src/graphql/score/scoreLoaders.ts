import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Books } from '../../books/bookCache.js';
import type { BookRow, DayBook } from '../../books/dayBook.js';
import type { Database } from '../../database/database.js';
import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';

/** A stored score with its stock; from a book it also knows the value before. */
export type ScoreRow = Omit<BookRow, 'previousSessionValue'> & Partial<Pick<BookRow, 'previousSessionValue'>>;

/** Columns of a ScoreRow, from `scored` (rows of scores) and what `joinedStock` joins. */
export const scoreColumns = sql.raw(
  'scored.*, stocks.ticker, companies.name, companies.isin, companies.industry, sectors.key AS sector',
);
export const joinedStock = sql.raw(`
  JOIN stocks ON stocks.id = scored.stock_id
  JOIN companies ON companies.stock_id = scored.stock_id AND companies.superseded_in IS NULL
  JOIN sectors ON sectors.id = scored.sector_id`);

export interface BookKey {
  readonly mode: Mode;
  readonly on: IsoDate | null;
}

/** The same book throughout an operation, also when a run is committed in between. */
export function bookLoader(books: Pick<Books, 'of'>): DataLoader<BookKey, DayBook | null, string> {
  return keyedLoader((keys) => Promise.all(keys.map(({ mode, on }) => books.of(mode, on))));
}

export interface NewestScoreKey {
  readonly stockId: number;
  readonly mode: Mode;
  readonly until: IsoDate;
  /** Whether `until` itself counts. */
  readonly inclusive: boolean;
}

/** A stock's newest current score up to a day. */
export function newestScoreLoader({ db }: Database): DataLoader<NewestScoreKey, ScoreRow | null, string> {
  return keyedLoader(async (keys) => {
    const { rows } = await sql<ScoreRow & { readonly at: number }>`
      SELECT asked.at, ${scoreColumns}
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[],
        ${keys.map(({ until }) => until)}::date[],
        ${keys.map(({ inclusive }) => inclusive)}::boolean[]
      ) WITH ORDINALITY AS asked (stock_id, mode, until, inclusive, at)
      CROSS JOIN LATERAL (
        SELECT scores.*
        FROM scores
        WHERE scores.stock_id = asked.stock_id
          AND scores.mode = asked.mode
          -- Not a join: with statistics, PostgreSQL would read each stock's whole history for one.
          AND scores.run_id = (SELECT run_id FROM scored_days d WHERE d.mode = scores.mode AND d.day = scores.day)
          AND scores.day <= asked.until
          AND (asked.inclusive OR scores.day < asked.until)
        ORDER BY scores.day DESC
        LIMIT 1
      ) AS scored
      ${joinedStock}`.execute(db);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}

export interface ScoreKey {
  readonly runId: number;
  readonly mode: Mode;
  readonly ticker: Ticker;
}

/** The score that one run stored of a stock, current or not. */
export function scoreOfRunLoader({ db }: Database): DataLoader<ScoreKey, ScoreRow | null, string> {
  return keyedLoader(async (keys) => {
    const { rows } = await sql<ScoreRow & { readonly at: number }>`
      SELECT asked.at, ${scoreColumns}
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[],
        ${keys.map(({ ticker }) => ticker)}::text[]
      ) WITH ORDINALITY AS asked (run_id, mode, ticker, at)
      JOIN stocks AS named ON named.ticker = asked.ticker
      JOIN scores AS scored
        ON scored.run_id = asked.run_id AND scored.mode = asked.mode AND scored.stock_id = named.id
      ${joinedStock}`.execute(db);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}
