import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';
import { askedSpans, type StockSpan } from '../askedSpans.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';
import { newestSession } from './newestSession.js';

/** Part of the expected stocks that a file of all stocks has at least: an excerpt does not say who is suspended. */
const MOST = 1 / 2;

/** Part of the stocks that are expected on a session: with fewer bars, nearly no stock has one. */
const NEARLY_NONE = 1 / 20;

/** The bars of a stock within a span, and those of the market. */
export interface BarDays {
  /** The first day that counts: that of the stock's first bar, or `from`. */
  readonly since: IsoDate | null;
  /** The last day that counts: the newest session of the market, or `to`. */
  readonly until: IsoDate | null;
  readonly bars: readonly IsoDate[] | null;
  /** Days that name the stock in other series alone. */
  readonly other_series: readonly IsoDate[] | null;
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
      ) AS bars, (
        SELECT json_agg(day) FROM other_series
        WHERE other_series.stock_id = asked.stock_id AND day BETWEEN span.since AND span.until
      ) AS other_series
      FROM ${askedSpans(keys)}
      CROSS JOIN LATERAL (
        SELECT greatest(asked.since, min(day)) AS since, least(asked.until, ${newestSession}) AS until
        FROM bars WHERE bars.stock_id = asked.stock_id AND bars.superseded_in IS NULL
        HAVING min(day) IS NOT NULL
      ) AS span`);
    const none = { since: null, until: null, bars: null, other_series: null };
    return inOrderOfKeys(keys.length, rows).map((own) => own.at(0) ?? none);
  });
}

/** The days that were imported, whether a stock has a bar on them or not. */
export interface MarketDays {
  /** Days on which more than nearly no stock has a bar. */
  readonly imported: readonly IsoDate[];
  /** Days of which a file of all stocks was read, by exchange. */
  readonly read: { readonly NSE: readonly IsoDate[]; readonly BSE: readonly IsoDate[] };
}

/** Loads the days that were imported, once for an operation. */
export function marketDaysLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<MarketDays> {
  const read = async () => {
    const rows = await reads.rows(sql<{
      readonly imported: readonly IsoDate[] | null;
      readonly nse: readonly IsoDate[] | null;
      readonly bse: readonly IsoDate[] | null;
    }>`
      SELECT
        (SELECT json_agg(day) FROM session_bars WHERE bars >= expected * ${NEARLY_NONE}::numeric) AS imported,
        json_agg(DISTINCT day) FILTER (WHERE exchange = 'NSE') AS nse,
        json_agg(DISTINCT day) FILTER (WHERE exchange = 'BSE') AS bse
      FROM market_days JOIN session_bars USING (day)
      WHERE shares >= expected * ${MOST}::numeric`);
    const days = rows.at(0);
    return { imported: days?.imported ?? [], read: { NSE: days?.nse ?? [], BSE: days?.bse ?? [] } };
  };
  return onceLoader(read);
}
