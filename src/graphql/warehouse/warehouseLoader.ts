import { sql } from 'kysely';
import { FACT_DAYS } from '../../market/datasets/factDays.js';
import type { IsoDate } from '../../scoring/names.js';
import type { DatasetName } from '../factEnums.js';
import type { LoaderSources } from '../loaders.js';
import { onceLoader } from '../onceLoader.js';

/** What the tables of the store hold. */
export interface WarehouseFacts {
  readonly bytes: number;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
  readonly tables: ReadonlyMap<DatasetName, Pick<TableRow, 'rows' | 'newest'>>;
  /** By the names of datasets as batches have them. */
  readonly imports: ReadonlyMap<string, ImportCounts>;
}

/** What all imports of a dataset did. */
export interface ImportCounts {
  readonly accepted: number;
  readonly refused: number;
  readonly flagged: number;
  readonly sources: readonly string[] | null;
}

interface TableRow {
  readonly dataset: DatasetName;
  readonly rows: number;
  readonly newest: IsoDate | null;
}

/** Loads what the store holds. */
export function warehouseLoader({ reads }: Pick<LoaderSources, 'reads'>): () => Promise<WarehouseFacts> {
  const read = async (): Promise<WarehouseFacts> => {
    const counted = FACT_DAYS.map(
      ({ dataset, table, day }) => sql`
        SELECT ${dataset.toUpperCase()}::text AS dataset, count(*) AS rows, ${day === null ? sql`NULL::date` : sql`max(${sql.ref(day)})`} AS newest
        FROM ${sql.table(table)} WHERE superseded_in IS NULL`,
    );
    const [[bars], tables, imports] = await Promise.all([
      reads.rows(sql<{ rows: number; from: IsoDate | null; to: IsoDate | null; bytes: number }>`
        SELECT coalesce(
            nullif((SELECT sum(bars) FROM session_bars), 0),
            (SELECT sum(inserted) FROM batches WHERE dataset = 'prices'),
            0
          ) AS rows,
          (SELECT min(day) FROM bars WHERE superseded_in IS NULL) AS from,
          (SELECT max(day) FROM bars WHERE superseded_in IS NULL) AS to,
          pg_database_size(current_database()) AS bytes`),
      reads.rows(sql<TableRow>`${sql.join(counted, sql` UNION ALL `)}`),
      reads.rows(sql<ImportCounts & { readonly dataset: string }>`
        SELECT dataset, sum(rows_read - refused) AS accepted, sum(refused) AS refused,
          array_agg(DISTINCT source) FILTER (WHERE inserted + updated > 0) AS sources,
          coalesce(sum(flags), 0) AS flagged
        FROM batches
        LEFT JOIN (SELECT batch_id, count(*) AS flags FROM flagged_rows GROUP BY batch_id) AS flagged
          ON batch_id = id
        GROUP BY dataset`),
    ]);
    const { rows, from, to, bytes } = bars;
    const known: readonly TableRow[] = [{ dataset: 'PRICES', rows, newest: to }, ...tables];
    return {
      ...{ bytes, from, to },
      tables: new Map(known.map((table) => [table.dataset, table])),
      imports: new Map(imports.map((one) => [one.dataset, one])),
    };
  };
  return onceLoader(read);
}
