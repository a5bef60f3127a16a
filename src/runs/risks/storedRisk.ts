import type pg from 'pg';
import { observationsOf } from '../../database/riskRow.js';
import type { RisksTable } from '../../database/tables.js';
import type { Assessment } from '../../risk/assessment.js';
import { assessmentOf } from '../../risk/assessmentOf.js';
import type { RiskMethod } from '../../risk/riskMethod.js';
import type { IsoDate, Ticker } from '../../scoring/names.js';
import { storedRiskMethod } from '../scoringSetup.js';

/** A risk as it is stored. */
export interface StoredRisk {
  readonly day: IsoDate;
  readonly method: RiskMethod;
  readonly assessment: Assessment;
}

/**
 * Reads the current risk of a stock on a day, or else on the newest assessed session before it.
 *
 * @param day null: the newest
 * @returns null where there is none
 */
export async function storedRisk(
  client: pg.ClientBase | pg.Pool,
  ticker: Ticker,
  day: IsoDate | null,
): Promise<StoredRisk | null> {
  const { rows } = await client.query<RisksTable & { hash: string }>(
    `SELECT current_risks.*, risk_method_hash AS hash
     FROM stocks JOIN current_risks ON stock_id = stocks.id JOIN runs ON runs.id = run_id
     WHERE ticker = $1 AND current_risks.day <= coalesce($2::date, 'infinity')
     ORDER BY current_risks.day DESC LIMIT 1`,
    [ticker, day],
  );
  if (rows.length === 0) return null;
  const [row] = rows;
  const { method } = await storedRiskMethod(client, row.hash);
  return { day: row.day, method, assessment: assessmentOf(observationsOf(row), method) };
}
