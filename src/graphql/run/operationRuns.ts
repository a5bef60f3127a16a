import type { Snapshot } from '../../books/snapshot.js';
import type { RunRow } from '../../database/runRow.js';
import type { Method } from '../../scoring/method.js';
import type { Loaders } from '../loaders.js';
import { whenKnown, type MaybePromise } from '../maybePromise.js';
import { runLoader } from './runLoaders.js';

/** The runs that an operation's scores were stored by, and the methods that they were made with. */
export class OperationRuns {
  readonly #others = new Map<number, RunRow>();

  constructor(
    private readonly snapshot: Pick<Snapshot, 'currentRun' | 'method'>,
    private readonly loaders: Loaders,
  ) {}

  /** What is given, once the runs of all these rows can be asked for. */
  with<Row extends { readonly run_id: number }, Value>(
    rows: readonly Row[],
    value: (rows: readonly Row[]) => Value,
  ): MaybePromise<Value> {
    const missing = new Set(rows.map(({ run_id }) => run_id).filter((id) => this.#find(id) === null));
    const loaded = [...missing].map(async (id) => {
      const run = await this.loaders.get(runLoader).load(id);
      if (run === null) throw new Error(`run ${id} has scores, but is not in runs`);
      this.#others.set(id, run);
    });
    return whenKnown(loaded.length === 0 ? undefined : Promise.all(loaded), () => value(rows));
  }

  /** @throws Error where it is neither current nor was prepared */
  get(id: number): RunRow {
    const run = this.#find(id);
    if (run === null) throw new Error(`run ${id} was not read`);
    return run;
  }

  methodOf(id: number): Method {
    return this.snapshot.method(this.get(id).method_hash);
  }

  #find(id: number): RunRow | null {
    return this.snapshot.currentRun(id) ?? this.#others.get(id) ?? null;
  }
}
