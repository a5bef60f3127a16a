import type pg from 'pg';
import { observationsOf } from '../../../database/riskRow.js';
import type { RisksTable } from '../../../database/tables.js';
import { compileRiskMethod, parseRiskMethod } from '../../../method/loadRiskMethod.js';
import { assessmentOf } from '../../../risk/assessmentOf.js';
import { RISK_PARTS, type RiskPartKind } from '../../../risk/names.js';
import type { RiskMethod } from '../../../risk/riskMethod.js';
import type { IsoDate } from '../../../scoring/names.js';

/** Returns what a part of a stock's risk counts on a day; NaN where it is not assessed. */
export type PartOf = (day: IsoDate, stockId: number, part: RiskPartKind) => number;

/** Reads what the parts of risks count, each by the method that its run was made with. */
export async function readParts(
  client: pg.ClientBase,
  days: readonly IsoDate[],
  stockIds: readonly number[] | null,
): Promise<PartOf> {
  const { rows } = await client.query<RisksTable & { readonly method: string }>(
    `SELECT risks.*, runs.risk_method_hash AS method
     FROM assessed_days AS assessed JOIN risks ON risks.run_id = assessed.run_id JOIN runs ON runs.id = assessed.run_id
     WHERE assessed.day = ANY ($1::date[]) AND ($2::int4[] IS NULL OR stock_id = ANY ($2))`,
    [days.slice(0, 2), stockIds],
  );
  const methods = await methodsOf(client, new Set(rows.map(({ method }) => method)));
  const counted = new Map<string, readonly number[]>();
  for (const row of rows) {
    const method = methods.get(row.method);
    if (method === undefined) continue;
    const { parts } = assessmentOf(observationsOf(row), method);
    counted.set(
      `${row.day} ${row.stock_id}`,
      parts.map((part) => part.counted),
    );
  }
  return (day, stockId, part) => counted.get(`${day} ${stockId}`)?.[RISK_PARTS.indexOf(part)] ?? NaN;
}

async function methodsOf(
  client: pg.ClientBase,
  hashes: ReadonlySet<string>,
): Promise<ReadonlyMap<string, RiskMethod>> {
  const { rows } = await client.query<{ hash: string; document: string }>(
    'SELECT hash, document FROM risk_methods WHERE hash = ANY ($1)',
    [[...hashes]],
  );
  return new Map(
    rows.map(({ hash, document }) => [
      hash,
      compileRiskMethod(parseRiskMethod(document, `risk method ${hash}`)),
    ]),
  );
}
