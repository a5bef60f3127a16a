import { sql, type Kysely } from 'kysely';
import { joinedStock, scoreColumns, type ScoreRow } from '../books/dayBook.js';
import type { Tables } from '../database/tables.js';
import type { IsoDate, Mode, Ticker } from '../scoring/names.js';

/** A stored score that is looked for. */
interface ScoreKey {
  readonly ticker: Ticker;
  readonly mode: Mode;
  /** Name of the method. */
  readonly method: string;
  /** The day of the score; null: any. */
  readonly on: IsoDate | null;
  /** The last day that counts; null: any. */
  readonly upTo: IsoDate | null;
}

/** Reads a stock's newest current score; null where there is none. */
export async function storedScoreOf(
  db: Kysely<Tables>,
  { ticker, mode, method, on, upTo }: ScoreKey,
): Promise<ScoreRow | null> {
  const { rows } = await sql<ScoreRow>`
    SELECT ${scoreColumns}
    FROM (
      SELECT scores.*
      FROM stocks AS named
      JOIN current_scores_of(${method}::text) AS scores ON scores.stock_id = named.id
      WHERE named.ticker = ${ticker}
        AND scores.mode = ${mode}::mode
        AND scores.day <= coalesce(${upTo}::date, 'infinity')
        AND scores.day = coalesce(${on}::date, scores.day)
      ORDER BY scores.day DESC
      LIMIT 1
    ) AS scored
    ${joinedStock}`.execute(db);
  return rows[0] ?? null;
}
