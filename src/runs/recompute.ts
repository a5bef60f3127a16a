import type pg from 'pg';
import { canonicalJson } from '../canonicalJson.js';
import type { ScoresTable } from '../database/tables.js';
import {
  assembleSection,
  crossSectionAsOf,
  KnownFacts,
  reasonsByTicker,
  type DayInputs,
  type FeaturesOf,
} from '../market/crossSection.js';
import { isoOf } from '../market/day.js';
import { inputsHashOf } from '../market/inputsHash.js';
import type { Market } from '../market/market.js';
import { stockIds, type StockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { StoredFeatures } from '../market/store/storedFeatures.js';
import { storedFacts } from '../market/store/storedFacts.js';
import { hasStoredFeatures } from '../market/store/updateFeatures.js';
import { MODES, type Day, type Mode, type Ticker } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';
import { VERSION } from '../version.js';
import { momentumRows, type MomentumRow } from './momentumRow.js';
import { differenceOf, scoreRows, type ScoreRow } from './scoreRow.js';
import { storedSetup, type ScoringSetup } from './scoringSetup.js';

/** A stored run, as far as computing it again needs. */
export interface StoredRun {
  readonly id: number;
  readonly day: Day;
  /** Null: both. */
  readonly mode: Mode | null;
  readonly readBatch: number;
  readonly methodHash: string;
  readonly sectorsHash: string;
  readonly inputsHash: string;
  readonly codeVersion: string;
  readonly notScored: Readonly<Record<string, string>>;
}

/** What a run is computed from. */
export type RunInputs = Omit<StoredRun, 'mode' | 'notScored'>;

/** One score that is not what was stored. */
export interface Difference {
  readonly mode: Mode;
  readonly ticker: Ticker;
  readonly what: string;
}

/** A run computed again from the facts as recorded when it read. */
export interface RecomputedRun {
  readonly run: StoredRun;
  readonly day: DayScores;
  /** Stored scores that were compared, all of them. */
  readonly compared: number;
  /** None where the run was reproduced; else why not, and what of which stock differs. */
  readonly reason: string | null;
  readonly differences: readonly Difference[];
}

const RUN_COLUMNS = `id, day - date '1970-01-01' AS day, mode, read_batch AS "readBatch", method_hash AS "methodHash",
  sectors_hash AS "sectorsHash", inputs_hash AS "inputsHash", code_version AS "codeVersion",
  not_scored AS "notScored"`;

/** The finished runs of a span of days, ascending by what they read and by day. */
export async function runsBetween(client: pg.ClientBase, from: Day, to: Day): Promise<StoredRun[]> {
  const { rows } = await client.query<StoredRun>(
    `SELECT ${RUN_COLUMNS} FROM runs WHERE status = 'SUCCEEDED' AND day BETWEEN $1 AND $2
     ORDER BY read_batch, day, id`,
    [isoOf(from), isoOf(to)],
  );
  return rows;
}

/** Facts as recorded at one batch, from which runs that read then are computed again. */
export class RecordedFacts {
  #market: Market | null = null;
  readonly #setups = new Map<string, ReturnType<typeof storedSetup>>();

  private constructor(
    readonly batch: number,
    private readonly ids: StockIds,
    private readonly known: KnownFacts,
    private readonly sectorIds: ReadonlyMap<string, number>,
  ) {}

  static async read(client: pg.ClientBase, batch: number): Promise<RecordedFacts> {
    const known = new KnownFacts(await storedFacts(client, batch));
    return new RecordedFacts(batch, await stockIds(client), known, await sectorIdsOf(client));
  }

  /** Computes a run from bars, and compares every field of every score that it stored. */
  async recompute(client: pg.ClientBase, run: StoredRun): Promise<RecomputedRun> {
    const setup = await this.#setupOf(client, run);
    const inputs = await this.#fromBars(client, run, setup);
    const day = scoreDay(inputs.section, setup.method);
    const modes = run.mode === null ? MODES : [run.mode];
    const differences: Difference[] = [];
    let compared = 0;
    const { sectorIds } = this;
    const momentum = momentumRows(day, sectorIds);
    const isBesideSame =
      canonicalJson(run.notScored) === canonicalJson(reasonsByTicker(inputs.notScored)) &&
      isSameMomentum(momentum, await storedMomentum(client, run));
    for (const mode of modes) {
      const stored = await storedScores(client, run, mode);
      compared += stored.size;
      for (const row of scoreRows(day, mode, this.ids, sectorIds)) {
        const before = stored.get(row.stock_id);
        stored.delete(row.stock_id);
        const what =
          before === undefined ? 'no score is stored, but one is computed' : differenceOf(before, row);
        if (what !== null) differences.push({ mode, ticker: this.ids.tickerOf(row.stock_id), what });
      }
      for (const id of stored.keys()) {
        differences.push({
          mode,
          ticker: this.ids.tickerOf(id),
          what: 'a score is stored, but none is computed',
        });
      }
    }
    return {
      run,
      day,
      compared,
      differences,
      reason: reasonOf(run, {
        isGenuine: setup.isGenuine,
        inputsHash: inputsHashOf(inputs.section),
        isSame: differences.length === 0,
        isBesideSame,
      }),
    };
  }

  /**
   * Computes runs, without looking at what they stored: from features as stored when they read, where their method
   * computes them so, which takes a hundredth of the time. Days are read together, several weeks at once.
   *
   * @param runs that read at this batch
   */
  async *explain(client: pg.ClientBase, runs: readonly RunInputs[]): AsyncGenerator<ExplainedRun> {
    const ascending = runs.toSorted((a, b) => a.day - b.day);
    const days = [...new Set(ascending.map(({ day }) => day))];
    const features = new StoredFeatures(client, this.ids, this.batch, days);
    const read = new Map<Day, FeaturesOf>();
    for (const run of ascending) {
      const setup = await this.#setupOf(client, run);
      const known = read.get(run.day) ?? (await features.on(run.day));
      read.clear();
      read.set(run.day, known);
      const inputs = hasStoredFeatures(setup.method)
        ? assembleSection(this.known, isoOf(run.day), setup.method, setup.sectors, known)
        : await this.#fromBars(client, run, setup);
      const { ids, sectorIds } = this;
      yield new ExplainedRun(run, scoreDay(inputs.section, setup.method), setup.isGenuine, {
        ids,
        sectorIds,
      });
    }
  }

  /** Runs that read the same were mostly made with the same. */
  #setupOf(client: pg.ClientBase, { methodHash, sectorsHash }: RunInputs): ReturnType<typeof storedSetup> {
    const key = `${methodHash} ${sectorsHash}`;
    let setup = this.#setups.get(key);
    if (setup === undefined) {
      this.#setups.set(key, (setup = storedSetup(client, methodHash, sectorsHash)));
      setup.catch(() => this.#setups.delete(key));
    }
    return setup;
  }

  async #fromBars(client: pg.ClientBase, run: RunInputs, setup: ScoringSetup): Promise<DayInputs> {
    this.#market ??= {
      ...this.known.market,
      bars: await storedBars(client, this.ids, { batch: this.batch }),
    };
    return crossSectionAsOf(this.#market, isoOf(run.day), setup.method, setup.sectors, this.known);
  }
}

/** A run computed again, to be asked stock by stock. */
export class ExplainedRun {
  readonly #run: RunInputs;
  readonly #isGenuine: boolean;
  readonly #names: { readonly ids: StockIds; readonly sectorIds: ReadonlyMap<string, number> };
  readonly #indices: ReadonlyMap<Ticker, number>;
  readonly #rows = new Map<Mode, readonly ScoreRow[]>();

  constructor(
    run: RunInputs,
    readonly day: DayScores,
    isGenuine: boolean,
    names: { readonly ids: StockIds; readonly sectorIds: ReadonlyMap<string, number> },
  ) {
    this.#run = run;
    this.#isGenuine = isGenuine;
    this.#names = names;
    this.#indices = new Map(day.section.tickers.map((ticker, i) => [ticker, i]));
  }

  get id(): number {
    return this.#run.id;
  }

  /** Element of the day's columns; -1 where the stock is not among them. */
  indexOf(ticker: Ticker): number {
    return this.#indices.get(ticker) ?? -1;
  }

  /** In what a score that the run stored differs from the one computed; empty: in nothing. */
  differences(stored: ScoresTable, ticker: Ticker): readonly string[] {
    const { mode } = stored;
    let rows = this.#rows.get(mode);
    if (rows === undefined) {
      const { ids, sectorIds } = this.#names;
      this.#rows.set(mode, (rows = scoreRows(this.day, mode, ids, sectorIds)));
    }
    const index = this.indexOf(ticker);
    const what = index === -1 ? 'a score is stored, but none is computed' : differenceOf(stored, rows[index]);
    if (what === null && this.#isGenuine) return [];
    const comparison = {
      isGenuine: this.#isGenuine,
      inputsHash: inputsHashOf(this.day.section),
      isSame: what === null,
      isBesideSame: true,
    };
    return [reasonOf(this.#run, comparison), what].filter((text) => text !== null);
  }
}

/** What came of computing a run again. */
interface Comparison {
  /** Whether the texts of method and sector file are those that the run names. */
  readonly isGenuine: boolean;
  readonly inputsHash: string;
  /** Whether all scores are the same. */
  readonly isSame: boolean;
  /** Whether the sector groups' momentum is, and why companies were not scored. */
  readonly isBesideSame: boolean;
}

function reasonOf(
  run: RunInputs,
  { isGenuine, inputsHash, isSame, isBesideSame }: Comparison,
): string | null {
  const code =
    run.codeVersion === VERSION ? '' : ` The run was made by version ${run.codeVersion}, this is ${VERSION}.`;
  if (!isGenuine) {
    return 'The stored text of its method or sector file is not the one whose hash the run names.';
  }
  if (inputsHash !== run.inputsHash) {
    return (
      `The inputs are others: the facts recorded up to batch ${run.readBatch} are not those that the run read, or ` +
      `are computed differently (hash ${inputsHash.slice(0, 12)}, stored ${run.inputsHash.slice(0, 12)}).${code}`
    );
  }
  if (!isSame) return `The inputs are the same, but the scores computed from them are others.${code}`;
  if (isBesideSame) return null;
  return `The scores are the same, but not the sector groups' momentum, or why companies were not scored.${code}`;
}

function isSameMomentum(computed: readonly MomentumRow[], stored: readonly MomentumRow[]): boolean {
  const bySector = new Map(stored.map((row) => [row.sector, row]));
  return (
    computed.length === stored.length &&
    computed.every((row) => {
      const other = bySector.get(row.sector);
      return (
        other !== undefined &&
        row.stocks === other.stocks &&
        Object.is(row.z, other.z) &&
        Object.is(row.score, other.score)
      );
    })
  );
}

async function storedMomentum(client: pg.ClientBase, run: StoredRun): Promise<MomentumRow[]> {
  const { rows } = await client.query<{
    sector: number;
    stocks: number;
    z: number | null;
    score: number | null;
  }>('SELECT sector_id AS sector, stocks, z, score FROM sector_momentum WHERE run_id = $1', [run.id]);
  return rows.map((row) => ({ ...row, z: row.z ?? NaN, score: row.score ?? NaN }));
}

async function sectorIdsOf(client: pg.ClientBase): Promise<Map<string, number>> {
  const { rows } = await client.query<{ id: number; key: string }>('SELECT id, key FROM sectors');
  return new Map(rows.map(({ id, key }) => [key, id]));
}

async function storedScores(
  client: pg.ClientBase,
  run: StoredRun,
  mode: Mode,
): Promise<Map<number, ScoresTable>> {
  const { rows } = await client.query<ScoresTable>('SELECT * FROM scores WHERE run_id = $1 AND mode = $2', [
    run.id,
    mode,
  ]);
  return new Map(rows.map((row) => [row.stock_id, row]));
}
