import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { FlagKind } from '../../market/imports/refusal.js';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { QUALITY_SESSIONS } from './dataQuality.js';
import { newestSession } from './newestSession.js';

export interface QualityKey {
  readonly stockId: number;
  /** Null: the newest session. */
  readonly on: IsoDate | null;
}

/** What the quality of a stock's facts is judged by. */
export interface QualityFacts {
  /** The last day that counts; null where the market has no bars. */
  readonly until: IsoDate | null;
  /** The day of the stock's first bar; null where it has none. */
  readonly first: IsoDate | null;
  /** Days of the newest bars, as many as there are sessions; null where there are none. */
  readonly bars: readonly IsoDate[] | null;
  /** Flags from the oldest of these days on. */
  readonly flags:
    readonly { readonly day: IsoDate; readonly kind: FlagKind; readonly detail: string }[] | null;
  readonly fundamentals: IsoDate | null;
  readonly statements: IsoDate | null;
  readonly shareholding: IsoDate | null;
}

/** Loads what the quality of the facts of stocks is judged by. */
export function qualityLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<QualityKey, QualityFacts, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<QualityFacts & { readonly at: number }>`
      SELECT asked.at, span.until,
        (SELECT min(day) FROM bars WHERE ${current('bars')} AND day <= span.until) AS first,
        newest.days AS bars,
        (
          SELECT json_agg(json_build_object('day', day, 'kind', kind, 'detail', detail) ORDER BY day, kind)
          FROM bar_flags
          WHERE stock_id = asked.stock_id AND day BETWEEN newest.oldest AND span.until
        ) AS flags,
        (SELECT max(period_end) FROM fundamentals WHERE ${current('fundamentals')} AND published_on <= span.until)
          AS fundamentals,
        (
          SELECT max(period_end) FROM statements
          WHERE ${current('statements')} AND published_on <= span.until AND period <> 'POINT'
        ) AS statements,
        (SELECT max(quarter_end) FROM shareholding WHERE ${current('shareholding')} AND published_on <= span.until)
          AS shareholding
      FROM unnest(
        ${keys.map(({ stockId }) => stockId)}::integer[],
        ${keys.map(({ on }) => on)}::date[]
      ) WITH ORDINALITY AS asked (stock_id, until, at)
      CROSS JOIN LATERAL (SELECT least(asked.until, ${newestSession}) AS until) AS span
      CROSS JOIN LATERAL (
        SELECT json_agg(day) AS days, min(day) AS oldest FROM (
          SELECT day FROM bars WHERE ${current('bars')} AND day <= span.until
          ORDER BY day DESC LIMIT ${QUALITY_SESSIONS}
        ) AS bar
      ) AS newest`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row);
  });
}

const current = (table: string) =>
  sql`${sql.ref(`${table}.stock_id`)} = asked.stock_id AND ${sql.ref(`${table}.superseded_in`)} IS NULL`;
