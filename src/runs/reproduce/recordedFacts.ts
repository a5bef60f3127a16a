import type pg from 'pg';
import {
  assembleSection,
  crossSectionAsOf,
  KnownFacts,
  type DayInputs,
  type FeaturesOf,
} from '../../market/crossSection.js';
import { isoOf } from '../../market/day.js';
import type { Market } from '../../market/market.js';
import { stockIds, type StockIds } from '../../market/store/stockIds.js';
import { storedBars } from '../../market/store/storedBars.js';
import { StoredFeatures } from '../../market/store/storedFeatures.js';
import { storedFacts } from '../../market/store/storedFacts.js';
import { hasStoredFeatures } from '../../market/store/updateFeatures.js';
import type { Day } from '../../scoring/names.js';
import { scoreDay } from '../../scoring/scoreDay.js';
import { RecomputedRun } from './recomputedRun.js';
import { storedSetup, type StoredSetup } from '../scoringSetup.js';
import { sectorIdsOf } from '../sectorIdsOf.js';
import type { RunInputs } from './storedRuns.js';

/** Facts as recorded at one batch, from which runs that read them are computed again. */
export class RecordedFacts {
  #market: Market | null = null;
  readonly #setups = new Map<string, ReturnType<typeof storedSetup>>();

  private constructor(
    readonly batch: number,
    readonly ids: StockIds,
    readonly sectorIds: ReadonlyMap<string, number>,
    private readonly known: KnownFacts,
  ) {}

  /** Reads all facts but the bars as recorded at a batch. */
  static async read(client: pg.ClientBase, batch: number): Promise<RecordedFacts> {
    const known = new KnownFacts(await storedFacts(client, batch));
    return new RecordedFacts(batch, await stockIds(client), await sectorIdsOf(client), known);
  }

  /**
   * Reads what a run was computed from: the setup as it was stored, and the day's inputs, computed from bars.
   *
   * @param run a run that read at this batch
   */
  async inputsFromBars(
    client: pg.ClientBase,
    run: RunInputs,
  ): Promise<{ readonly setup: Awaited<ReturnType<typeof storedSetup>>; readonly inputs: DayInputs }> {
    const setup = await this.#setupOf(client, run);
    return { setup, inputs: await this.#fromBars(client, run, setup) };
  }

  /**
   * Computes runs again from features as stored when they read, where their method uses stored features: that takes a
   * hundredth of the time of computing them from bars. Days are read together, several weeks at once.
   *
   * @param runs runs that read at this batch
   */
  async *recompute(client: pg.ClientBase, runs: readonly RunInputs[]): AsyncGenerator<RecomputedRun> {
    const ascending = runs.toSorted((a, b) => a.day - b.day);
    const days = [...new Set(ascending.map(({ day }) => day))];
    const features = new StoredFeatures(client, this.ids, this.batch, days);
    const { ids, sectorIds } = this;
    // Of the last day only.
    const read = new Map<Day, FeaturesOf>();
    for (const run of ascending) {
      const setup = await this.#setupOf(client, run);
      const known = read.get(run.day) ?? (await features.on(run.day));
      read.clear();
      read.set(run.day, known);
      const { section } = hasStoredFeatures(setup.method)
        ? assembleSection(this.known, isoOf(run.day), setup.method, setup.sectors, known)
        : await this.#fromBars(client, run, setup);
      yield new RecomputedRun(run, scoreDay(section, setup.method), setup.isGenuine, { ids, sectorIds });
    }
  }

  /** Keeps setups, because most runs that read the same batch have the same one. */
  #setupOf(client: pg.ClientBase, { methodHash, sectorsHash }: RunInputs): ReturnType<typeof storedSetup> {
    const key = `${methodHash} ${sectorsHash}`;
    let setup = this.#setups.get(key);
    if (setup === undefined) {
      this.#setups.set(key, (setup = storedSetup(client, methodHash, sectorsHash)));
      setup.catch(() => this.#setups.delete(key));
    }
    return setup;
  }

  async #fromBars(client: pg.ClientBase, run: RunInputs, setup: StoredSetup): Promise<DayInputs> {
    this.#market ??= {
      ...this.known.market,
      bars: await storedBars(client, this.ids, { batch: this.batch }),
    };
    return crossSectionAsOf(this.#market, isoOf(run.day), setup.method, setup.sectors, this.known);
  }
}
