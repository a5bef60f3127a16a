import type pg from 'pg';
import { NO_ACTOR, type Actor, type AuditDetails } from '../../access/audit/auditEntry.js';
import { recordAudit } from '../../access/audit/recordAudit.js';
import { copyInto } from '../../database/copy.js';
import { inTransaction } from '../../database/transaction.js';
import type { Day } from '../../scoring/names.js';
import { actions } from '../datasets/actions.js';
import { symbols } from '../datasets/symbols.js';
import { withdrawals } from '../datasets/withdrawals.js';
import { dayOf } from '../day.js';
import type { LeftOutRows } from '../imports/readFile.js';
import { byLine, type Flag, type Refusal } from '../imports/refusal.js';
import { sqlDate } from './sqlDate.js';
import { touchedBefore } from './touchedBefore.js';
import { stockIds } from './stockIds.js';

/** What a batch changed. */
export interface BatchChanges {
  readonly inserted: number;
  readonly updated: number;
  /** The first day whose scores may differ; -Infinity means all days, null none. */
  readonly touchesFrom: Day | null;
  /** Rows that were refused because of what the store has. */
  readonly refusals?: readonly Refusal[];
  /** Rows that went in, and are odd. */
  readonly flags?: readonly Flag[];
}

/**
 * Called with facts that touch scores, in the transaction that records them.
 *
 * @param touchesFrom the first day whose scores may differ; -Infinity: all
 */
export type OnRecorded = (client: pg.ClientBase, touchesFrom: Day) => Promise<void>;

/** What a batch is made from. */
export interface GivenRows {
  /** The dataset that the rows belong to. */
  readonly dataset: string;
  /** The origin of the rows: the name of a file, `recordBars` or `recordMetrics`, or the name of a feed. */
  readonly source: string;
  /** Rows without a header, refused ones included. */
  readonly rows: number;
  readonly refusals: readonly Refusal[];
  /** How the rows were given; CSV where it is left out. */
  readonly format?: string;
  /** Rows that are not among them, because no fact is read from such rows. */
  readonly leftOut?: readonly LeftOutRows[];
  /** Flags that the file itself gave reason for. */
  readonly flags?: readonly Flag[];
  /** Why the rows were refused as a whole; left out where they were not. */
  readonly error?: string;
}

/** Who records a batch, for the audit. */
export interface RecordedBy {
  readonly action: 'IMPORTED' | 'BARS_RECORDED' | 'FIGURES_RECORDED' | 'WITHDRAWN';
  readonly actor: Actor;
  /** What the entry says besides counts: ids and names of fields. */
  readonly details?: AuditDetails;
}

/** An import of the command line, or of the service itself. */
export const BY_IMPORT: RecordedBy = { action: 'IMPORTED', actor: NO_ACTOR };

/** What became of the rows of a batch. */
export interface ImportedFile {
  /** The source of the batch. */
  readonly file: string;
  readonly dataset: string;
  /** How the rows were given. */
  readonly format: string;
  readonly batch: number;
  /** Rows of the file that are not among those read, because no fact is read from such rows. */
  readonly leftOut: readonly LeftOutRows[];
  readonly read: number;
  readonly inserted: number;
  readonly updated: number;
  /** Rows that say what was known already, including repeated rows of the batch itself. */
  readonly unchanged: number;
  readonly refusals: readonly Refusal[];
  readonly flags: readonly Flag[];
  /** The first day whose scores may differ; -Infinity: all days; null: none. */
  readonly touchesFrom: Day | null;
}

/** Returns the number of the newest batch; 0 where nothing was imported yet. */
export async function newestBatch(client: pg.ClientBase | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM batches');
  return rows[0].id;
}

/** The datasets whose batches may add, change or end actions. */
const MOVE_ACTIONS: ReadonlySet<string> = new Set([actions, symbols, withdrawals].map(({ name }) => name));

/**
 * Records rows as one batch in one transaction: their facts, the days that they touch, and the refused rows.
 *
 * @param client holds the lock of facts, so that batches have no gaps and ascend in the order of their commits
 * @param record stores the facts as of a batch
 * @param onRecorded called in the same transaction if the batch touches scores
 * @param by who records it; the entry of the audit is part of the transaction
 */
export async function recordBatch(
  client: pg.ClientBase,
  given: GivenRows,
  record: (batch: number) => Promise<BatchChanges>,
  onRecorded?: OnRecorded,
  by: RecordedBy = BY_IMPORT,
): Promise<ImportedFile> {
  const { dataset, source, rows, refusals: refusedBefore, format = 'CSV', leftOut = [], error } = given;
  return inTransaction(client, async () => {
    const batch = (await newestBatch(client)) + 1;
    const changes = await record(batch);
    const { inserted, updated, refusals: refusedNow = [] } = changes;
    const touchesFrom =
      changes.touchesFrom === null || !MOVE_ACTIONS.has(dataset)
        ? changes.touchesFrom
        : Math.min(changes.touchesFrom, await touchedBefore(client, batch));
    const flags = [...(given.flags ?? []), ...(changes.flags ?? [])];
    const refusals = [...refusedBefore, ...refusedNow].sort(byLine);
    const unchanged = rows - inserted - updated - refusals.length;
    await client.query(
      `INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused, touches_from, format,
         error, by_user, left_out)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[batch, dataset, source, rows, inserted, updated, unchanged, refusals.length],
        ...[touchesFrom === null ? null : sqlDate(touchesFrom), format, error ?? null, by.actor.userId],
        JSON.stringify(leftOut),
      ],
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
        // Neither a text of PostgreSQL nor a file that was read holds a zero byte.
        writer.text(value);
        writer.text(rule);
        writer.text(reason);
      },
    );
    await writeFlags(client, batch, flags);
    if (touchesFrom !== null) await onRecorded?.(client, touchesFrom);
    await recordAudit(client, {
      ...{ ...by, result: error === undefined ? 'DONE' : 'FAILED', subject: `Batch:${batch}` },
      details: { dataset, rows, inserted, updated, unchanged, refused: refusals.length, ...by.details },
    });
    return {
      file: source,
      dataset,
      format,
      batch,
      leftOut,
      read: rows,
      inserted,
      updated,
      unchanged,
      refusals,
      flags,
      touchesFrom,
    };
  });
}

async function writeFlags(client: pg.ClientBase, batch: number, flags: readonly Flag[]): Promise<void> {
  if (flags.length === 0) return;
  const { idOf } = await stockIds(client);
  await copyInto(
    client,
    'flagged_rows',
    ['batch_id', 'line', 'kind', 'stock_id', 'day', 'metric', 'detail'],
    flags,
    (writer, { line, kind, ticker, date, metric, detail }) => {
      writer.int4(batch);
      writer.int4(line);
      writer.text(kind);
      writer.int4(ticker === '' ? NaN : idOf(ticker));
      writer.date(date === '' ? NaN : dayOf(date));
      writer.text(metric);
      writer.text(detail);
    },
  );
}
