import type { Database } from '../../../src/database/database.js';
import type { Workers } from '../../../src/jobs/startWorkers.js';
import { createRunServices, type RunServices } from '../../../src/runs/runServices.js';
import type { ScoringSetup } from '../../../src/runs/scoringSetup.js';
import { rescore } from '../../../src/runs/tasks/rescore.js';
import { rescoreOutdated } from '../../../src/runs/tasks/rescoreOutdated.js';
import { start } from '../jobs/workers.js';
import { eventually } from '../time/eventually.js';

export { logged, stop as stopWorker, stopAll as stopWorkers } from '../jobs/workers.js';

type WorkerOptions = Pick<RunServices, 'now' | 'daysPerJob' | 'othersInMs'> & { readonly recoverMs?: number };

/**
 * Starts workers for the tasks of runs, which look for jobs often. Tasks of other rooms need services that are not here, so that
 * those of a timetable would fail whenever their minute came.
 */
export async function startWorker(
  database: Database,
  setup: ScoringSetup,
  { recoverMs = 200, ...options }: WorkerOptions = {},
): Promise<Workers> {
  const services = createRunServices(setup, options);
  return start(database, [rescore, rescoreOutdated], { services, pollMs: 50, recoverMs });
}

export interface JobRow {
  readonly task: string;
  readonly key: string | null;
  readonly run_at: Date;
  readonly locked: boolean;
}

/** The jobs of runs that wait or run. Those of other rooms, such as evaluations of alerts, have no worker here. */
export async function jobsOf({ pool }: Database): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    `SELECT task_identifier AS task, key, run_at, locked_at IS NOT NULL AS locked FROM graphile_worker.jobs
     WHERE (attempts < max_attempts OR locked_at IS NOT NULL) AND task_identifier = ANY ($1)
     ORDER BY priority, run_at, id`,
    [[rescore.name, rescoreOutdated.name]],
  );
  return rows;
}

/** Resolves when no job is due or runs. */
export async function queueIsIdle(database: Database): Promise<void> {
  await eventually(async () => {
    const jobs = await jobsOf(database);
    return jobs.every(({ run_at, locked }) => !locked && run_at.getTime() > Date.now());
  });
}

export interface RunSummary {
  readonly id: number;
  readonly day: string;
  readonly mode: string | null;
  readonly status: string;
}

/** Runs in the order in which they were finished, unfinished ones last. */
export async function runsOf({ pool }: Database, after = 0): Promise<RunSummary[]> {
  const { rows } = await pool.query<RunSummary>(
    'SELECT id, day, mode, status FROM runs WHERE id > $1 ORDER BY finished_at, id',
    [after],
  );
  return rows;
}

export async function newestRun({ pool }: Database): Promise<number> {
  const { rows } = await pool.query<{ id: number }>('SELECT max(id) AS id FROM runs');
  return rows[0].id;
}
