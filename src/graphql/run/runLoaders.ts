import DataLoader from 'dataloader';
import type { Database } from '../../database/database.js';
import type { RunsTable } from '../../database/tables.js';
import type { Method } from '../../scoring/method.js';
import type { RecomputedScores } from '../../runs/recomputer.js';
import type { Services } from '../context.js';
import type { MethodStore } from '../method/methodStore.js';

export function runLoader({ db }: Database): DataLoader<number, RunsTable | null> {
  return new DataLoader(async (ids) => {
    const rows = await db.selectFrom('runs').selectAll().where('id', 'in', ids).execute();
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  });
}

export interface RunListing {
  /** Newest first, before a run. */
  page(before: number | null, limit: number): Promise<readonly RunsTable[]>;
  count(): Promise<number>;
}

export function runListing({ db }: Database): RunListing {
  return {
    page: (before, limit) =>
      db
        .selectFrom('runs')
        .selectAll()
        .$if(before !== null, (query) => query.where('id', '<', before))
        .orderBy('id', 'desc')
        .limit(limit)
        .execute(),
    count: async () => {
      const { count } = await db
        .selectFrom('runs')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return count;
    },
  };
}

/** The method that a run was made with. */
export interface MethodsOfRuns {
  load(runId: number): Promise<Method>;
}

/** One promise for each run: a page of scores asks for the same method hundreds of times. */
export function methodsOfRuns(
  run: DataLoader<number, RunsTable | null>,
  methods: Pick<MethodStore, 'of'>,
): MethodsOfRuns {
  const known = new Map<number, Promise<Method>>();
  const read = async (id: number) => {
    const row = await run.load(id);
    if (row === null) throw new Error(`run ${id} has scores, but is not in runs`);
    return methods.of(row.method_hash);
  };
  return {
    load: (id) => {
      let method = known.get(id);
      if (method === undefined) known.set(id, (method = read(id)));
      return method;
    },
  };
}

/** One after the other: a run is a whole day of the market, and many at once would fill the memory. */
export function recomputedLoader({
  recomputer,
}: Pick<Services, 'recomputer'>): DataLoader<number, RecomputedScores> {
  return new DataLoader(async (ids) => {
    const runs: (RecomputedScores | Error)[] = [];
    for (const id of ids) runs.push(await recomputer.recompute(id).catch((error: Error) => error));
    return runs;
  });
}
