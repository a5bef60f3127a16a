import type DataLoader from 'dataloader';
import { sql, type RawBuilder } from 'kysely';
import type { AdjustableBar } from '../../market/adjustedBars.js';
import { knownAt, type Moment } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { askedSpans, spanArrays, type StockSpan } from '../askedSpans.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

/** A span of one stock's bars, as known at a moment. */
export interface BarsKey extends StockSpan, StockMoment {}

export interface BarPageKey extends BarsKey {
  /** Day of the newer bar that the page comes after; null: none. */
  readonly after: IsoDate | null;
  /** Day of the older bar that the page comes before; null: none. */
  readonly before: IsoDate | null;
  readonly limit: number;
}

/** A bar as traded; as imported, where the prices were imported as adjusted. */
export interface BarRow extends AdjustableBar {
  readonly value: number | null;
}

const withinStretch = (moment: Moment) => sql`
  bars.stock_id = asked.stock_id
  AND ${knownAt('bars', moment)}
  AND bars.day >= coalesce(asked.since, '-infinity')
  AND bars.day <= coalesce(asked.until, 'infinity')`;

type BarsLoader = DataLoader<BarPageKey, readonly BarRow[], string>;

/** Loads pages of bars that are counted from the newest one. The newest comes first. */
export const barsLoader = ({ reads }: Pick<LoaderSources, 'reads'>): BarsLoader => pagesOf(reads, sql`DESC`);

/** Loads pages of bars that are counted from the oldest one. The newest comes first. */
export const barsFromEndLoader = ({ reads }: Pick<LoaderSources, 'reads'>): BarsLoader =>
  pagesOf(reads, sql`ASC`);

function pagesOf(reads: LoaderSources['reads'], direction: RawBuilder<unknown>): BarsLoader {
  return momentLoader(async (keys, moment) => {
    const rows = await reads.rows(sql<BarRow & { readonly at: number }>`
      SELECT asked.at, page.*
      FROM unnest(
        ${spanArrays(keys)},
        ${keys.map(({ after }) => after)}::date[],
        ${keys.map(({ before }) => before)}::date[],
        ${keys.map(({ limit }) => limit)}::integer[]
      ) WITH ORDINALITY AS asked (stock_id, since, until, after, before, size, at)
      CROSS JOIN LATERAL (
        SELECT day, open, high, low, close, volume, value
        FROM bars
        WHERE ${withinStretch(moment)}
          AND bars.day < coalesce(asked.after, 'infinity')
          AND bars.day > coalesce(asked.before, '-infinity')
        ORDER BY bars.day ${direction}
        LIMIT asked.size
      ) AS page
      ORDER BY asked.at, page.day DESC`);
    return inOrderOfKeys(keys.length, rows);
  });
}

/** Counts the bars of spans. */
export function barCountLoader({ reads }: Pick<LoaderSources, 'reads'>): DataLoader<BarsKey, number, string> {
  return momentLoader(async (keys, moment) => {
    const rows = await reads.rows(sql<{ readonly at: number; readonly count: number }>`
      SELECT asked.at, counted.count
      FROM ${askedSpans(keys)}
      CROSS JOIN LATERAL (SELECT count(*) AS count FROM bars WHERE ${withinStretch(moment)}) AS counted`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row.count);
  });
}
