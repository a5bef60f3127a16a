import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { Turns } from '../../async/turns.js';
import type { Database } from '../../database/database.js';
import { onceMore } from '../../database/onceMore.js';
import { withTimeout } from '../../database/withTimeout.js';
import type { RunsTable } from '../../database/tables.js';
import { dayOf } from '../../market/day.js';
import { featuresOfDays } from '../../market/store/featuresOfDays.js';
import { stockIds } from '../../market/store/stockIds.js';
import type { AssembledDay } from './assembledDay.js';
import type { DayToAssemble } from './dayToAssemble.js';
import { RecordedFacts } from './recordedFacts.js';
import type { RecomputedRun } from './recomputedRun.js';
import { spansOf } from './spansOf.js';
import type { RunInputs } from './storedRuns.js';

/** Runs kept: a day of two thousand stocks, with every step of its scores, is some three megabytes. */
const MOST_RUNS = 16;
/** Batches whose facts are kept: those of seven years and a thousand companies are some sixty megabytes. */
const MOST_FACTS = 2;
/** Spans that are computed at once. Each holds a connection, and what it has read. */
const MOST_SPANS = 2;

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

  /** Callers take turns after each span, so that a year of one does not hold up a day of another. */
  readonly #spans = new Turns(MOST_SPANS);
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
   * Computes runs again, span by span.
   *
   * @param keeps whether runs that are computed are kept. Of many, each may then be let go as soon as it was used.
   * @returns a promise for each run, in the order of the runs
   * @throws Error for a run that has not ended
   */
  recompute(runs: readonly FinishedRunRow[], keeps = true): readonly Promise<RecomputedRun>[] {
    // Looked up before the missing runs are kept, which may push out runs that are kept already.
    const found = new Map(runs.map(({ id }) => [id, this.#runs.get(id)]));
    const missing = new Map(runs.filter(({ id }) => found.get(id) === undefined).map((run) => [run.id, run]));
    for (const [id, run] of this.#begin([...missing.values()].map(inputsOf))) {
      found.set(id, run);
      if (!keeps) continue;
      this.#runs.set(id, run);
      // A failure is not kept.
      run.catch(() => this.#runs.peek(id) === run && this.#runs.delete(id));
    }
    return runs.map(({ id }) => requireRun(found, id));
  }

  /**
   * Assembles the cross-sections of days, without computing scores. Of days that are the same, one is assembled.
   *
   * @returns a day for each that is asked for, in their order
   */
  assemble(days: readonly DayToAssemble[]): Promise<readonly AssembledDay[]> {
    return this.#spans.inTurn(() =>
      onceMore(this.#database.pool, () =>
        withTimeout(this.#database.pool, this.#timeoutMs, (client) => this.#assemble(client, days)),
      ),
    );
  }

  async #assemble(client: pg.ClientBase, days: readonly DayToAssemble[]): Promise<readonly AssembledDay[]> {
    const ids = await stockIds(client);
    const assembled = new Map<string, AssembledDay>();
    for (const day of days) {
      const key = keyOf(day);
      if (assembled.has(key)) continue;
      // Each is read by itself, because years may lie between two of them.
      const [featuresOf] = await featuresOfDays(client, ids, [day]);
      const facts = await this.#factsAt(client, day.readBatch, null);
      assembled.set(key, await this.#days.inTurn(() => facts.assemble(client, day, featuresOf)));
    }
    return days.map((day) => requireDay(assembled, keyOf(day)));
  }

  #begin(runs: readonly RunInputs[]): ReadonlyMap<number, Promise<RecomputedRun>> {
    const waiting = new Map<number, { resolve(run: RecomputedRun): void; reject(error: unknown): void }>();
    const begun = runs.map(({ id }) => {
      const run = new Promise<RecomputedRun>((resolve, reject) => waiting.set(id, { resolve, reject }));
      return [id, run] as const;
    });
    this.#computeSpans(runs, (run) => {
      waiting.get(run.id)?.resolve(run);
      waiting.delete(run.id);
    }).catch((error: unknown) => {
      for (const { reject } of waiting.values()) reject(error);
    });
    return new Map(begun);
  }

  /** @param onRun called with each run; again with those of a span that is computed once more */
  async #computeSpans(runs: readonly RunInputs[], onRun: (run: RecomputedRun) => void): Promise<void> {
    const spans = spansOf(runs);
    const computeRest = async (): Promise<void> => {
      for (let span = spans.shift(); span !== undefined; span = spans.shift()) {
        const next = span;
        await this.#spans.inTurn(() => onceMore(this.#database.pool, () => this.#computeSpan(next, onRun)));
      }
    };
    // One is read while another one is computed.
    await Promise.all(Array.from({ length: MOST_SPANS }, computeRest)).finally(() => (spans.length = 0));
  }

  async #computeSpan(span: readonly RunInputs[], onRun: (run: RecomputedRun) => void): Promise<void> {
    const last = await withTimeout(this.#database.pool, this.#timeoutMs, async (client) => {
      const features = await featuresOfDays(client, await stockIds(client), span);
      let facts: RecordedFacts | null = null;
      let computed: RecomputedRun | undefined;
      for (const [k, run] of span.entries()) {
        facts = await this.#factsAt(client, run.readBatch, facts);
        const compute = await facts.recompute(client, run, features[k]);
        if (computed !== undefined) onRun(computed);
        computed = await this.#days.inTurn(compute);
      }
      return computed;
    });
    // Only now, so that a caller that has its runs holds no connection any more.
    if (last !== undefined) onRun(last);
  }

  /** @param former facts of the same or an earlier batch, if there are any, from which the others are read on */
  #factsAt(client: pg.ClientBase, batch: number, former: RecordedFacts | null): Promise<RecordedFacts> {
    if (former?.batch === batch) return Promise.resolve(former);
    let facts = this.#facts.get(batch);
    if (facts === undefined) {
      this.#facts.set(batch, (facts = this.#readFacts(client, batch, former)));
      facts.catch(() => this.#facts.delete(batch));
    }
    return facts;
  }

  async #readFacts(
    client: pg.ClientBase,
    batch: number,
    former: RecordedFacts | null,
  ): Promise<RecordedFacts> {
    const earlier = Math.max(...[...this.#facts.keys()].filter((kept) => kept < batch));
    const kept = former ?? (await this.#facts.get(earlier)?.catch(() => null)) ?? null;
    return RecordedFacts.read(client, batch, kept);
  }
}

const keyOf = ({ day, readBatch, methodHash, sectorsHash }: DayToAssemble): string =>
  `${day} ${readBatch} ${methodHash} ${sectorsHash}`;

function requireDay(assembled: ReadonlyMap<string, AssembledDay>, key: string): AssembledDay {
  const day = assembled.get(key);
  if (day === undefined) throw new Error(`day ${key} was not assembled`);
  return day;
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
