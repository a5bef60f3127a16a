import { sql } from 'kysely';
import { z } from 'zod';
import { sqlOver } from '../../database/sqlOver.js';
import type { Task } from '../../jobs/task.js';
import { UPKEEP } from '../../jobs/upkeep.js';
import { KEPT_DAYS } from '../rebalances/idempotency.js';

/** Forgets the keys of rebalances that were given more than 30 days ago. */
export const forgetRebalanceKeys: Task<object> = {
  name: 'forget_rebalance_keys',
  queue: UPKEEP,
  payload: z.object({}),
  attempts: 3,
  timeoutMs: 600_000,
  cron: { at: '20 3 * * *' },
  async run(_payload, { pool }) {
    await sqlOver(
      pool,
      sql<object>`UPDATE rebalances SET idempotency_key = NULL, idempotency_hash = NULL
        WHERE idempotency_key IS NOT NULL AND created_at <= now() - make_interval(days => ${KEPT_DAYS}::int4)`,
    );
  },
};
