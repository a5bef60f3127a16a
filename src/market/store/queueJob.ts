import type pg from 'pg';

/** What a worker is told to do (src/runs/queue/rescoreTasks.ts). */
export type QueuedJob = {
  /** At most one job waits under a key. */
  readonly key: string;
  /** At once where not given. */
  readonly due?: Date;
  /** Jobs of a lower one go first; 0 where not given. */
  readonly priority?: number;
} & (
  | { readonly task: 'rescore'; readonly payload: { readonly runId: number } }
  | { readonly task: 'rescore_outdated'; readonly payload: { readonly from?: string } }
);

/** Adds a job to the queue. To be called in the transaction that stores what it follows from, so that neither is lost. */
export async function queueJob(
  client: pg.ClientBase,
  { task, payload, key, due, priority = 0 }: QueuedJob,
): Promise<void> {
  await client.query('SELECT queue_job($1, $2, $3, $4, $5)', [
    task,
    JSON.stringify(payload),
    key,
    due ?? null,
    priority,
  ]);
}
