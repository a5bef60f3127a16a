import { LRUCache } from 'lru-cache';
import { Turns } from '../../async/turns.js';
import type { Database } from '../../database/database.js';
import { onceMore } from '../../database/onceMore.js';
import type { RunsTable } from '../../database/tables.js';
import { dayOf } from '../../market/day.js';
import { RecordedFacts } from './recordedFacts.js';
import type { RecomputedRun } from './recomputedRun.js';
import type { RunInputs } from './storedRuns.js';

/** Runs kept: a day of two thousand stocks, with every step of its scores, is some three megabytes. */
const MOST_RUNS = 16;
/** Batches whose facts are kept: those of seven years and a thousand companies are some sixty megabytes. */
const MOST_FACTS = 1;

/** A finished run, as it is stored. */
export type FinishedRunRow = Pick<
  RunsTable,
  'id' | 'day' | 'read_batch' | 'method_hash' | 'sectors_hash' | 'inputs_hash' | 'code_version'
>;

/** The bounds of a recomputer. */
export interface RecomputerOptions {
  /** How long a statement may take, in milliseconds; 0, the default: without limit. */
  readonly timeoutMs?: number;
  /** How many runs are kept; by default 16. */
  readonly mostRuns?: number;
}

/** Computes runs again, to explain their scores or to compare them with what is stored, and keeps the last few. */
export class Recomputer {
  readonly #database: Database;
  readonly #timeoutMs: number;
  readonly #runs: LRUCache<number, Promise<RecomputedRun>>;
  readonly #facts = new LRUCache<number, Promise<RecordedFacts>>({ max: MOST_FACTS });

  /** One day at a time: each takes the processor for some milliseconds, and other work comes in between. */
  readonly #days = new Turns(1);

  constructor(database: Database, { timeoutMs = 0, mostRuns = MOST_RUNS }: RecomputerOptions = {}) {
    this.#database = database;
    this.#timeoutMs = timeoutMs;
    this.#runs = new LRUCache({ max: mostRuns });
  }

  /** Whether a run is computed already, or is being computed. */
  isKept(runId: number): boolean {
    return this.#runs.has(runId);
  }

  /**
   * Computes runs again. Runs that read the same batch are computed together.
   *
   * @returns a promise for each run, in the order of the runs
   * @throws Error for a run that has not ended
   */
  recompute(runs: readonly FinishedRunRow[]): readonly Promise<RecomputedRun>[] {
    // Looked up before the missing runs are kept, which may push out runs that are kept already.
    const found = new Map(runs.map(({ id }) => [id, this.#runs.get(id)]));
    const missing = runs.filter(({ id }) => found.get(id) === undefined);
    const begun = new Map<number, Promise<RecomputedRun>>();
    for (const batch of new Set(missing.map(({ read_batch }) => read_batch))) {
      const ofBatch = missing.filter(({ read_batch }) => read_batch === batch);
      const inputs = ofBatch.map(inputsOf);
      const recomputed = onceMore(this.#database.pool, () => this.#recompute(batch, inputs));
      for (const { id } of ofBatch) {
        const run = recomputed.then((byId) => requireRun(byId, id));
        begun.set(id, run);
      }
    }
    for (const [id, run] of begun) {
      found.set(id, run);
      this.#runs.set(id, run);
      // A failure is not kept.
      run.catch(() => this.#runs.peek(id) === run && this.#runs.delete(id));
    }
    return runs.map(({ id }) => requireRun(found, id));
  }

  async #recompute(batch: number, runs: readonly RunInputs[]): Promise<ReadonlyMap<number, RecomputedRun>> {
    const client = await this.#database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`SELECT set_config('statement_timeout', $1, false)`, [String(this.#timeoutMs)]);
      let facts = this.#facts.get(batch);
      if (facts === undefined) {
        facts = RecordedFacts.read(client, batch);
        this.#facts.set(batch, facts);
        facts.catch(() => this.#facts.delete(batch));
      }
      const recomputed = new Map<number, RecomputedRun>();
      const recomputing = (await facts).recompute(client, runs);
      for (;;) {
        const { value: run, done } = await this.#days.inTurn(() => recomputing.next());
        if (done) break;
        recomputed.set(run.id, run);
      }
      await client.query('RESET statement_timeout');
      return recomputed;
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // After a failure the timeout is still set, so the connection must not go back to the pool.
      client.release(broken);
    }
  }
}

function inputsOf(run: FinishedRunRow): RunInputs {
  if (run.inputs_hash === null) throw new Error(`run ${run.id} has not ended`);
  return {
    id: run.id,
    day: dayOf(run.day),
    readBatch: run.read_batch,
    methodHash: run.method_hash,
    sectorsHash: run.sectors_hash,
    inputsHash: run.inputs_hash,
    codeVersion: run.code_version,
  };
}

function requireRun<Run>(runs: ReadonlyMap<number, Run | undefined>, id: number): Run {
  const run = runs.get(id);
  if (run === undefined) throw new Error(`run ${id} was not computed`);
  return run;
}
