import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';
import { askedSpans, type StockSpan } from '../askedSpans.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';
import { newestSession } from './newestSession.js';

/** Part of the stocks that are expected on a session: with fewer bars, nearly no stock has one. */
const NEARLY_NONE = 1 / 20;

/** The bars of a stock within a span, and those of the market. */
export interface BarDays {
  /** The first day that counts: that of the stock's first bar, or `from`. */
  readonly since: IsoDate | null;
  /** The last day that counts: the newest session of the market, or `to`. */
  readonly until: IsoDate | null;
  readonly bars: readonly IsoDate[] | null;
}

/** Loads the days on which stocks have bars. */
export function barDaysLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<StockSpan, BarDays, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<BarDays & { readonly at: number }>`
      SELECT asked.at, span.since, span.until, (
        SELECT json_agg(day) FROM bars
        WHERE bars.stock_id = asked.stock_id AND bars.superseded_in IS NULL AND day BETWEEN span.since AND span.until
      ) AS bars
      FROM ${askedSpans(keys)}
      CROSS JOIN LATERAL (
        SELECT greatest(asked.since, min(day)) AS since, least(asked.until, ${newestSession}) AS until
        FROM bars WHERE bars.stock_id = asked.stock_id AND bars.superseded_in IS NULL
        HAVING min(day) IS NOT NULL
      ) AS span`);
    const none = { since: null, until: null, bars: null };
    return inOrderOfKeys(keys.length, rows).map((own) => own.at(0) ?? none);
  });
}

/** Loads the days on which more than nearly no stock has a bar, once for an operation. */
export function importedDaysLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): () => Promise<readonly IsoDate[]> {
  const read = async () => {
    const rows = await reads.rows(sql<{ readonly days: readonly IsoDate[] | null }>`
      SELECT json_agg(day) AS days FROM session_bars WHERE bars >= expected * ${NEARLY_NONE}::numeric`);
    return rows.at(0)?.days ?? [];
  };
  return onceLoader(read);
}
