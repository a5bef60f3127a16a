import type pg from 'pg';
import { copyInto } from '../../database/copy.js';
import { inTransaction } from '../../database/transaction.js';
import type { Day } from '../../scoring/names.js';
import { isoOf } from '../day.js';
import type { Refusal } from '../imports/refusal.js';

/** What a batch changed. */
export interface BatchChanges {
  readonly inserted: number;
  readonly updated: number;
  /** The first day whose scores may differ; -Infinity: all; null: none. */
  readonly touchesFrom: Day | null;
}

/**
 * Is told of facts that touch scores, in the transaction that records them.
 *
 * @param touchesFrom the first day whose scores may differ; -Infinity: all
 */
export type OnRecorded = (client: pg.ClientBase, touchesFrom: Day) => Promise<void>;

/** A file as read: its rows without the header, and those of them that were refused. */
export interface ReadFile {
  readonly file: string;
  readonly rows: number;
  readonly refusals: readonly Refusal[];
}

/** What became of a file's rows. */
export interface ImportedFile {
  readonly file: string;
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  /** Rows that say what is known already, repeated ones of the same file included. */
  readonly unchanged: number;
  readonly refusals: readonly Refusal[];
}

/** The newest batch; 0 where nothing was imported yet. */
export async function newestBatch(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM batches');
  return rows[0].id;
}

/**
 * Records one file as one batch in one transaction: its facts, what they touch, and what was refused. To be
 * called under the lock of facts, so that batches are contiguous and ascend in the order of their commits.
 *
 * @param onRecorded called in the same transaction if the batch touches scores
 */
export async function recordBatch(
  client: pg.ClientBase,
  { file, rows, refusals }: ReadFile,
  record: (batch: number) => Promise<BatchChanges>,
  onRecorded?: OnRecorded,
): Promise<ImportedFile> {
  return inTransaction(client, async () => {
    const batch = (await newestBatch(client)) + 1;
    const { inserted, updated, touchesFrom } = await record(batch);
    const unchanged = rows - inserted - updated - refusals.length;
    await client.query(
      `INSERT INTO batches (id, file, rows_read, inserted, updated, unchanged, refused, touches_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [batch, file, rows, inserted, updated, unchanged, refusals.length, dateText(touchesFrom)],
    );
    await copyInto(
      client,
      'refusals',
      ['batch_id', 'line', 'column_name', 'value', 'rule', 'reason'],
      refusals,
      (writer, { line, column, value, rule, reason }) => {
        writer.int4(batch);
        writer.int4(line);
        writer.text(column);
        // A text of PostgreSQL holds no zero byte; nor does a file that was read.
        writer.text(value);
        writer.text(rule);
        writer.text(reason);
      },
    );
    if (touchesFrom !== null) await onRecorded?.(client, touchesFrom);
    return { file, read: rows, inserted, updated, unchanged, refusals };
  });
}

const dateText = (day: Day | null): string | null =>
  day === null ? null : day === -Infinity ? '-infinity' : isoOf(day);
