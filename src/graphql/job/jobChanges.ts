import type { GraphQLError } from 'graphql';
import type pg from 'pg';
import type { Actor } from '../../access/audit/auditEntry.js';
import { audited } from '../../access/audit/audited.js';
import type { Database } from '../../database/database.js';
import { cancelJob } from '../../jobs/cancelJob.js';
import type { JobKind } from '../../jobs/jobKind.js';
import type { ListedJob } from '../../jobs/listedJobs.js';
import { retryJob, type ChangedJob } from '../../jobs/retryJob.js';
import { codedError } from '../codedError.js';
import { encodeId } from '../ids.js';
import { JOB_IDS } from './job.js';

/** Retries and cancels jobs, as operators ask for it. */
export class JobChanges {
  /** @param kinds the kinds of jobs whose work the store may say was given up */
  constructor(
    private readonly database: Pick<Database, 'pool' | 'writers'>,
    private readonly kinds: readonly JobKind[],
  ) {}

  /**
   * Makes a job due at once that has failed or was cancelled.
   *
   * @param signal ends the work, and then nothing is stored, here and below
   * @throws GraphQLError NOT_FOUND if there is no such job, CONFLICT if the job runs, has not failed, or its work cannot be done again
   */
  retry(id: number, actor: Actor, signal?: AbortSignal): Promise<ListedJob> {
    return this.#change('JOB_RETRIED', 'to retry', id, actor, signal, (client) =>
      retryJob(client, id, this.kinds),
    );
  }

  /**
   * Gives up a job that waits.
   *
   * @throws GraphQLError NOT_FOUND if there is no such job, CONFLICT if the job runs or was given up already
   */
  cancel(id: number, actor: Actor, signal?: AbortSignal): Promise<ListedJob> {
    return this.#change('JOB_CANCELLED', 'to cancel', id, actor, signal, (client) => cancelJob(client, id));
  }

  async #change(
    action: 'JOB_RETRIED' | 'JOB_CANCELLED',
    what: string,
    id: number,
    actor: Actor,
    signal: AbortSignal | undefined,
    change: (client: pg.ClientBase) => Promise<ChangedJob | null>,
  ): Promise<ListedJob> {
    const act = { action, actor, subject: `Job:${id}`, signal };
    const done = await audited(this.database, act, async (client) => {
      const changed = await change(client);
      // An error, so that the transaction is rolled back.
      if (changed === null) throw notFound(id);
      const { job, refusal } = changed;
      if (refusal !== null) {
        throw codedError(
          'CONFLICT',
          `Expected a job ${what} that ${EXPECTED[action]}, got one of the task ${job.task} that cannot be, because ${refusal}: ` +
            'read its status again.',
          { status: 409, details: { status: job.status } },
        );
      }
      return { result: job, details: { task: job.task } };
    });
    return done ?? Promise.reject(notFound(id));
  }
}

const EXPECTED = {
  JOB_RETRIED: 'has failed or was cancelled',
  JOB_CANCELLED: 'waits',
} as const;

function notFound(id: number): GraphQLError {
  return codedError(
    'NOT_FOUND',
    `Expected the id of a job in the queue, got "${encodeId(JOB_IDS, id)}": Query.jobs lists them. A job that succeeds leaves ` +
      'the queue.',
    { status: 404 },
  );
}
