import { sql, type RawBuilder } from 'kysely';
import type { Close } from '../performance/closeSeries.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { moneyOf } from './readCloses.js';
import type { ReadRows } from './readRows.js';
import { withReached, type StockSet } from './stockSet.js';

/** The most closes that are read at once, as calendar days × stocks: 100 stocks over some 11 years. */
export const MOST_CLOSES = 420_000;

/** Closes of stocks over a span. */
export interface History {
  /** As traded, in ascending order, from the last one before the span. Empty where there would be too many. */
  readonly closes: ReadonlyMap<Ticker, readonly Close[]>;
  /** Calendar days × stocks; 0 where the span ends before it begins. */
  readonly size: number;
}

interface HistoryRow {
  readonly ticker: Ticker;
  readonly size: number;
  readonly days: readonly IsoDate[] | null;
  readonly closes: readonly string[] | null;
}

/**
 * Reads the closes of the stocks of a set over a span.
 *
 * @param from SQL of the first day; the last close on or before it is read, too
 * @param to SQL of the last day
 */
export async function readHistory(
  read: ReadRows,
  set: StockSet,
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): Promise<History> {
  const rows = await read(sql<HistoryRow>`
    ${withReached(set)}, span AS MATERIALIZED (
      SELECT since, until, greatest(until - since + 1, 0) * (SELECT count(*) FROM reached) AS size
      FROM (SELECT (${from})::date AS since, (${to})::date AS until) AS asked
    )
    SELECT reached.ticker, span.size::float8 AS size, bars.days, bars.closes
    FROM reached CROSS JOIN span CROSS JOIN LATERAL (
      SELECT json_agg(bars.day ORDER BY bars.day) AS days, json_agg(bars.close::text ORDER BY bars.day) AS closes
      FROM bars
      WHERE span.size <= ${MOST_CLOSES}::bigint AND bars.stock_id = reached.id AND bars.superseded_in IS NULL
        AND bars.day <= span.until AND bars.day >= coalesce((
          SELECT max(former.day) FROM bars AS former
          WHERE former.stock_id = reached.id AND former.superseded_in IS NULL AND former.day <= span.since
        ), span.since)
    ) AS bars`);
  const closes = new Map<Ticker, readonly Close[]>();
  for (const { ticker, days, closes: texts } of rows) {
    if (days === null || texts === null) continue;
    closes.set(
      ticker,
      days.map((day, k) => ({ day, close: moneyOf(texts[k]) })),
    );
  }
  return { closes, size: rows.at(0)?.size ?? 0 };
}
