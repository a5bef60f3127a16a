import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { joinedStock, scoreColumns, type ScoreRow } from '../../books/dayBook.js';
import type { IsoDate, Mode, Ticker } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import { PRICES } from '../limits/prices.js';
import type { LoaderSources } from '../loaders.js';

export interface FormerScoresKey {
  readonly stockId: number;
  readonly mode: Mode;
  /** The name of the method. */
  readonly method: string;
  /** All scores are of days before this one. */
  readonly before: IsoDate;
  /** The most scores to load. */
  readonly count: number;
}

/** Loads a stock's current scores before a day, the newest first. */
export function formerScoresLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<FormerScoresKey, readonly ScoreRow[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<ScoreRow & { readonly at: number }>`
      SELECT asked.at, ${scoreColumns}
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[],
        ${keys.map(({ method }) => method)}::text[],
        ${keys.map(({ before }) => before)}::date[],
        ${keys.map(({ count }) => count)}::integer[]
      ) WITH ORDINALITY AS asked (stock_id, mode, method, before, count, at)
      CROSS JOIN LATERAL (
        SELECT scores.*
        FROM current_scores_of(asked.method) AS scores
        WHERE scores.stock_id = asked.stock_id
          AND scores.mode = asked.mode
          AND scores.day < asked.before
        ORDER BY scores.day DESC
        LIMIT asked.count
      ) AS scored
      ${joinedStock}
      ORDER BY asked.at, scored.day DESC`,
      PRICES.scoreRow,
    );
    return inOrderOfKeys(keys.length, rows);
  });
}

export interface ScoreKey {
  readonly runId: number;
  readonly mode: Mode;
  readonly ticker: Ticker;
}

/** Loads the score that one run stored of a stock, current or not; null where there is none. */
export function scoreOfRunLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<ScoreKey, ScoreRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(
      sql<ScoreRow & { readonly at: number }>`
      SELECT asked.at, ${scoreColumns}
      FROM unnest(
        ${keys.map(({ runId }) => runId)}::integer[],
        ${keys.map(({ mode }) => mode)}::mode[],
        ${keys.map(({ ticker }) => ticker)}::text[]
      ) WITH ORDINALITY AS asked (run_id, mode, ticker, at)
      JOIN stocks AS named ON named.ticker = asked.ticker
      JOIN scores AS scored
        ON scored.run_id = asked.run_id AND scored.mode = asked.mode AND scored.stock_id = named.id
      ${joinedStock}`,
      PRICES.scoreRow,
    );
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}
