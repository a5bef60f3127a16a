import type pg from 'pg';
import { DATASETS } from '../market/datasets/datasets.js';

/** What all imports of a dataset did. */
export interface DatasetImports {
  /** Batches that were recorded, and files that were refused as a whole. */
  readonly recorded: number;
  readonly refused: number;
  readonly rowsAccepted: number;
  readonly rowsRefused: number;
  readonly flags: number;
  /** When the last batch was recorded. */
  readonly lastAt: Date | null;
}

interface Counted extends DatasetImports {
  readonly dataset: string;
  readonly newest: number;
}

const NONE: DatasetImports = {
  recorded: 0,
  refused: 0,
  rowsAccepted: 0,
  rowsRefused: 0,
  flags: 0,
  lastAt: null,
};

/**
 * Counts imports by dataset. Batches are only added and their ids ascend in the order of commits, so each look reads those
 * since the last one.
 */
export class ImportCounts {
  /** Each dataset is there before its first import, so that this shows as an increase. */
  readonly #byDataset = new Map<string, DatasetImports>(DATASETS.map(({ name }) => [name, NONE]));
  #newest = 0;

  async read(client: pg.Pool): Promise<ReadonlyMap<string, DatasetImports>> {
    const { rows } = await client.query<Counted>(
      `SELECT dataset, max(id) AS newest,
         count(*) FILTER (WHERE error IS NULL) AS recorded, count(error) AS refused,
         sum(rows_read - refused) AS "rowsAccepted", sum(refused) AS "rowsRefused",
         coalesce(sum(flags), 0) AS flags, max(recorded_at) FILTER (WHERE error IS NULL) AS "lastAt"
       FROM batches
       LEFT JOIN (
         SELECT batch_id, count(*) AS flags FROM flagged_rows WHERE batch_id > $1 GROUP BY batch_id
       ) AS flagged ON batch_id = id
       WHERE id > $1
       GROUP BY dataset`,
      [this.#newest],
    );
    for (const { dataset, newest, ...added } of rows) {
      this.#byDataset.set(dataset, sumOf(this.#byDataset.get(dataset) ?? NONE, added));
      this.#newest = Math.max(this.#newest, newest);
    }
    return this.#byDataset;
  }
}

function sumOf(former: DatasetImports, added: DatasetImports): DatasetImports {
  return {
    recorded: former.recorded + added.recorded,
    refused: former.refused + added.refused,
    rowsAccepted: former.rowsAccepted + added.rowsAccepted,
    rowsRefused: former.rowsRefused + added.rowsRefused,
    flags: former.flags + added.flags,
    lastAt: added.lastAt ?? former.lastAt,
  };
}
