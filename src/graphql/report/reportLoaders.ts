import type DataLoader from 'dataloader';
import { owned, type Owners } from '../../access/owned.js';
import {
  reportOf,
  selectReports,
  type ReportRow,
  type SelectedReport,
} from '../../companies/reports/store/reportRow.js';
import { rowListing, type RowListing } from '../connection/rowListing.js';
import { countOf } from '../countOf.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

type Sources = Pick<LoaderSources, 'database' | 'reads' | 'clock'>;

/** A report with the time at which it was read, by which its links expire. */
export interface ReadReport extends ReportRow {
  readonly now: Date;
}

const read = ({ database: { db }, clock }: Sources, owners: Owners) =>
  selectReports(db, owners).select(clock.now().as('now'));

const readOf = (row: SelectedReport & { readonly now: Date }): ReadReport => ({
  ...reportOf(row),
  now: new Date(row.now),
});

/** Loads reports by their ids; null where the owners have no such report. */
export function reportLoader(
  sources: Sources,
): DataLoader<{ readonly owners: Owners; readonly id: number }, ReadReport | null, string> {
  return keyedLoader((keys) =>
    Promise.all(
      keys.map(async ({ owners, id }) => {
        const rows = await sources.reads.rows(read(sources, owners).where('report.id', '=', id));
        return rows.length === 0 ? null : readOf(rows[0]);
      }),
    ),
  );
}

/** Lists the reports of the owners, in every state. */
export function reportListing(sources: Sources): RowListing<Owners, ReadReport> {
  const { database, reads } = sources;
  return rowListing(
    async (owners, { after, before, isFromEnd, limit }) => {
      const rows = await reads.rows(
        read(sources, owners)
          .$if(after !== null, (query) => query.where('report.id', '<', after))
          .$if(before !== null, (query) => query.where('report.id', '>', before))
          .orderBy('report.id', isFromEnd ? 'asc' : 'desc')
          .limit(limit),
      );
      return rows.map(readOf);
    },
    (owners) =>
      countOf(
        reads,
        database.db
          .selectFrom('reports as report')
          .where(owned('report', owners))
          .select(({ fn }) => fn.countAll<number>().as('count')),
      ),
  );
}
