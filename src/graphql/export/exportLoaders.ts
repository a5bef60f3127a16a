import type DataLoader from 'dataloader';
import { owned, type Owners } from '../../access/owned.js';
import { exportOf, selectExports, type ExportRow, type SelectedExport } from '../../exports/exportRow.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads' | 'clock'>;

/** Loads exports by their ids; null where the owners have no such export. */
export function exportLoader({
  database: { db },
  reads,
  clock,
}: Sources): DataLoader<{ readonly owners: Owners; readonly id: number }, ExportRow | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await reads.rows<SelectedExport>(
          selectExports(db, owners, clock).where('export.id', '=', id),
        );
        return rows.length === 0 ? null : exportOf(rows[0]);
      }),
    ),
  );
}

/** Lists the exports of the owners, in every state. */
export function exportListing({ database: { db }, reads, clock }: Sources): RowListing<Owners, ExportRow> {
  return rowListing(
    async (owners, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows<SelectedExport>(
        selectExports(db, owners, clock)
          .$if(after !== null, (query) => query.where('export.id', '<', after))
          .$if(before !== null, (query) => query.where('export.id', '>', before))
          .orderBy('export.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(exportOf);
    },
    async (owners) => {
      const [{ count }] = await reads.rows(
        db
          .selectFrom('exports as export')
          .where(owned('export', owners))
          .select(({ fn }) => fn.countAll<number>().as('count')),
      );
      return count;
    },
  );
}
