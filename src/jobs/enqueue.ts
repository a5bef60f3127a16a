import type pg from 'pg';
import type { JobKind } from './jobKind.js';
import { payloadOf } from './payloadOf.js';

/** When and under which key a job is added. */
export interface EnqueueOptions {
  /**
   * At most one job waits under a key: a second one replaces it, its failures included. A job that already runs is
   * followed by the new one. Without a key, each call adds a job.
   */
  readonly key?: string;
  /** When the job is due; at once by default. */
  readonly due?: Date;
  /** Jobs of a lower priority number run first; 0 by default. */
  readonly priority?: number;
}

/**
 * Adds a job to the queue. Call it in the transaction that stores what the job follows from, so that a crash loses
 * neither.
 *
 * @param client the connection with the transaction, or a pool if the job follows from nothing
 * @throws UserError if the payload does not fit the task
 */
export async function enqueue<Payload>(
  client: pg.ClientBase | pg.Pool,
  task: JobKind<Payload>,
  payload: Payload,
  { key, due, priority = 0 }: EnqueueOptions = {},
): Promise<void> {
  payloadOf(task, payload);
  await client.query('SELECT queue_job($1, $2, $3, $4, $5, $6, $7)', [
    task.name,
    JSON.stringify(payload),
    key ?? null,
    due ?? null,
    priority,
    task.queue ?? null,
    task.attempts,
  ]);
}
