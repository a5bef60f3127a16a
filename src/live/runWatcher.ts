import type { Database } from '../database/database.js';
import { RUN_COLUMNS, type RunRow } from '../database/runRow.js';
import { UserError } from '../userError.js';
import { Coalesced } from '../async/coalesced.js';
import { FairTurns } from '../async/fairTurns.js';

const POLL_MS = 2_000;
/** How many results of one caller may be executed at a time. */
const RESULTS_AT_ONCE = 4;

const COLUMNS = RUN_COLUMNS.join(', ');

/** Runs whose state may have changed: the newest runs, all unfinished runs, and runs that were unfinished before. */
const CHANGING = `SELECT ${COLUMNS} FROM runs
  WHERE id > (SELECT max(id) FROM runs) - 200 OR status IN ('QUEUED', 'RUNNING') OR id = ANY ($1) ORDER BY id`;
const OF_ID = `SELECT ${COLUMNS} FROM runs WHERE id = $1`;

type OnRuns = (rows: readonly RunRow[]) => void;

interface Watcher {
  /** Null: all runs. */
  readonly runId: number | null;
  readonly onRuns: OnRuns;
  /** The last state of each run that was reported to the watcher, or that existed before it began. */
  readonly told: Map<number, RunRow>;
}

/**
 * Reports the progress of runs to watchers. While there are any, it reads the runs after each hint and every two
 * seconds.
 */
export class RunWatcher {
  /** In which the results of all its watchers are executed. */
  readonly turns = new FairTurns(RESULTS_AT_ONCE);
  readonly #query: Database['query'];
  readonly #onFailure: (error: Error) => void;
  readonly #watchers = new Set<Watcher>();
  readonly #look = new Coalesced(() => this.#read());
  #timer: NodeJS.Timeout | undefined;

  /** @param onFailure called when runs could not be read; they are read again */
  constructor({ query }: Pick<Database, 'query'>, onFailure: (error: Error) => void) {
    this.#query = query;
    this.#onFailure = onFailure;
  }

  /** How many watchers there are. */
  get count(): number {
    return this.#watchers.size;
  }

  /** Reports that runs may have changed. */
  hint(): void {
    if (this.#watchers.size > 0) void this.#look.run();
  }

  /**
   * Reports the state of a run, or of all unfinished runs, and then each change.
   *
   * @param runId null: all runs
   * @returns a function that ends the watching
   * @throws UserError if there is no such run
   */
  async watch(runId: number | null, onRuns: OnRuns): Promise<() => void> {
    const rows = await (runId === null
      ? this.#query<RunRow>(CHANGING, [[]])
      : this.#query<RunRow>(OF_ID, [runId]));
    if (runId !== null && rows.length === 0) {
      throw new UserError('Expected the id of a run, got one of no run: the field runs lists them.');
    }
    const watcher: Watcher = { runId, onRuns, told: new Map(rows.map((row) => [row.id, row])) };
    this.#watchers.add(watcher);
    this.#timer ??= setInterval(() => this.hint(), POLL_MS).unref();
    onRuns(runId === null ? rows.filter(isUnfinished) : rows);
    return () => {
      this.#watchers.delete(watcher);
      if (this.#watchers.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Ends all watching, and waits for a read that is under way. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#watchers.clear();
    await this.#look.idle();
  }

  async #read(): Promise<void> {
    const unfinished = [...this.#watchers].flatMap(({ told }) => [...told.values()].filter(isUnfinished));
    try {
      const rows = await this.#query<RunRow>(CHANGING, [[...new Set(unfinished.map(({ id }) => id))]]);
      for (const watcher of this.#watchers) tellChanges(watcher, rows);
    } catch (error) {
      this.#onFailure(error as Error);
    }
  }
}

function tellChanges({ runId, onRuns, told }: Watcher, rows: readonly RunRow[]): void {
  const due = rows.filter((row) => (runId === null || row.id === runId) && hasChanged(told.get(row.id), row));
  if (due.length === 0) return;
  for (const row of due) told.set(row.id, row);
  // A run that is older than the rows that we read no longer changes.
  const oldest = rows[0].id;
  for (const [id, row] of told) if (id < oldest && !isUnfinished(row)) told.delete(id);
  onRuns(due);
}

const isUnfinished = ({ status }: RunRow): boolean => status === 'QUEUED' || status === 'RUNNING';

const hasChanged = (former: RunRow | undefined, row: RunRow): boolean =>
  former?.status !== row.status ||
  former.scored !== row.scored ||
  former.total !== row.total ||
  former.changed !== row.changed;
