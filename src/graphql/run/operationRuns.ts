import type { Snapshot } from '../../books/snapshot.js';
import type { RunRow } from '../../database/runRow.js';
import type { Method } from '../../scoring/method.js';
import type { Loaders } from '../loaders.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { runLoader } from './runLoaders.js';

/**
 * The runs that stored the scores of one operation, and the methods of these runs. Current runs are in the
 * snapshot; the others are loaded before their scores are made.
 */
export class OperationRuns {
  readonly #others = new Map<number, RunRow>();

  constructor(
    private readonly snapshot: Pick<Snapshot, 'currentRun' | 'method'>,
    private readonly loaders: Loaders,
  ) {}

  /** Takes note of a run that was read otherwise, so that it is not loaded. */
  know(run: RunRow): void {
    this.#others.set(run.id, run);
  }

  /** Returns `value(rows)` as soon as the run of every row is known: at once where all of them are current. */
  with<Row extends { readonly run_id: number }, Value>(
    rows: readonly Row[],
    value: (rows: readonly Row[]) => Value,
  ): MaybePromise<Value> {
    const missing = new Set(rows.map(({ run_id }) => run_id).filter((id) => this.#find(id) === null));
    const loaded = [...missing].map(async (id) => {
      const run = await this.loaders.get(runLoader).load(id);
      if (run === null) throw new Error(`Expected run ${id} in runs, because it has scores`);
      this.#others.set(id, run);
    });
    return whenKnown(loaded.length === 0 ? undefined : Promise.all(loaded), () => value(rows));
  }

  /** @throws Error when the run is neither current nor was loaded by `with` */
  get(id: number): RunRow {
    const run = this.#find(id);
    if (run === null) throw new Error(`Expected run ${id} to be loaded with its scores`);
    return run;
  }

  methodOf(id: number): Method {
    return this.snapshot.method(this.get(id).method_hash);
  }

  #find(id: number): RunRow | null {
    return this.snapshot.currentRun(id) ?? this.#others.get(id) ?? null;
  }
}
