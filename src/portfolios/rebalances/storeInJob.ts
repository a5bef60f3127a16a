import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../access/owned.js';
import { sqlOver } from '../../database/sqlOver.js';
import { inTransaction } from '../../database/transaction.js';
import { withConnection } from '../../database/withConnection.js';
import { UserError } from '../../userError.js';
import type { BegunRebalance } from './begunRebalance.js';
import { Cancelled } from './cancelled.js';
import { Outdated } from './outdated.js';

/**
 * Stores something of a rebalance that runs, in one transaction, in which neither the rebalance nor its model changes.
 *
 * @param work returns false where it does not count, and is rolled back
 * @returns what `work` returns
 * @throws Cancelled where the rebalance does not run any more; UserError where the model was changed or deleted
 */
export async function storeInJob(
  pool: pg.Pool,
  begun: BegunRebalance,
  work: (client: pg.ClientBase) => Promise<boolean>,
): Promise<boolean> {
  try {
    await withConnection(pool, (client) =>
      inTransaction(client, async () => {
        await requireRunning(client, begun);
        await requireModel(client, begun);
        if (!(await work(client))) throw new Outdated();
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof Outdated) return false;
    throw error;
  }
}

async function requireRunning(client: pg.ClientBase, { id, owner }: BegunRebalance): Promise<void> {
  const running = await sqlOver(
    client,
    sql<{ id: number }>`SELECT rebalance.id FROM rebalances AS rebalance
      WHERE ${owned('rebalance', owner)} AND rebalance.id = ${id}::int4 AND rebalance.status = 'RUNNING' FOR SHARE`,
  );
  if (running.length === 0) throw new Cancelled();
}

async function requireModel(
  client: pg.ClientBase,
  { owner, modelId, modelVersion }: BegunRebalance,
): Promise<void> {
  const models = await sqlOver(
    client,
    sql<{ id: number }>`SELECT model.id FROM models AS model
      WHERE ${owned('model', owner)} AND model.id = ${modelId}::int4 AND model.version = ${modelVersion}::int4 FOR SHARE`,
  );
  if (models.length > 0) return;
  throw new UserError(
    'The model was changed or deleted before all of its portfolios were rebalanced: look at those that are done, and ' +
      'rebalance the model again.',
  );
}
