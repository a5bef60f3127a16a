import { LRUCache } from 'lru-cache';
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

/** Computes runs again for those who ask why a score is what it is; the last few are kept. */
export class Recomputer {
  readonly #runs = new LRUCache<number, Promise<ExplainedRun>>({ max: MOST_RUNS });
  readonly #facts = new LRUCache<number, Promise<RecordedFacts>>({ max: MOST_FACTS });

  /** @param timeoutMs of each statement; 0: none */
  constructor(
    private readonly database: Database,
    private readonly timeoutMs = 0,
  ) {}

  /** Whether a run needs no computing any more. */
  isKept(runId: number): boolean {
    return this.#runs.has(runId);
  }

  /** In the order of the runs. Those that read the same facts are computed from them together. */
  recompute(runs: readonly FinishedRunRow[]): readonly Promise<ExplainedRun>[] {
    const missing = runs.filter(({ id }) => !this.#runs.has(id));
    const begun = new Map<number, Promise<ExplainedRun>>();
    for (const batch of new Set(missing.map(({ read_batch }) => read_batch))) {
      const ofBatch = missing.filter(({ read_batch }) => read_batch === batch);
      const explained = this.#explain(batch, ofBatch.map(inputsOf));
      for (const { id } of ofBatch)
        begun.set(
          id,
          explained.then((byRun) => requireRun(byRun, id)),
        );
    }
    for (const [id, run] of begun) {
      this.#runs.set(id, run);
      // A failure is not kept.
      run.catch(() => this.#runs.peek(id) === run && this.#runs.delete(id));
    }
    // Of more runs than are kept some are forgotten already.
    return runs.map(({ id }) => this.#runs.get(id) ?? requireRun(begun, id));
  }

  async #explain(batch: number, runs: readonly RunInputs[]): Promise<ReadonlyMap<number, ExplainedRun>> {
    const client = await this.database.pool.connect();
    let broken: Error | undefined;
    try {
      await client.query(`SELECT set_config('statement_timeout', $1, false)`, [String(this.timeoutMs)]);
      let facts = this.#facts.get(batch);
      if (facts === undefined) {
        facts = RecordedFacts.read(client, batch);
        this.#facts.set(batch, facts);
        facts.catch(() => this.#facts.delete(batch));
      }
      const explained = new Map<number, ExplainedRun>();
      for await (const run of (await facts).explain(client, runs)) explained.set(run.id, run);
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

function requireRun<Run>(runs: ReadonlyMap<number, Run>, id: number): Run {
  const run = runs.get(id);
  if (run === undefined) throw new Error(`run ${id} was not computed`);
  return run;
}
