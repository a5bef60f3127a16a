import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { knownAt } from '../../market/store/knownAt.js';
import type { FeatureName, IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

export interface FeaturesKey extends StockMoment {
  /** Null: the newest day. */
  readonly until: IsoDate | null;
}

export type FeaturesRow = { readonly day: IsoDate } & Readonly<Record<FeatureName, number | null>>;

/** Loads the features of stocks on the newest day up to `until`; null where a stock has none up to then. */
export function featuresLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<FeaturesKey, FeaturesRow | null, string> {
  return momentLoader(async (keys, moment) => {
    const rows = await reads.rows(sql<FeaturesRow & { readonly at: number }>`
      SELECT asked.at, newest.*
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ until }) => until)}::date[]
      ) WITH ORDINALITY AS asked (stock_id, until, at)
      CROSS JOIN LATERAL (
        SELECT *
        FROM features
        WHERE features.stock_id = asked.stock_id
          AND features.day <= coalesce(asked.until, 'infinity')
          AND ${knownAt('features', moment)}
        ORDER BY features.day DESC
        LIMIT 1
      ) AS newest`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}
