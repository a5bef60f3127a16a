import type pg from 'pg';
import { RISK_COLUMNS } from '../../database/riskRow.js';
import { assessDay } from '../../risk/assessDay.js';
import type { CrossSection } from '../../scoring/crossSection.js';
import type { Ticker } from '../../scoring/names.js';
import { VERSION } from '../../version.js';
import { firstDifference } from '../firstDifference.js';
import { riskRows, risksHashOf, type RiskRow } from '../risks/riskRows.js';
import { storedRiskMethod } from '../scoringSetup.js';
import type { RecordedFacts } from './recordedFacts.js';
import type { StoredRun } from './storedRuns.js';

/** How the risks of a run compare with those that are computed now. */
export interface ComparedRisks {
  /** Why they are not reproduced; null where they are. */
  readonly reason: string | null;
  readonly differences: readonly { readonly mode: null; readonly ticker: Ticker; readonly what: string }[];
}

/**
 * Assesses the risks of a run again from bars, and compares every field of each.
 *
 * @param methodHash names the method of the risks
 * @param facts as recorded at the batch that the run read
 * @param section of the run's day
 */
export async function compareRisks(
  client: pg.ClientBase,
  run: StoredRun,
  methodHash: string,
  facts: RecordedFacts,
  section: CrossSection,
): Promise<ComparedRisks> {
  const { method, isGenuine } = await storedRiskMethod(client, methodHash);
  const risks = assessDay(await facts.riskInputsFromBars(client, section, method), method);
  const stored = await storedRisks(client, run.id);
  const differences: ComparedRisks['differences'][number][] = [];
  const computed = riskRows(risks, facts.ids);
  for (const row of computed) {
    const before = stored.get(row.stock_id);
    stored.delete(row.stock_id);
    const what =
      before === undefined
        ? 'no risk is stored, but one is computed'
        : firstDifference(before, row, ' of the risk');
    if (what !== null) differences.push({ mode: null, ticker: facts.ids.tickerOf(row.stock_id), what });
  }
  for (const id of stored.keys()) {
    const what = 'a risk is stored, but none is computed';
    differences.push({ mode: null, ticker: facts.ids.tickerOf(id), what });
  }
  if (!isGenuine) {
    return {
      differences,
      reason: 'The stored text of its method of risk is not the one whose hash the run names.',
    };
  }
  if (differences.length === 0 && risksHashOf(risks, method.hash) === run.risksHash) {
    return { differences, reason: null };
  }
  const code =
    run.codeVersion === VERSION ? '' : ` The run was made by version ${run.codeVersion}, this is ${VERSION}.`;
  return { differences, reason: `The risks computed from the facts that the run read are others.${code}` };
}

const COLUMNS = RISK_COLUMNS.filter((name) => name !== 'run_id' && name !== 'day').join(', ');

/** Reads the stored risks of a run, by the ids of their stocks. */
async function storedRisks(client: pg.ClientBase, run: number): Promise<Map<number, RiskRow>> {
  const { rows } = await client.query<RiskRow>('SELECT ' + COLUMNS + ' FROM risks WHERE run_id = $1', [run]);
  return new Map(rows.map((row) => [row.stock_id, row]));
}
