import DataLoader from 'dataloader';
import { runOfJson, type RunAsJson } from '../../database/runOfJson.js';
import { RUN_COLUMNS, type RunRow } from '../../database/runRow.js';
import type { RecomputedRun } from '../../runs/reproduce/recomputedRun.js';
import { keyedLoader } from '../keyedLoader.js';
import type { LoaderSources } from '../loaders.js';

/** Loads runs by their ids; null where there is none. */
export function runLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<number, RunRow | null> {
  return new DataLoader(async (ids) => {
    const rows = await reads.rows<RunAsJson>(
      db.selectFrom('runs').select(RUN_COLUMNS).where('id', 'in', ids),
    );
    const byId = new Map(rows.map((row) => [row.id, runOfJson(row)]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

/** The runs of a page, by the ids that they lie between; the list begins with the newest run. */
interface RunPageKey {
  /** Id of the newer run that they come after; null: none. */
  readonly after: number | null;
  /** Id of the older run that they come before; null: none. */
  readonly before: number | null;
  /** Whether they are counted from the older end. */
  readonly isFromEnd: boolean;
  /** The most runs. */
  readonly limit: number;
}

export interface RunListing {
  /** Returns the runs of a page, the newest first. */
  page(key: RunPageKey): Promise<readonly RunRow[]>;
  count(): Promise<number>;
}

/** Lists all runs, whatever their state. An operation reads each page, and the count, once. */
export function runListing({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): RunListing {
  const readPage = async ({ after, before, isFromEnd, limit }: RunPageKey): Promise<readonly RunRow[]> => {
    const rows = await reads.rows<RunAsJson>(
      db
        .selectFrom('runs')
        .select(RUN_COLUMNS)
        .$if(after !== null, (query) => query.where('id', '<', after))
        .$if(before !== null, (query) => query.where('id', '>', before))
        .orderBy('id', isFromEnd ? 'asc' : 'desc')
        .limit(limit),
    );
    const runs = rows.map(runOfJson);
    return isFromEnd ? runs.reverse() : runs;
  };
  const readCount = async (): Promise<number> => {
    const [{ count }] = await reads.rows(
      db.selectFrom('runs').select(({ fn }) => fn.countAll<number>().as('count')),
    );
    return count;
  };
  const pages = keyedLoader((keys: readonly RunPageKey[]) => Promise.all(keys.map(readPage)));
  let counted: Promise<number> | undefined;
  return {
    page: (key) => pages.load(key),
    count: () => (counted ??= readCount()),
  };
}

/** Units of computing a stock of a run again, with the inputs that the run read. */
const RECOMPUTED = 10;

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

/** Loads the names of methods by their hashes. */
export function methodNameLoader({
  database: { db },
  reads,
}: Pick<LoaderSources, 'database' | 'reads'>): DataLoader<string, string> {
  return new DataLoader(async (hashes) => {
    const rows = await reads.rows<{ readonly hash: string; readonly name: string }>(
      db.selectFrom('methods').select(['hash', 'name']).where('hash', 'in', hashes),
    );
    const names = new Map(rows.map(({ hash, name }) => [hash, name]));
    return hashes.map(
      (hash) => names.get(hash) ?? new Error(`Expected method ${hash} in the store, got none.`),
    );
  });
}
