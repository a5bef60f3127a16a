import { sql } from 'kysely';
import type pg from 'pg';
import { owned } from '../../../access/owned.js';
import { sqlOver } from '../../../database/sqlOver.js';
import { changesBetween } from '../changes/changesBetween.js';
import type { ReportContent } from '../reportContent.js';
import type { ReportChanges } from '../reportDocument.js';
import type { ReportTemplate } from '../template/reportTemplate.js';
import type { BegunReport } from './beginReport.js';
import type { StoredContent } from './storedContent.js';

/**
 * Returns how a report differs from the newest one before it of the same owner, with the same kind, inputs and day.
 *
 * @returns null where there is none
 */
export async function changesSince(
  pool: pg.Pool,
  { id, owner }: Pick<BegunReport, 'id' | 'owner'>,
  { content, hash }: Pick<StoredContent, 'content' | 'hash'>,
  template: Pick<ReportTemplate, 'sections'>,
): Promise<ReportChanges | null> {
  const { kind, inputs, on } = content;
  const [former] = await sqlOver(
    pool,
    sql<{ hash: string; content: string | null; created_at: Date }>`
      -- Content with the same hash is the same.
      SELECT report.hash, CASE WHEN report.hash <> ${hash} THEN report.content END AS content, report.created_at
      FROM reports AS report
      WHERE ${owned('report', owner)} AND report.id < ${id}::int4 AND report.status = 'SUCCEEDED'
        AND report.kind = ${kind} AND report.inputs = ${JSON.stringify(inputs)}::jsonb AND report.as_of = ${on}::date
      ORDER BY report.id DESC LIMIT 1`,
  );
  if (former === undefined) return null;
  const named =
    former.content === null
      ? { changes: [], total: 0 }
      : changesBetween(JSON.parse(former.content) as ReportContent, content, template);
  return { formerHash: former.hash, formerCreatedAt: former.created_at.toISOString(), ...named };
}
