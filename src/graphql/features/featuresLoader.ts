import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { knownAt } from '../../market/store/knownAt.js';
import type { FeatureName, IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

export interface FeaturesKey extends StockMoment {
  /** Null: the newest scored session. */
  readonly until: IsoDate | null;
  /** The name of the method whose scored sessions count; null: no day is scored. */
  readonly method: string | null;
}

/** `bar_date` is the day of the last bar. */
export type FeaturesRow = { readonly day: IsoDate; readonly bar_date: IsoDate } & Readonly<
  Record<FeatureName, number | null>
>;

/**
 * Loads the features of stocks on the newest scored session up to `until`, or on `until` itself; null where a stock has
 * none up to then. Sessions after the newest scored one are not found by a later day, because they may be awaited.
 */
export function featuresLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<FeaturesKey, FeaturesRow | null, string> {
  return momentLoader(async (keys, moment) => {
    const rows = await reads.rows(sql<FeaturesRow & { readonly at: number }>`
      SELECT asked.at, newest.*, coalesce(last_bar.day, newest.day) AS bar_date
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ until }) => until)}::date[],
        ${keys.map(({ method }) => method)}::text[]
      ) WITH ORDINALITY AS asked (stock_id, until, method, at)
      CROSS JOIN LATERAL (
        SELECT *
        FROM features
        WHERE features.stock_id = asked.stock_id
          AND features.day <= coalesce(asked.until, 'infinity')
          AND (
            features.day <= coalesce(
              (SELECT max(day) FROM scored_days WHERE scored_days.method = asked.method), 'infinity'
            )
            OR features.day = asked.until
          )
          AND ${knownAt('features', moment)}
        ORDER BY features.day DESC
        LIMIT 1
      ) AS newest
      -- The bar that they were computed from, as it was recorded then.
      LEFT JOIN LATERAL (
        SELECT day
        FROM bars
        WHERE newest.bar_age > 0
          AND bars.stock_id = newest.stock_id
          AND bars.day < newest.day
          AND bars.recorded_in <= newest.recorded_in
          AND (bars.superseded_in IS NULL OR bars.superseded_in > newest.recorded_in)
        ORDER BY day DESC
        LIMIT 1
      ) AS last_bar ON true`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}
