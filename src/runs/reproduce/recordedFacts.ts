import { setImmediate as nextTurn } from 'node:timers/promises';
import type pg from 'pg';
import {
  assembleSection,
  crossSectionAsOf,
  KnownFacts,
  NobodyScored,
  type DayInputs,
  type FeaturesOf,
} from '../../market/crossSection.js';
import { isoOf } from '../../market/day.js';
import type { Market } from '../../market/market.js';
import type { Sectors } from '../../market/sectors.js';
import { stockIds, type StockIds } from '../../market/store/stockIds.js';
import { storedBars } from '../../market/store/storedBars.js';
import { StoredFeatures } from '../../market/store/storedFeatures.js';
import { storedFacts } from '../../market/store/storedFacts.js';
import { hasStoredFeatures } from '../../market/store/updateFeatures.js';
import type { RiskInputs } from '../../risk/riskInputs.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import type { CrossSection } from '../../scoring/crossSection.js';
import type { Method } from '../../scoring/method.js';
import type { Day, Ticker } from '../../scoring/names.js';
import { scoreDay, type DayScores } from '../../scoring/scoreDay.js';
import { inputsFromBars } from '../inputsFromBars.js';
import { rememberedSessions } from '../rememberedSessions.js';
import { ScoreMemory } from '../scoreMemory.js';
import { RiskHistories } from '../risks/riskHistories.js';
import type { AssembledDay } from './assembledDay.js';
import type { DayToAssemble } from './dayToAssemble.js';
import { figuresAtClose } from './figuresAtClose.js';
import { RecomputedRun } from './recomputedRun.js';
import { storedSetup, type StoredSetup } from '../scoringSetup.js';
import { sectorIdsOf } from '../sectorIdsOf.js';
import type { RunInputs } from './storedRuns.js';

/** How long the event loop is held up at a time. */
const MOST_MS = 5;

/** Facts as recorded at one batch, from which runs that read them are computed again. */
export class RecordedFacts {
  #market: Market | null = null;
  readonly #memories = new Map<string, ScoreMemory>();
  #histories: { readonly method: RiskMethod; readonly all: RiskHistories } | null = null;

  private constructor(
    readonly batch: number,
    readonly ids: StockIds,
    readonly sectorIds: ReadonlyMap<string, number>,
    private readonly known: KnownFacts,
    private readonly setups: Map<string, ReturnType<typeof storedSetup>>,
  ) {}

  /**
   * Reads all facts but the bars as recorded at a batch.
   *
   * @param former facts as recorded at an earlier batch, with which what did not change since is shared
   */
  static async read(
    client: pg.ClientBase,
    batch: number,
    former: RecordedFacts | null = null,
  ): Promise<RecordedFacts> {
    const before = former && { batch: former.batch, facts: former.known.market };
    const known = new KnownFacts(await storedFacts(client, batch, before), former?.known);
    const [ids, sectorIds] = [await stockIds(client), await sectorIdsOf(client)];
    return new RecordedFacts(batch, ids, sectorIds, known, former?.setups ?? new Map());
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
    return { setup, inputs: await this.#fromBars(await this.#marketWithBars(client), run, setup) };
  }

  /**
   * Returns what the risks of a day are assessed from, computed from bars.
   *
   * @param section of the day
   */
  async riskInputsFromBars(
    client: pg.ClientBase,
    section: CrossSection,
    method: RiskMethod,
  ): Promise<RiskInputs> {
    if (this.#histories?.method.hash !== method.hash) {
      const market = await this.#marketWithBars(client);
      this.#histories = { method, all: new RiskHistories(market, market.bars, method) };
    }
    return this.#histories.all.inputsOf(section);
  }

  /**
   * Reads what else a run is computed from again.
   *
   * @param run a run that read at this batch
   * @param featuresOf the features as stored then. For a method that uses other features they are computed from bars
   * instead, which takes a hundred times as long.
   * @returns a function that computes the run and reads nothing
   */
  async recompute(
    client: pg.ClientBase,
    run: RunInputs,
    featuresOf: FeaturesOf,
  ): Promise<() => RecomputedRun> {
    const { ids, sectorIds } = this;
    const setup = await this.#setupOf(client, run);
    const assemble = hasStoredFeatures(setup.method)
      ? await this.#fromFeatures(client, run, setup, featuresOf)
      : await this.#fromBars(await this.#marketWithBars(client), run, setup).then((inputs) => () => inputs);
    await this.#deriveFundamentals(setup.method, run.day);
    return () => {
      const { section } = assemble();
      return new RecomputedRun(run, scoreDay(section, setup.method), setup.isGenuine, { ids, sectorIds });
    };
  }

  /**
   * Assembles the cross-section that a run is computed from, without computing scores.
   *
   * @param run a run that read at this batch, or one that might have
   * @param featuresOf the features as stored then
   */
  async assemble(client: pg.ClientBase, run: DayToAssemble, featuresOf: FeaturesOf): Promise<AssembledDay> {
    const { method, sectors } = await this.#setupOf(client, run);
    const market = hasStoredFeatures(method) ? null : await this.#marketWithBars(client);
    await this.#deriveFundamentals(method, run.day);
    const date = isoOf(run.day);
    const figuresAt = (ticker: Ticker, former: Day) =>
      figuresAtClose(this.known, method, ticker, { day: run.day, former });
    try {
      const { section } =
        market === null
          ? assembleSection(this.known, date, method, sectors, featuresOf)
          : crossSectionAsOf(market, date, method, sectors, this.known);
      return { section, method, figuresAt };
    } catch (error) {
      if (error instanceof NobodyScored) return { section: null, method, figuresAt };
      throw error;
    }
  }

  /** Derives what is not derived yet of a day, because that takes long for a whole market: other work comes in between. */
  async #deriveFundamentals({ parameters }: Method, day: Day): Promise<void> {
    const derived = this.known.derivedBy(parameters);
    let since = performance.now();
    for (const { ticker } of this.known.companies) {
      derived.fundamentals(ticker).on(day);
      if (performance.now() - since < MOST_MS) continue;
      await nextTurn();
      since = performance.now();
    }
  }

  /** Keeps setups, because most runs that read the same batch have the same one. */
  #setupOf(
    client: pg.ClientBase,
    { methodHash, sectorsHash }: Pick<RunInputs, 'methodHash' | 'sectorsHash'>,
  ): ReturnType<typeof storedSetup> {
    const key = `${methodHash} ${sectorsHash}`;
    let setup = this.setups.get(key);
    if (setup === undefined) {
      this.setups.set(key, (setup = storedSetup(client, methodHash, sectorsHash)));
      setup.catch(() => this.setups.delete(key));
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

  #fromBars(market: Market, run: RunInputs, setup: StoredSetup): Promise<DayInputs> {
    return inputsFromBars(market, isoOf(run.day), setup, this.known, this.#memoryOf(run));
  }

  /** Computes the former scores that bands begin with; what is returned computes the day and reads nothing. */
  async #fromFeatures(
    client: pg.ClientBase,
    run: RunInputs,
    { method, sectors }: StoredSetup,
    featuresOf: FeaturesOf,
  ): Promise<() => DayInputs> {
    const { sessions } = this.known.market;
    const memory = this.#memoryOf(run);
    const former = rememberedSessions(method.parameters, sessions, run.day);
    const missing = former.filter((day) => !memory.has(day));
    const features = new StoredFeatures(client, this.ids, this.batch, missing);
    for (const day of missing) {
      const featuresOfDay = await features.on(day);
      await this.#deriveFundamentals(method, day);
      memory.note(day, this.#scored(day, method, sectors, featuresOfDay));
      await nextTurn();
    }
    return () => {
      const inputs = assembleSection(this.known, isoOf(run.day), method, sectors, featuresOf);
      if (method.parameters.bands === undefined) return inputs;
      const formerScores = memory.of(former, inputs.section.tickers);
      return { ...inputs, section: { ...inputs.section, formerScores } };
    };
  }

  /** Scores a former session; null where nobody can be scored on it. */
  #scored(day: Day, method: Method, sectors: Sectors, featuresOf: FeaturesOf): DayScores | null {
    try {
      return scoreDay(assembleSection(this.known, isoOf(day), method, sectors, featuresOf).section, method);
    } catch (error) {
      if (error instanceof NobodyScored) return null;
      throw error;
    }
  }

  /** The former scores by the method and sector file of a run. */
  #memoryOf({ methodHash, sectorsHash }: RunInputs): ScoreMemory {
    const key = `${methodHash} ${sectorsHash}`;
    let memory = this.#memories.get(key);
    if (memory === undefined) this.#memories.set(key, (memory = new ScoreMemory()));
    return memory;
  }
}
