import DataLoader from 'dataloader';
import { RUN_COLUMNS, type RunRow } from '../../database/runRow.js';
import type { RecomputedRun } from '../../runs/reproduce/recomputedRun.js';
import type { LoaderSources } from '../loaders.js';

/** A row as Reads returns it: instants are texts. */
type RunAsJson = Omit<RunRow, 'started_at' | 'finished_at'> &
  Readonly<Record<'started_at' | 'finished_at', Date | string | null>>;

const instant = (text: Date | string | null) => (text === null ? null : new Date(text));
const runOf = (row: RunAsJson): RunRow => ({
  ...row,
  started_at: instant(row.started_at),
  finished_at: instant(row.finished_at),
});

/** Loads runs by their ids; null where there is none. */
export function runLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<number, RunRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows<RunAsJson>(
      db.selectFrom('runs').select(RUN_COLUMNS).where('id', 'in', ids),
    );
    const byId = new Map(rows.map((row) => [row.id, runOf(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

export interface RunListing {
  /** Returns at most `limit` runs, the newest first; `before` is the id of the run that they begin after. */
  page(before: number | null, limit: number): Promise<readonly RunRow[]>;
  count(): Promise<number>;
}

/** Lists all runs, whatever their state. */
export function runListing({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): RunListing {
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

/** Points of computing a stock of a run again, with the inputs that the run read. */
const RECOMPUTED = 1;

/**
 * Loads runs with all their steps, computed again. Runs that are asked for together are computed together. Each run
 * that is not kept from before counts against the caller's limit of `components`.
 */
export function recomputedLoader({
  recomputer,
  rateLimits,
  reads,
}: Pick<LoaderSources, 'recomputer' | 'rateLimits' | 'reads'>): DataLoader<RunRow, RecomputedRun, number> {
  return new DataLoader(
    async (runs) => {
      const refused = new Set<RunRow>();
      let refusal: Error | undefined;
      for (const run of runs) {
        if (recomputer.isKept(run.id)) continue;
        // After one refusal, the others would be refused as well.
        if (refusal === undefined) {
          await rateLimits.take('components', run.id).catch((error: Error) => (refusal = error));
        }
        if (refusal !== undefined) refused.add(run);
        else reads.counts.work += (run.total ?? 0) * RECOMPUTED;
      }
      const allowed = runs.filter((run) => !refused.has(run));
      const asked = recomputer.recompute(allowed);
      const answers = await Promise.all(asked.map((run) => run.catch((error: Error) => error)));
      const byRun = new Map(allowed.map((run, k) => [run, answers[k]]));
      return runs.map((run) => byRun.get(run) ?? refusal ?? new Error(`run ${run.id} was not computed`));
    },
    { cacheKeyFn: ({ id }) => id },
  );
}
