import { Counter, type Registry } from 'prom-client';

/** The attempts of jobs that ended in this process. */
export interface AttemptCounts {
  /** Returns the attempts of a task by their results, those without attempts included. */
  of(task: string): Readonly<Record<string, number>>;
}

/**
 * Adds what the workers of this process did to the metrics.
 *
 * @param tasks the names of all tasks, which have series also before their first job
 */
export function measureAttempts(registry: Registry, attempts: AttemptCounts, tasks: readonly string[]): void {
  new Counter({
    name: 'greyoak_job_attempts_total',
    help: 'Attempts of jobs that ended in this process: succeeded, to be tried again, given up, or given back by a worker that stopped.',
    labelNames: ['task', 'result'],
    registers: [registry],
    collect() {
      // The counts are totals, and a counter can only be added to.
      this.reset();
      for (const task of tasks) {
        for (const [result, count] of Object.entries(attempts.of(task))) this.inc({ task, result }, count);
      }
    },
  });
}
