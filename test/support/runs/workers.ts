import type { Database } from '../../../src/database/database.js';
import { findTasks } from '../../../src/jobs/findTasks.js';
import type { JobLog } from '../../../src/jobs/jobLog.js';
import { startWorkers, type Workers } from '../../../src/jobs/startWorkers.js';
import { createRunServices, type RunServices } from '../../../src/runs/runServices.js';
import type { ScoringSetup } from '../../../src/runs/scoringSetup.js';
import { eventually } from '../time/eventually.js';

/** Messages that workers logged since the last stopWorkers, except for those of the level debug. */
export const logged: string[] = [];

const note = (_fields: object, message: string) => void logged.push(message);
const log: JobLog = { debug: () => undefined, info: note, warn: note, error: note };

const running = new Set<Workers>();

type WorkerOptions = Pick<RunServices, 'now' | 'daysPerJob' | 'othersInMs'> & { readonly recoverMs?: number };

/** Starts workers for all tasks, which look for jobs often. */
export async function startWorker(
  database: Database,
  setup: ScoringSetup,
  { recoverMs = 200, ...options }: WorkerOptions = {},
): Promise<Workers> {
  const tasks = await findTasks(new URL('../../../src/', import.meta.url));
  const services = createRunServices(setup, options);
  const worker = await startWorkers(database, tasks, log, { services, pollMs: 50, recoverMs });
  running.add(worker);
  return worker;
}

export async function stopWorker(worker: Workers): Promise<void> {
  running.delete(worker);
  await worker.stop();
}

/** To be called in afterEach, before databases are closed. */
export async function stopWorkers(): Promise<void> {
  await Promise.all([...running].map(stopWorker));
  logged.length = 0;
}

export interface JobRow {
  readonly task: string;
  readonly key: string | null;
  readonly run_at: Date;
  readonly locked: boolean;
}

export async function jobsOf({ pool }: Database): Promise<JobRow[]> {
  const { rows } = await pool.query<JobRow>(
    `SELECT task_identifier AS task, key, run_at, locked_at IS NOT NULL AS locked FROM graphile_worker.jobs
     WHERE attempts < max_attempts OR locked_at IS NOT NULL ORDER BY priority, run_at, id`,
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
