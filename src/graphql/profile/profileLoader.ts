import DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';
import type { LoaderSources } from '../loaders.js';

export interface ProfileRow {
  readonly stock_id: number;
  /** Empty where it was not imported, as is website. */
  readonly isin: string;
  readonly listed_on: IsoDate | null;
  readonly face_value: number | null;
  readonly website: string;
}

/** Loads what is recorded today of companies, by the ids of their stocks; null where nothing is. */
export function profileLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<number, ProfileRow | null> {
  return new DataLoader(async (stockIds) => {
    const rows = await reads.rows(sql<ProfileRow>`
      SELECT stock_id, isin, listed_on, face_value, website
      FROM companies WHERE superseded_in IS NULL AND stock_id = ANY (${[...stockIds]}::integer[])`);
    const known = new Map(rows.map((row) => [row.stock_id, row]));
    return stockIds.map((id) => known.get(id) ?? null);
  });
}
