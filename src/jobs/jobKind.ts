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
}
