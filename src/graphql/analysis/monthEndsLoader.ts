import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { knownAt } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Whose month ends, and of which months: all sessions after `after` up to `until`. */
export interface MonthEndsKey {
  readonly stockId: number;
  readonly after: IsoDate;
  readonly until: IsoDate;
  /** The name of the method up to whose newest scored session they count; null: no day is scored. */
  readonly method: string | null;
}

/** The last session of a month on which a stock has a close, in ₹. */
export interface MonthEnd {
  readonly day: IsoDate;
  readonly close: number;
}

/** Loads the last sessions of the months in which a stock has a close. */
export function monthEndsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<MonthEndsKey, readonly MonthEnd[], string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<MonthEnd & { readonly at: number }>`
      SELECT asked.at, month_end.day, month_end.close
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ after }) => after)}::date[],
        ${keys.map(({ until }) => until)}::date[],
        ${keys.map(({ method }) => method)}::text[]
      ) WITH ORDINALITY AS asked (stock_id, after, until, method, at)
      CROSS JOIN LATERAL (
        SELECT DISTINCT ON (date_trunc('month', features.day)) features.day, features.close
        FROM features
        WHERE features.stock_id = asked.stock_id
          AND features.day > asked.after
          AND features.day <= asked.until
          AND features.day <= coalesce(
            (SELECT max(day) FROM scored_days WHERE scored_days.method = asked.method), 'infinity'
          )
          AND features.close IS NOT NULL
          AND ${knownAt('features', null)}
        ORDER BY date_trunc('month', features.day), features.day DESC
      ) AS month_end`);
    return inOrderOfKeys(keys.length, rows);
  });
}
