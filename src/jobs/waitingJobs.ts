import type pg from 'pg';
import { hasQueue } from './hasQueue.js';
import type { JobKind } from './jobKind.js';

interface Noted {
  readonly ids: readonly number[];
  readonly revisions: readonly number[];
}

/**
 * The jobs of a task that wait at one moment, for a caller that does their work itself: `greyoak import` scores what it
 * has imported, because no worker may be running.
 */
export class WaitingJobs {
  private constructor(
    private readonly early: Noted,
    private readonly queued: Noted,
  ) {}

  /** Reads the jobs that are due or have failed. Call it before you read the state that the work starts from. */
  static async read(client: pg.ClientBase, { name }: JobKind): Promise<WaitingJobs> {
    const noted = async (text: string): Promise<Noted> => (await client.query<Noted>(text, [name])).rows[0];
    const early = await noted(
      `SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(revision), '{}') AS revisions
       FROM early_jobs WHERE task = $1 AND coalesce(run_at <= now(), true)`,
    );
    if (!(await hasQueue(client))) return new WaitingJobs(early, { ids: [], revisions: [] });
    const queued = await noted(
      `SELECT coalesce(array_agg(id), '{}') AS ids, coalesce(array_agg(revision), '{}') AS revisions
       FROM graphile_worker.jobs
       WHERE task_identifier = $1 AND locked_at IS NULL AND (run_at <= now() OR attempts > 0)`,
    );
    return new WaitingJobs(early, queued);
  }

  /**
   * Takes the jobs from the queue, unless a worker has begun them or they were replaced since. Call it while no other
   * transaction can replace them.
   */
  async withdraw(client: pg.ClientBase): Promise<void> {
    const { early, queued } = this;
    await client.query(
      'DELETE FROM early_jobs WHERE (id, revision) IN (SELECT * FROM unnest($1::int8[], $2::int4[]))',
      [early.ids, early.revisions],
    );
    if (queued.ids.length === 0) return;
    await client.query(
      `SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs
       WHERE locked_at IS NULL AND (id, revision) IN (SELECT * FROM unnest($1::int8[], $2::int4[]))`,
      [queued.ids, queued.revisions],
    );
  }
}
