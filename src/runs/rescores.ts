import type pg from 'pg';
import type { Actor } from '../access/audit/auditEntry.js';
import { recordAudit } from '../access/audit/recordAudit.js';
import { recordingFailure } from '../access/audit/recordingFailure.js';
import type { Database } from '../database/database.js';
import { RUN_COLUMNS, type RunRow } from '../database/runRow.js';
import { inTransaction } from '../database/transaction.js';
import { dayInIndia, isoOf } from '../market/day.js';
import { importBars, type GivenBar } from '../market/store/importBars.js';
import { importFigures, type GivenFigure } from '../market/store/importFigures.js';
import { withdrawFacts, type GivenWithdrawal, type WithdrawnFacts } from '../market/store/withdrawFacts.js';
import { newestBatch, type ImportedFile } from '../market/store/recordBatch.js';
import { stockIds } from '../market/store/stockIds.js';
import { storedSessions } from '../market/store/storedCalendar.js';
import type { IsoDate, Mode } from '../scoring/names.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { VERSION } from '../version.js';
import { queueOutdated } from './outdatedJob.js';
import { queueRun } from './rescoreJob.js';
import { storeSetup, type ScoringSetup } from './scoringSetup.js';
import { setupFor } from './setupFor.js';
import { setupsOf } from './setupsOf.js';
import { sessionsToScore } from './due/sessionsToScore.js';

/** The day and mode that a client asks to score again. */
export interface RescoreRequest {
  /** Null: the newest session with prices. */
  readonly on: IsoDate | null;
  /** Null: both modes. */
  readonly mode: Mode | null;
  /** The name of the method; null or left out: the default one. */
  readonly method?: string | null;
}

/** Takes requests to score days again, by their dates or by new bars, and enqueues them for workers. */
export class Rescores {
  constructor(
    private readonly database: Pick<Database, 'pool' | 'writers'>,
    private readonly setup: ScoringSetup,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Stores the rows that break no rule as one batch, and enqueues a rescore of what they touch.
   *
   * @param actor who does it, here and below
   * @param signal ends the work, and then nothing is stored
   * @throws QueueFull if too many writes wait
   */
  recordBars(rows: readonly GivenBar[], actor: Actor, signal?: AbortSignal): Promise<ImportedFile> {
    const { pool, writers } = this.database;
    const by = { action: 'BARS_RECORDED', actor } as const;
    const options = { today: dayInIndia(this.now()), onRecorded: queueOutdated, by };
    return recordingFailure(pool, by, () => importBars(writers.during(signal), rows, options));
  }

  /**
   * Stores the figures of statements that break no rule as one batch, and enqueues a rescore of what they touch.
   *
   * @param signal ends the work, and then nothing is stored
   * @throws QueueFull if too many writes wait
   */
  recordFigures(rows: readonly GivenFigure[], actor: Actor, signal?: AbortSignal): Promise<ImportedFile> {
    const { pool, writers } = this.database;
    const by = { action: 'FIGURES_RECORDED', actor } as const;
    const options = { today: dayInIndia(this.now()), onRecorded: queueOutdated, by };
    return recordingFailure(pool, by, () => importFigures(writers.during(signal), rows, options));
  }

  /**
   * Withdraws facts as a row of withdrawals.csv does, and enqueues a rescore of what they touch.
   *
   * @param signal ends the work, and then nothing is stored
   * @throws UserError if the row is refused
   * @throws QueueFull if too many writes wait
   */
  withdraw(given: GivenWithdrawal, actor: Actor, signal?: AbortSignal): Promise<WithdrawnFacts> {
    const { pool, writers } = this.database;
    const { dataset = null } = given;
    const details = { withdrawnFrom: dataset, fields: Object.keys(given).join(' ') };
    const by = { action: 'WITHDRAWN', actor, details } as const;
    const options = { today: dayInIndia(this.now()), onRecorded: queueOutdated, by };
    return recordingFailure(pool, by, () => withdrawFacts(writers.during(signal), given, options));
  }

  /**
   * Enqueues a run of one day. If a run of the same day, mode and method waits already, returns that one.
   *
   * @param signal ends the work, and then nothing is enqueued
   * @throws UserError if the store has no scores yet, the day is no session or has no prices, or the method is not scored
   * @throws QueueFull if too many writes wait
   */
  request({ on, mode, method = null }: RescoreRequest, actor: Actor, signal?: AbortSignal): Promise<RunRow> {
    const { pool, writers } = this.database;
    return recordingFailure(pool, { action: 'RESCORED', actor }, async () => {
      const setup = requireScored(this.setup, method);
      const client = await writers.during(signal).connect();
      try {
        const day = await dayToScore(client, on ?? undefined);
        for (;;) {
          const run = await inTransaction(client, () => this.#queue(client, { day, mode, setup }, actor));
          if (run !== null) return run;
        }
      } finally {
        client.release();
      }
    });
  }

  /** Returns null if a worker has just begun the run that waited. */
  async #queue(
    client: pg.ClientBase,
    { day, mode, setup }: { readonly day: IsoDate; readonly mode: Mode | null; readonly setup: ScoringSetup },
    actor: Actor,
  ): Promise<RunRow | null> {
    const record = (run: RunRow, isNew: boolean) =>
      recordAudit(client, {
        ...{ action: 'RESCORED', result: 'DONE', actor, subject: `Run:${run.id}` },
        details: { day, mode, method: setup.method.name, isNew },
      });
    await storeSetup(client, setup);
    const { rows: added } = await client.query<RunRow>(
      `INSERT INTO runs (day, mode, status, cause, read_batch, method_hash, sectors_hash, code_version)
       VALUES ($1, $2, 'QUEUED', 'REQUEST', $3, $4, $5, $6)
       ON CONFLICT (day, mode, method_hash) WHERE status = 'QUEUED' DO NOTHING RETURNING ${COLUMNS}`,
      // These are the values of now. They are replaced when the run is made.
      [day, mode, await newestBatch(client), setup.method.hash, setup.sectorsHash, VERSION],
    );
    if (added.length > 0) {
      const { id: runId } = added[0];
      await queueRun(client, runId);
      await record(added[0], true);
      return added[0];
    }
    const { rows: waiting } = await client.query<RunRow>(
      `SELECT ${COLUMNS} FROM runs
       WHERE day = $1 AND mode IS NOT DISTINCT FROM $2::mode AND method_hash = $3 AND status = 'QUEUED'`,
      [day, mode, setup.method.hash],
    );
    const run = waiting.at(0) ?? null;
    if (run !== null) await record(run, false);
    return run;
  }
}

const COLUMNS = RUN_COLUMNS.join(', ');

/** @throws UserError where the method is not scored */
function requireScored(setup: ScoringSetup, name: string | null): ScoringSetup {
  const found = setupFor(setup, name);
  if (found !== null) return found;
  const names = setupsOf(setup).map(({ method }) => method.name);
  throw new UserError(`Expected a method that is scored, ${names.join(' or ')}, got "${shown(name ?? '')}".`);
}

async function dayToScore(client: pg.ClientBase, on: IsoDate | undefined): Promise<IsoDate> {
  const { rows } = await client.query('SELECT FROM scored_days LIMIT 1');
  if (rows.length === 0) {
    throw new UserError(
      'Expected a store with scores, but no day has been scored yet: import a market with "greyoak import FOLDER", ' +
        'which scores it.',
    );
  }
  const sessions = await storedSessions(client, await stockIds(client));
  const days = await sessionsToScore(client, sessions, { from: on, to: on });
  return isoOf(days[days.length - 1]);
}
