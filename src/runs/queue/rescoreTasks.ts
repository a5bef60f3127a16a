import type pg from 'pg';
import { isPassing } from '../../database/isPassing.js';
import { withLock } from '../../database/transaction.js';
import { KeptBars } from '../../market/store/keptBars.js';
import { KeptFacts } from '../../market/store/keptFacts.js';
import { queueJob } from '../../market/store/queueJob.js';
import type { IsoDate, Mode } from '../../scoring/names.js';
import { UserError } from '../../userError.js';
import { scoreUnderLock, type ScoredSpan, type SpanOptions } from '../scoreSpan.js';
import type { ScoringSetup } from '../scoringSetup.js';
import type { QueueLog } from './queueLog.js';

/** Days of a backfill that one job scores: seconds, after which the newest session may have its turn. */
const DAYS_PER_JOB = 100;
/** Nothing of what failed is shown to whoever reads the run. */
const FAILED = 'The scoring failed; the log of the service says why.';

export interface TaskOptions {
  /** The time, for tests; that of the database where not given. */
  readonly now?: (() => Date) | undefined;
  /** Days of a backfill per job; for tests. */
  readonly daysPerJob?: number | undefined;
  /** Ends the waiting for somebody else who scores; work that has begun may go on for some seconds. */
  readonly stopping: AbortSignal;
}

/**
 * What jobs do, one at a time in all processes. Each does its work from the state of the store alone: done twice, it
 * finds nothing to do the second time.
 */
export class RescoreTasks {
  readonly #kept = { facts: new KeptFacts(), bars: new KeptBars() };

  constructor(
    private readonly pool: pg.Pool,
    private readonly setup: ScoringSetup,
    private readonly log: QueueLog,
    private readonly options: TaskOptions,
  ) {}

  /**
   * Makes a run that waits, and one that a worker had begun before it died.
   *
   * @throws Error where another attempt is worth it
   */
  async rescore({ runId }: { readonly runId: number }, signal: AbortSignal): Promise<void> {
    await this.#underLock(async (writer) => {
      const run = await begin(writer, runId);
      if (run === null) return;
      try {
        const { day, mode } = run;
        await this.#score(writer, signal, {
          from: day,
          to: day,
          mode: mode ?? undefined,
          run: runId,
          again: true,
        });
      } catch (error) {
        this.#throwPassing(error, signal);
        // Not over the connection that failed.
        await this.pool.query(
          `UPDATE runs SET status = 'FAILED', error = $2, finished_at = clock_timestamp() WHERE id = $1`,
          [runId, error instanceof UserError ? error.message : FAILED],
        );
        this.log.error({ err: error, runId }, 'a run failed');
      }
    });
  }

  /**
   * Scores the newest session where its facts are not those of its scores any more, and then others for which that is
   * so: some of them, and queues the rest, so that the newest one never waits for long.
   *
   * @param from the first session of the rest
   * @throws Error where another attempt is worth it
   */
  async rescoreOutdated({ from }: { readonly from?: IsoDate }, signal: AbortSignal): Promise<void> {
    await this.#underLock(async (writer) => {
      try {
        await this.#score(writer, signal, { onlyLast: true });
        const { next } = await this.#score(writer, signal, {
          from,
          most: this.options.daysPerJob ?? DAYS_PER_JOB,
        });
        // From there on, and not from the beginning: days that cannot be scored stay outdated.
        if (next !== undefined) await queueRest(writer, next);
      } catch (error) {
        this.#throwPassing(error, signal);
        // Another attempt would fail in the same way; the next import makes one in any case.
        if (error instanceof UserError) this.log.info({ reason: error.message }, 'nothing was rescored');
        else this.log.error({ err: error }, 'rescoring failed');
      }
    });
  }

  /**
   * A scoring from the command line may hold the lock for minutes. Whoever works on a job holds it; so a job whose
   * worker is gone can be told by it (recoverJobs.ts).
   */
  #underLock(work: (writer: pg.ClientBase) => Promise<void>): Promise<void> {
    return withLock(this.pool, 'runs', work, this.options.stopping);
  }

  async #score(writer: pg.ClientBase, signal: AbortSignal, options: SpanOptions): Promise<ScoredSpan> {
    const { now } = this.options;
    const scored = await scoreUnderLock(this.pool, writer, this.setup, {
      ...options,
      now,
      kept: this.#kept,
      onProgress: () => signal.throwIfAborted(),
    });
    const { runs } = scored;
    if (runs.length > 0) {
      const changed = runs.reduce((sum, run) => sum + run.changed, 0);
      const [first, last] = [runs[0].day, runs[runs.length - 1].day];
      this.log.info({ runs: runs.length, first, last, changed }, 'rescored');
    }
    return scored;
  }

  #throwPassing(error: unknown, signal: AbortSignal): void {
    if (signal.aborted || isPassing(error)) throw error;
  }
}

/** Null where it was made already. */
async function begin(
  client: pg.ClientBase,
  runId: number,
): Promise<{ readonly day: IsoDate; readonly mode: Mode | null } | null> {
  const { rows } = await client.query<{ day: IsoDate; mode: Mode | null }>(
    `UPDATE runs SET status = 'RUNNING', started_at = clock_timestamp()
     WHERE id = $1 AND status IN ('QUEUED', 'RUNNING') RETURNING day::text AS day, mode`,
    [runId],
  );
  return rows[0] ?? null;
}

function queueRest(client: pg.ClientBase, from: IsoDate): Promise<void> {
  return queueJob(client, {
    task: 'rescore_outdated',
    payload: { from },
    key: 'rescore_outdated rest',
    priority: 1,
  });
}
