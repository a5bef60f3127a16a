import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';
import { groupOf } from './sectorOf.js';

export interface MomentumKey {
  readonly sector: string;
  readonly on: IsoDate | null;
  /** The name of the method; null: no day is scored. */
  readonly method: string | null;
}

export interface MomentumRow {
  readonly day: IsoDate;
  readonly z: number | null;
  readonly score: number | null;
}

/**
 * Loads the momentum of sector groups on the newest scored day up to `on`; null where a group has none.
 * Momentum does not depend on the mode, so the run of INVESTOR counts, and that of TRADER where it is the only
 * one.
 */
export function momentumLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<MomentumKey, MomentumRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<MomentumRow & { readonly at: number }>`
      SELECT asked.at, current.day, sector_momentum.z, sector_momentum.score
      FROM unnest(
        ${keys.map(({ sector }) => sector)}::text[],
        ${keys.map(({ on }) => on)}::date[],
        ${keys.map(({ method }) => method)}::text[]
      ) WITH ORDINALITY AS asked (sector, until, method, at)
      CROSS JOIN LATERAL (
        SELECT day, run_id
        FROM scored_days
        WHERE scored_days.method = asked.method AND day <= coalesce(asked.until, 'infinity')
        ORDER BY day DESC, mode DESC
        LIMIT 1
      ) AS current
      JOIN sectors ON sectors.key = asked.sector
      JOIN sector_momentum
        ON sector_momentum.run_id = current.run_id AND sector_momentum.sector_id = sectors.id`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}

/** Counts the companies of today in each sector group: all groups at once, when the first count is asked for. */
export function stocksPerSector({
  snapshot,
  sectors,
}: Pick<LoaderSources, 'snapshot' | 'sectors'>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const company of snapshot.companies) {
    const group = groupOf(company, snapshot, sectors);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  return counts;
}
