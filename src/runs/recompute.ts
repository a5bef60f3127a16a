import type pg from 'pg';
import type { ScoresTable } from '../database/tables.js';
import { assembleSection, crossSectionAsOf, KnownFacts, type DayInputs } from '../market/crossSection.js';
import { isoOf } from '../market/day.js';
import type { Market } from '../market/facts.js';
import { inputsHashOf } from '../market/inputsHash.js';
import type { StockIds } from '../market/store/factTables.js';
import { stockIds } from '../market/store/stockIds.js';
import { storedBars } from '../market/store/storedBars.js';
import { StoredFeatures } from '../market/store/storedFeatures.js';
import { storedFacts } from '../market/store/storedMarket.js';
import { hasStoredFeatures } from '../market/store/updateFeatures.js';
import { MODES, type Day, type Mode, type Ticker } from '../scoring/names.js';
import { scoreDay, type DayScores } from '../scoring/scoreDay.js';
import { VERSION } from '../version.js';
import { differenceOf, scoreRows } from './scoreRow.js';
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
}

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
  sectors_hash AS "sectorsHash", inputs_hash AS "inputsHash", code_version AS "codeVersion"`;

/** The finished runs of a span of days, ascending by what they read and by day. */
export async function runsBetween(client: pg.ClientBase, from: Day, to: Day): Promise<StoredRun[]> {
  const { rows } = await client.query<StoredRun>(
    `SELECT ${RUN_COLUMNS} FROM runs WHERE status = 'SUCCEEDED' AND day BETWEEN $1 AND $2
     ORDER BY read_batch, day, id`,
    [isoOf(from), isoOf(to)],
  );
  return rows;
}

/** A finished run; null where there is none. */
export async function runOf(client: pg.ClientBase, id: number): Promise<StoredRun | null> {
  const { rows } = await client.query<StoredRun>(
    `SELECT ${RUN_COLUMNS} FROM runs WHERE status = 'SUCCEEDED' AND id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/**
 * Facts as recorded at one batch, from which runs that read then are computed again.
 *
 * BARS: everything from the facts themselves. FEATURES: from features as stored then, which are read in a
 * hundredth of the time (where the run's method computes them so).
 */
export class RecordedFacts {
  #market: Market | null = null;

  private constructor(
    readonly batch: number,
    private readonly ids: StockIds,
    private readonly known: KnownFacts,
  ) {}

  static async read(client: pg.ClientBase, batch: number): Promise<RecordedFacts> {
    const known = new KnownFacts(await storedFacts(client, batch));
    return new RecordedFacts(batch, await stockIds(client), known);
  }

  async recompute(client: pg.ClientBase, run: StoredRun, from: 'BARS' | 'FEATURES'): Promise<RecomputedRun> {
    const setup = await storedSetup(client, run.methodHash, run.sectorsHash);
    const useFeatures = from === 'FEATURES' && hasStoredFeatures(setup.method);
    const inputs = useFeatures
      ? await this.#fromFeatures(client, run, setup)
      : await this.#fromBars(client, run, setup);
    const day = scoreDay(inputs.section, setup.method);
    const modes = run.mode === null ? MODES : [run.mode];
    const differences: Difference[] = [];
    let compared = 0;
    const sectorIds = await sectorIdsOf(client);
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
      reason: reasonOf(run, inputsHashOf(inputs.section), differences),
    };
  }

  async #fromFeatures(client: pg.ClientBase, run: StoredRun, setup: ScoringSetup): Promise<DayInputs> {
    const features = new StoredFeatures(client, this.ids, this.batch, [run.day]);
    return assembleSection(
      this.known,
      isoOf(run.day),
      setup.method,
      setup.sectors,
      await features.on(run.day),
    );
  }

  async #fromBars(client: pg.ClientBase, run: StoredRun, setup: ScoringSetup): Promise<DayInputs> {
    this.#market ??= {
      ...this.known.market,
      bars: await storedBars(client, this.ids, { batch: this.batch }),
    };
    return crossSectionAsOf(this.#market, isoOf(run.day), setup.method, setup.sectors, this.known);
  }
}

function reasonOf(run: StoredRun, inputsHash: string, differences: readonly Difference[]): string | null {
  if (inputsHash === run.inputsHash && differences.length === 0) return null;
  const code =
    run.codeVersion === VERSION ? '' : ` The run was made by version ${run.codeVersion}, this is ${VERSION}.`;
  return inputsHash === run.inputsHash
    ? `The inputs are the same, but the scores computed from them are others.${code}`
    : `The inputs are others: the facts recorded up to batch ${run.readBatch} are not those that the run read, or ` +
        `are worked out differently (hash ${inputsHash.slice(0, 12)}, stored ${run.inputsHash.slice(0, 12)}).${code}`;
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
