import type pg from 'pg';
import { classifications } from '../datasets/classifications.js';
import { companies } from '../datasets/companies.js';
import { DATASETS } from '../datasets/datasets.js';
import { symbols } from '../datasets/symbols.js';

/** The datasets whose facts a batch of another one may change, too. */
const ALSO_CHANGED: ReadonlyMap<string, readonly string[]> = new Map([
  // A changed industry is kept as a dated classification.
  [companies.name, [classifications.name]],
  // A rename moves all facts of a stock.
  [symbols.name, DATASETS.map(({ name }) => name)],
]);

/** Returns the datasets that batches changed, by withdrawals too: those after one batch, up to another one. */
export async function datasetsBetween(
  client: pg.ClientBase,
  after: number,
  to: number,
): Promise<Set<string>> {
  const { rows } = await client.query<{ dataset: string }>(
    `SELECT dataset FROM batches WHERE id > $1 AND id <= $2 AND inserted + updated > 0
     UNION SELECT dataset FROM withdrawals WHERE recorded_in > $1 AND recorded_in <= $2`,
    [after, to],
  );
  return new Set(rows.flatMap(({ dataset }) => [dataset, ...(ALSO_CHANGED.get(dataset) ?? [])]));
}
