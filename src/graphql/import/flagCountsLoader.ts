import DataLoader from 'dataloader';
import { sql } from 'kysely';
import { FLAG_KINDS, type FlagKind } from '../../market/imports/refusal.js';
import { FlagCount } from '../flag/flag.js';
import { inOrderOfKeys } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Loads how many rows of each kind imports flagged, in the order of the enum. */
export function flagCountsLoader({
  reads,
}: Pick<LoaderSources, 'reads'>): DataLoader<number, readonly FlagCount[]> {
  return new DataLoader(async (batches) => {
    const rows = await reads.rows(sql<{
      readonly at: number;
      readonly kind: FlagKind;
      readonly count: number;
    }>`
      SELECT asked.at, counted.kind, counted.count
      FROM unnest(${batches}::integer[]) WITH ORDINALITY AS asked (batch_id, at)
      CROSS JOIN LATERAL (
        SELECT kind, count(*) AS count FROM flagged_rows WHERE batch_id = asked.batch_id GROUP BY kind
      ) AS counted`);
    const inOrder = (a: { readonly kind: FlagKind }, b: { readonly kind: FlagKind }) =>
      FLAG_KINDS.indexOf(a.kind) - FLAG_KINDS.indexOf(b.kind);
    return inOrderOfKeys(batches.length, rows).map((own) =>
      own.toSorted(inOrder).map(({ kind, count }) => new FlagCount(kind, count)),
    );
  });
}
