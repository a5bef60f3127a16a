import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** How long the event loop is held up at a time. */
const MOST_MS = 5;

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
    return { setup, inputs: this.#fromBars(await this.#marketWithBars(client), run, setup) };
  }

  /**
   * Reads what runs are computed from again: features as stored when they read, where their method uses stored features,
   * which takes a hundredth of the time of computing them from bars. Days are read together, several weeks at once.
   *
   * @param runs runs that read at this batch
   * @returns functions that compute one run each, which reads nothing; each is to be called before the next one is asked for
   */
  async *recompute(client: pg.ClientBase, runs: readonly RunInputs[]): AsyncGenerator<() => RecomputedRun> {
    const ascending = runs.toSorted((a, b) => a.day - b.day);
    const days = [...new Set(ascending.map(({ day }) => day))];
    const features = new StoredFeatures(client, this.ids, this.batch, days, { lastBars: false });
    const { ids, sectorIds } = this;
    // Of the last day only.
    const read = new Map<Day, FeaturesOf>();
    for (const run of ascending) {
      const setup = await this.#setupOf(client, run);
      const known = read.get(run.day) ?? (await features.on(run.day));
      read.clear();
      read.set(run.day, known);
      await this.#deriveFundamentals(run.day);
      const market = hasStoredFeatures(setup.method) ? null : await this.#marketWithBars(client);
      yield () => {
        const { section } =
          market === null
            ? assembleSection(this.known, isoOf(run.day), setup.method, setup.sectors, known)
            : this.#fromBars(market, run, setup);
        return new RecomputedRun(run, scoreDay(section, setup.method), setup.isGenuine, { ids, sectorIds });
      };
    }
  }

  /** Derives what is not derived yet of a day, because that takes long for a whole market: other work comes in between. */
  async #deriveFundamentals(day: Day): Promise<void> {
    let since = performance.now();
    for (const { ticker } of this.known.companies) {
      this.known.fundamentals(ticker).on(day);
      if (performance.now() - since < MOST_MS) continue;
      await nextTurn();
      since = performance.now();
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

  async #marketWithBars(client: pg.ClientBase): Promise<Market> {
    this.#market ??= {
      ...this.known.market,
      bars: await storedBars(client, this.ids, { batch: this.batch }),
    };
    return this.#market;
  }

  #fromBars(market: Market, run: RunInputs, setup: StoredSetup): DayInputs {
    return crossSectionAsOf(market, isoOf(run.day), setup.method, setup.sectors, this.known);
  }
}
