import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import { isPassing } from '../../database/isPassing.js';
import { sqlOver } from '../../database/sqlOver.js';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import { CANCELLED_BECAUSE } from '../../jobs/cancelled.js';
import type { Job, Task } from '../../jobs/task.js';
import { UserError } from '../../userError.js';
import { beginRebalance, type BegunRebalance } from '../rebalances/begunRebalance.js';
import { Cancelled } from '../rebalances/cancelled.js';
import { doPortfolios } from '../rebalances/doPortfolios.js';
import { noteModel } from '../rebalances/noteModel.js';
import { rebalanceJob, type RebalancePayload } from '../rebalances/rebalanceJob.js';
import type { RebalanceServices } from '../rebalances/rebalanceServices.js';

/** The message that readers of a failed rebalance get in place of an internal error. */
const FAILED = 'The rebalance failed; the log of the service says why.';
/** Why a rebalance failed whose job says nothing. */
const ENDED = 'The worker ended before the rebalance was done, also when it was tried again.';

/**
 * Rebalances the portfolios of a model, or those that are left of one whose worker died meanwhile. Portfolios that are done
 * stay as they are.
 */
export const rebalanceModel: Task<RebalancePayload, RebalanceServices> = {
  ...rebalanceJob,
  timeoutMs: 3_600_000,
  settle: (client) => endGivenUp(client),
  async run({ rebalanceId, asOf }, job) {
    const begun = await beginRebalance(job.pool, rebalanceId);
    if (begun === null) return;
    try {
      await doPortfolios(begun, asOf, job);
      await finish(job.pool, begun);
    } catch (error) {
      if (error instanceof Cancelled) return;
      if (job.signal.aborted || isPassing(error)) throw error;
      await fail(job, begun, error);
    }
  },
};

/** Ends the rebalance, and notes it on the model. */
async function finish(pool: pg.Pool, { id, owner, modelId, modelVersion }: BegunRebalance): Promise<void> {
  await withConnection(pool, (client) =>
    inTransaction(client, async () => {
      const ended = await sqlOver(
        client,
        sql<{ id: number }>`UPDATE rebalances AS rebalance
          SET status = 'SUCCEEDED', finished_at = clock_timestamp()
          WHERE ${owned('rebalance', owner)} AND rebalance.id = ${id}::int4 AND rebalance.status = 'RUNNING'
          RETURNING rebalance.id`,
      );
      if (ended.length > 0 && modelId !== null) await noteModel(client, owner, modelId, modelVersion);
    }),
  );
}

async function fail(
  job: Job<RebalanceServices>,
  { id, owner }: BegunRebalance,
  error: unknown,
): Promise<void> {
  const level = error instanceof UserError ? 'info' : 'error';
  job.log[level]({ err: error, rebalanceId: id }, 'the rebalance of a model failed');
  await sqlOver(
    job.pool,
    sql<object>`UPDATE rebalances AS rebalance SET status = 'FAILED', finished_at = clock_timestamp(),
        error = ${error instanceof UserError ? error.message : FAILED}
      WHERE ${owned('rebalance', owner)} AND rebalance.id = ${id}::int4 AND rebalance.status = 'RUNNING'`,
  );
}

/** A job that failed while it could not reach the store, or was killed at its last attempt, could not say so. */
async function endGivenUp(client: pg.ClientBase): Promise<void> {
  await sqlOver(
    client,
    sql<object>`UPDATE rebalances AS rebalance SET finished_at = clock_timestamp(),
        status = CASE WHEN job.last_error = ${CANCELLED_BECAUSE} THEN 'CANCELLED' ELSE 'FAILED' END,
        error = CASE WHEN job.last_error = ${CANCELLED_BECAUSE} THEN NULL ELSE coalesce(job.last_error, ${ENDED}) END
      FROM rebalances AS given_up LEFT JOIN graphile_worker.jobs AS job
        ON job.task_identifier = ${rebalanceJob.name} AND job.key = 'rebalance ' || given_up.id
      WHERE given_up.status IN ('QUEUED', 'RUNNING') AND rebalance.id = given_up.id
        AND rebalance.status IN ('QUEUED', 'RUNNING')
        AND (job.key IS NULL OR (job.locked_at IS NULL AND job.attempts >= job.max_attempts))`,
  );
}
