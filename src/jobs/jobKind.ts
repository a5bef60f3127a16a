import type pg from 'pg';
import type { z } from 'zod';

/** The part of a task that a room needs to enqueue its jobs. */
export interface JobKind<Payload = unknown> {
  /** Unique among the tasks of all rooms. It is stored with each job, so a new name orphans the jobs that wait. */
  readonly name: string;
  /** Checks payloads when they are enqueued and again when they run, as an older version may have enqueued them. */
  readonly payload: z.ZodType<Payload>;
  /** Jobs of one queue run one after another, in all processes together. Without it, jobs run side by side. */
  readonly queue?: string;
  /** How often a job is attempted, the first time included. An attempt whose worker is killed counts. */
  readonly attempts: number;
  /**
   * Lets the store say that the work of a job waits again, where it says that it was given up. It is called in the
   * transaction in which an operator retries the job.
   *
   * @returns why the work cannot be done again, as the end of "because …"; null: it can
   */
  revive?(client: pg.ClientBase, payload: Payload): Promise<string | null>;
}
