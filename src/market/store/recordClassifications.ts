import type pg from 'pg';
import { classifications } from '../datasets/classifications.js';
import { earliestOf } from '../day.js';
import type { Classification } from '../facts.js';
import type { FileFacts } from '../imports/readFile.js';
import type { BatchChanges } from './recordBatch.js';
import { factsAsRecorded, recordFacts } from './recordFacts.js';
import { stockIds } from './stockIds.js';

/**
 * Records rows of classifications.csv as of a batch. A row touches the scores from its day on; the oldest row of a
 * company counts for all days before it, too.
 *
 * @param client is in the transaction of the batch
 */
export async function recordClassifications(
  client: pg.ClientBase,
  { facts }: Pick<FileFacts<Classification>, 'facts'>,
  batch: number,
): Promise<BatchChanges> {
  const ids = await stockIds(client);
  const { inserted, updated, written } = await recordFacts(client, classifications.table, facts, ids, batch);
  const current = classifications.group(
    (await factsAsRecorded(client, classifications.table, ids)).filter(({ ofCompany }) => !ofCompany),
  );
  const touched = written.map(({ ticker, from }) =>
    (current.get(ticker) ?? []).some((row) => row.from < from) ? from : -Infinity,
  );
  return { inserted: inserted.length, updated: updated.length, touchesFrom: earliestOf(touched) };
}
