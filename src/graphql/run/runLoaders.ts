import DataLoader from 'dataloader';
import { RUN_COLUMNS, type RunRow } from '../../database/runRow.js';
import type { Database } from '../../database/database.js';
import type { RecomputedRun } from '../../runs/recomputedRun.js';
import type { Recomputer } from '../../runs/recomputer.js';
import type { OperationRateLimits } from '../limits/rateLimit.js';
import type { Reads } from '../reads.js';
import type { OperationRuns } from './operationRuns.js';

/** As it comes from Reads. */
type RunAsJson = Omit<RunRow, 'started_at' | 'finished_at'> &
  Readonly<Record<'started_at' | 'finished_at', Date | string | null>>;

const instant = (text: Date | string | null) => (text === null ? null : new Date(text));
const runOf = (row: RunAsJson): RunRow => ({
  ...row,
  started_at: instant(row.started_at),
  finished_at: instant(row.finished_at),
});

export function runLoader({ db }: Database, reads: Reads): DataLoader<number, RunRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows<RunAsJson>(
      db.selectFrom('runs').select(RUN_COLUMNS).where('id', 'in', ids),
    );
    const byId = new Map(rows.map((row) => [row.id, runOf(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

export interface RunListing {
  /** Newest first, before a run. */
  page(before: number | null, limit: number): Promise<readonly RunRow[]>;
  count(): Promise<number>;
}

export function runListing({ db }: Database, reads: Reads): RunListing {
  return {
    page: async (before, limit) => {
      const rows = await reads.rows<RunAsJson>(
        db
          .selectFrom('runs')
          .select(RUN_COLUMNS)
          .$if(before !== null, (query) => query.where('id', '<', before))
          .orderBy('id', 'desc')
          .limit(limit),
      );
      return rows.map(runOf);
    },
    count: async () => {
      const [{ count }] = await reads.rows(
        db.selectFrom('runs').select(({ fn }) => fn.countAll<number>().as('count')),
      );
      return count;
    },
  };
}

/**
 * Runs that are asked for together are computed together. Each that is not kept from before counts against the
 * caller's limit.
 */
export function recomputedLoader(
  recomputer: Pick<Recomputer, 'recompute' | 'isKept'>,
  runs: Pick<OperationRuns, 'get'>,
  rateLimits: OperationRateLimits,
): DataLoader<number, RecomputedRun> {
  return new DataLoader(async (ids) => {
    const refused = new Set<number>();
    let refusal: Error | undefined;
    for (const id of ids) {
      if (recomputer.isKept(id)) continue;
      // Those that follow would be refused as well.
      if (refusal === undefined)
        await rateLimits.take('components', id).catch((error: Error) => (refusal = error));
      if (refusal !== undefined) refused.add(id);
    }
    const allowed = ids.filter((id) => !refused.has(id));
    const asked = recomputer.recompute(allowed.map((id) => runs.get(id)));
    const answers = await Promise.all(asked.map((run) => run.catch((error: Error) => error)));
    const byId = new Map(allowed.map((id, k) => [id, answers[k]]));
    return ids.map((id) => byId.get(id) ?? refusal ?? new Error(`run ${id} was not computed`));
  });
}
