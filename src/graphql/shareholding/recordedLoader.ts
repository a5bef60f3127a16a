import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import { knownAt } from '../../market/store/knownAt.js';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { momentLoader, type StockMoment } from '../momentLoader.js';

/** A pattern that is known at a moment. */
export interface ShareholdingKey extends StockMoment {
  readonly quarterEnd: IsoDate;
  readonly publishedOn: IsoDate;
}

/** Loads when patterns were recorded as they are, as instants in JSON. */
export function recordedLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<ShareholdingKey, string, string> {
  return momentLoader(async (keys, moment) => {
    const [stocks, ends, published] = [
      keys.map(({ stockId }) => stockId),
      keys.map(({ quarterEnd }) => quarterEnd),
      keys.map(({ publishedOn }) => publishedOn),
    ];
    const rows = await reads.rows(sql<{ readonly at: number; readonly recorded_at: string }>`
      SELECT asked.at, batches.recorded_at
      FROM unnest(${stocks}::integer[], ${ends}::date[], ${published}::date[])
        WITH ORDINALITY AS asked (stock_id, quarter_end, published_on, at)
      JOIN shareholding USING (stock_id, quarter_end, published_on)
      JOIN batches ON batches.id = shareholding.recorded_in
      WHERE ${knownAt('shareholding', moment)}`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row.recorded_at);
  });
}
