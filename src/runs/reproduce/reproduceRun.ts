import type pg from 'pg';
import { canonicalJson } from '../../canonicalJson.js';
import type { ScoresTable } from '../../database/tables.js';
import { reasonsByTicker, type DayInputs } from '../../market/crossSection.js';
import { inputsHashOf } from '../../market/inputsHash.js';
import { MODES, type Mode, type Ticker } from '../../scoring/names.js';
import { scoreDay, type DayScores } from '../../scoring/scoreDay.js';
import { momentumRows, type MomentumRow } from '../momentumRow.js';
import { compareRisks } from './compareRisks.js';
import { notReproduced } from './notReproduced.js';
import type { RecordedFacts } from './recordedFacts.js';
import { firstDifference } from '../firstDifference.js';
import { scoreRows, type ScoreRow } from '../scoreRow.js';
import type { StoredRun } from './storedRuns.js';

/** A score or a risk that differs from the stored one. */
export interface Difference {
  /** Null for a risk, which has no mode. */
  readonly mode: Mode | null;
  readonly ticker: Ticker;
  readonly what: string;
}

/** A run that was computed again, and compared with what it stored. */
export interface ReproducedRun {
  readonly run: StoredRun;
  /** How many stored scores were compared: all of the run's. */
  readonly compared: number;
  /** How many stored risks were compared: all of the run's. */
  readonly comparedRisks: number;
  /** Why the run is not reproduced; null where it is. */
  readonly reason: string | null;
  readonly differences: readonly Difference[];
}

/** A run as it was computed again, and the ids by which the store knows its stocks and sector groups. */
export interface ComputedRun extends Pick<RecordedFacts, 'ids' | 'sectorIds'> {
  readonly day: DayScores;
  readonly notScored: DayInputs['notScored'];
  /** Whether the stored texts of method and sector file have the hashes that the run names. */
  readonly isGenuine: boolean;
}

/**
 * Computes a run again from bars, and compares every field of all that it stored.
 *
 * @param facts as recorded at the batch that the run read
 */
export async function reproduceRun(
  client: pg.ClientBase,
  facts: RecordedFacts,
  run: StoredRun,
): Promise<ReproducedRun> {
  const { setup, inputs } = await facts.inputsFromBars(client, run);
  const { ids, sectorIds } = facts;
  const scores = await compareRun(client, run, {
    day: scoreDay(inputs.section, setup.method),
    ...{ notScored: inputs.notScored, isGenuine: setup.isGenuine },
    ...{ ids, sectorIds },
  });
  if (run.riskMethodHash === null) return scores;
  const risks = await compareRisks(client, run, run.riskMethodHash, facts, inputs.section);
  return {
    ...scores,
    reason: scores.reason ?? risks.reason,
    comparedRisks: run.assessed,
    differences: [...scores.differences, ...risks.differences],
  };
}

/** Compares every field of all scores that a run stored, and of what belongs to them, with what is computed now. */
export async function compareRun(
  client: pg.ClientBase,
  run: StoredRun,
  { day, notScored, isGenuine, ids, sectorIds }: ComputedRun,
): Promise<ReproducedRun> {
  const differences: Difference[] = [];
  let compared = 0;
  const hasScores = run.scored > 0;
  for (const mode of !hasScores ? [] : run.mode === null ? MODES : [run.mode]) {
    const stored = await storedScores(client, run, mode);
    compared += stored.size;
    differences.push(...differencesIn(stored, day, mode, { ids, sectorIds }));
  }
  const hasSameRest =
    canonicalJson(codesOf(run.notScored)) === canonicalJson(codesOf(reasonsByTicker(notScored))) &&
    isSameMomentum(hasScores ? momentumRows(day, sectorIds) : [], await storedMomentum(client, run));
  const reason = notReproduced(run, {
    isGenuine,
    inputsHash: inputsHashOf(day.section),
    hasSameScores: differences.length === 0,
    hasSameRest,
  });
  return { run, compared, comparedRisks: 0, differences, reason };
}

function differencesIn(
  stored: ReadonlyMap<number, ScoresTable>,
  day: DayScores,
  mode: Mode,
  { ids, sectorIds }: Pick<RecordedFacts, 'ids' | 'sectorIds'>,
): Difference[] {
  const computed = scoreRows(day, mode, ids, sectorIds);
  const differences: Difference[] = [];
  for (const row of computed) {
    const before = stored.get(row.stock_id);
    const what =
      before === undefined
        ? 'no score is stored, but one is computed'
        : firstDifference<ScoreRow>(before, row);
    if (what !== null) differences.push({ mode, ticker: ids.tickerOf(row.stock_id), what });
  }
  const isComputed = new Set(computed.map(({ stock_id }) => stock_id));
  for (const id of stored.keys()) {
    if (isComputed.has(id)) continue;
    differences.push({ mode, ticker: ids.tickerOf(id), what: 'a score is stored, but none is computed' });
  }
  return differences;
}

/** Returns the codes of companies that were not scored. Their words may change from one version to the next. */
function codesOf(notScored: StoredRun['notScored']): Record<string, string> {
  return Object.fromEntries(Object.entries(notScored).map(([ticker, { code }]) => [ticker, code]));
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

/** Reads the stored scores of a run, by the ids of their stocks. */
async function storedScores(
  client: pg.ClientBase,
  run: StoredRun,
  mode: Mode,
): Promise<ReadonlyMap<number, ScoresTable>> {
  const { rows } = await client.query<ScoresTable>('SELECT * FROM scores WHERE run_id = $1 AND mode = $2', [
    run.id,
    mode,
  ]);
  return new Map(rows.map((row) => [row.stock_id, row]));
}
