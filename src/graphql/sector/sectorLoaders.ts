import type DataLoader from 'dataloader';
import { sql } from 'kysely';
import type { Sectors } from '../../market/sectors.js';
import type { IsoDate } from '../../scoring/names.js';
import { inOrderOfKeys, keyedLoader } from '../keyedLoader.js';
import type { CompanyRow } from '../../books/snapshot.js';
import type { Reads } from '../reads.js';
import { groupOf } from './groupOf.js';

export interface MomentumKey {
  readonly sector: string;
  readonly on: IsoDate | null;
}

export interface MomentumRow {
  readonly day: IsoDate;
  readonly z: number | null;
  readonly score: number | null;
}

/** Momentum does not depend on the mode: the investors' run counts, and the traders' where it is alone. */
export function momentumLoader(reads: Reads): DataLoader<MomentumKey, MomentumRow | null, string> {
  return keyedLoader(async (keys) => {
    const rows = await reads.rows(sql<MomentumRow & { readonly at: number }>`
      SELECT asked.at, current.day, sector_momentum.z, sector_momentum.score
      FROM unnest(
        ${keys.map(({ sector }) => sector)}::text[],
        ${keys.map(({ on }) => on)}::date[]
      ) WITH ORDINALITY AS asked (sector, until, at)
      CROSS JOIN LATERAL (
        SELECT day, run_id
        FROM served_days
        WHERE day <= coalesce(asked.until, 'infinity')
        ORDER BY day DESC, mode DESC
        LIMIT 1
      ) AS current
      JOIN sectors ON sectors.key = asked.sector
      JOIN sector_momentum
        ON sector_momentum.run_id = current.run_id AND sector_momentum.sector_id = sectors.id`);
    return inOrderOfKeys(keys.length, rows).map(([row]) => row ?? null);
  });
}

/** How many companies of today each group has; counted once, for all groups together. */
export function stocksPerSector(
  companies: readonly CompanyRow[],
  sectors: Sectors,
): () => ReadonlyMap<string, number> {
  let counts: Map<string, number> | undefined;
  return () => {
    if (counts !== undefined) return counts;
    counts = new Map();
    for (const company of companies) {
      const group = groupOf(company, sectors);
      counts.set(group, (counts.get(group) ?? 0) + 1);
    }
    return counts;
  };
}
