import { LRUCache } from 'lru-cache';
import { Turns } from '../async/turns.js';
import type { Database } from '../database/database.js';
import type { RunsTable } from '../database/tables.js';
import { dayOf } from '../market/day.js';
import { RecordedFacts, type ExplainedRun, type RunInputs } from './recompute.js';

/** Runs kept: a day of two thousand stocks, with every step of its scores, is some three megabytes. */
const MOST_RUNS = 16;
/** Facts of seven years and a thousand companies are some sixty megabytes. */
const MOST_FACTS = 1;

/** A finished run, as it is stored. */
export type FinishedRunRow = Pick<
  RunsTable,
  'id' | 'day' | 'read_batch' | 'method_hash' | 'sectors_hash' | 'inputs_hash' | 'code_version'
>;

export interface RecomputerOptions {
  /** Of each statement; 0, the default: none. */
  readonly timeoutMs?: number;
  /** Runs kept; 16 by default. */
  readonly mostRuns?: number;
}

/** Computes runs again for those who ask why a score is what it is; the last few are kept. */
export class Recomputer {
  readonly #database: Database;
  readonly #timeoutMs: number;
  readonly #runs: LRUCache<number, Promise<ExplainedRun>>;
  readonly #facts = new LRUCache<number, Promise<RecordedFacts>>({ max: MOST_FACTS });

  /** One day at a time: each takes the processor for some milliseconds, and other work comes in between. */
  readonly #days = new Turns(1);

  constructor(database: Database, { timeoutMs = 0, mostRuns = MOST_RUNS }: RecomputerOptions = {}) {
    this.#database = database;
    this.#timeoutMs = timeoutMs;
    this.#runs = new LRUCache({ max: mostRuns });
  }

  /** Whether a run needs no computing any more. */
  isKept(runId: number): boolean {
    return this.#runs.has(runId);
  }

  /** In the order of the runs. Those that read the same facts are computed from them together. */
  recompute(runs: readonly FinishedRunRow[]): readonly Promise<ExplainedRun>[] {
    // Taken now: those that are begun below may push out those that are kept.
    const asked = new Map(runs.map(({ id }) => [id, this.#runs.get(id)]));
    const missing = runs.filter(({ id }) => asked.get(id) === undefined);
    const begun = new Map<number, Promise<ExplainedRun>>();
    for (const batch of new Set(missing.map(({ read_batch }) => read_batch))) {
      const ofBatch = missing.filter(({ read_batch }) => read_batch === batch);
      const explained = this.#explain(batch, ofBatch.map(inputsOf));
      for (const { id } of ofBatch) {
        const run = explained.then((byRun) => requireRun(byRun, id));
        begun.set(id, run);
      }
    }
    for (const [id, run] of begun) {
      asked.set(id, run);
      this.#runs.set(id, run);
      // A failure is not kept.
      run.catch(() => this.#runs.peek(id) === run && this.#runs.delete(id));
    }
    return runs.map(({ id }) => requireRun(asked, id));
  }

  async #explain(batch: number, runs: readonly RunInputs[]): Promise<ReadonlyMap<number, ExplainedRun>> {
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
      const explained = new Map<number, ExplainedRun>();
      const explaining = (await facts).explain(client, runs);
      for (;;) {
        const { value: run, done } = await this.#days.inTurn(() => explaining.next());
        if (done) break;
        explained.set(run.id, run);
      }
      await client.query('RESET statement_timeout');
      return explained;
    } catch (error) {
      broken = error as Error;
      throw error;
    } finally {
      // What is set on a connection must not go to the next one who uses it.
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
