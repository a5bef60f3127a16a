import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Series, Source } from '../../market/facts.js';
import { knownAt } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { askedSpans } from '../askedSpans.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader } from '../momentLoader.js';
import type { BarSpan } from './barSpan.js';

/** From where a bar is, and since when we have it. */
export interface BarOrigin {
  readonly source: Source;
  readonly series: Series | null;
  readonly recorded_at: string;
}

/** Loads the origins of bars, by their days. */
export function barOriginLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<BarSpan, ReadonlyMap<IsoDate, BarOrigin>, string> {
  return momentLoader(async (keys, moment) => {
    const rows = await reads.rows(sql<BarOrigin & { readonly at: number; readonly day: IsoDate }>`
      SELECT asked.at, bars.day, bars.source, bars.series, batches.recorded_at
      FROM ${askedSpans(keys)}
      JOIN bars
        ON bars.stock_id = asked.stock_id AND bars.day BETWEEN asked.since AND asked.until AND ${knownAt('bars', moment)}
      JOIN batches ON batches.id = bars.recorded_in`);
    return inOrderOfKeys(keys.length, rows).map((own) => new Map(own.map((row) => [row.day, row])));
  });
}
