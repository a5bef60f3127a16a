import type { Database } from '../../../src/database/database.js';
import type { JobLog } from '../../../src/jobs/jobLog.js';
import { readJobs, type JobRow } from '../../../src/jobs/readJobs.js';
import { startWorkers, type Workers, type WorkersOptions } from '../../../src/jobs/startWorkers.js';
import type { Task } from '../../../src/jobs/task.js';
import { eventually } from '../time/eventually.js';

/** Messages that workers logged since the last stopAll, except for those of the level debug. */
export const logged: string[] = [];

const note = (_fields: object, message: string) => void logged.push(message);
const log: JobLog = { debug: () => undefined, info: note, warn: note, error: note };
const running = new Set<Workers>();

/** How often workers look for others that are gone, in milliseconds. */
export const RECOVER_MS = 150;

/** Starts workers for some tasks, which look for jobs often. */
export async function start<Services = null>(
  database: Database,
  tasks: readonly Task<unknown, Services>[],
  options: Partial<WorkersOptions<Services>> = {},
): Promise<Workers> {
  const services = null as Services;
  const workers = await startWorkers(database, tasks, log, {
    services,
    pollMs: 30,
    recoverMs: RECOVER_MS,
    ...options,
  });
  running.add(workers);
  return workers;
}

export async function stop(workers: Workers): Promise<void> {
  running.delete(workers);
  await workers.stop();
}

/** Call it in afterEach, before databases are closed. */
export async function stopAll(): Promise<void> {
  await Promise.all([...running].map(stop));
  logged.length = 0;
}

/** Resolves with the only job of a task when that has reached a state. */
export async function jobIn({ pool }: Database, task: string, state: JobRow['state']): Promise<JobRow> {
  let found: readonly JobRow[] = [];
  await eventually(async () => {
    found = (await readJobs(pool)).filter((job) => job.task === task);
    return found.length === 1 && found[0].state === state;
  });
  return found[0];
}

/** Resolves when no job is left. */
export const untilEmpty = ({ pool }: Database): Promise<void> =>
  eventually(async () => (await readJobs(pool)).length === 0);
