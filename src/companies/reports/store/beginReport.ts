import type pg from 'pg';
import type { IsoDate } from '../../../scoring/names.js';
import type { ReportFormat, ReportInputs, ReportKind } from '../names.js';

/** A report that a worker makes. */
export interface BegunReport {
  readonly id: number;
  readonly owner: number;
  readonly kind: ReportKind;
  readonly title: string;
  readonly inputs: ReportInputs;
  readonly on: IsoDate;
  readonly formats: readonly ReportFormat[];
  readonly createdAt: Date;
}

/**
 * Begins a report that waits, or one whose worker died while it made it.
 *
 * @returns null where it is made already or has failed, or is gone
 */
export async function beginReport(pool: pg.Pool, id: number): Promise<BegunReport | null> {
  const { rows } = await pool.query<BegunReport>(
    `UPDATE reports SET status = 'RUNNING', step = 'ASK' WHERE id = $1 AND status IN ('QUEUED', 'RUNNING')
     RETURNING id, owner_id AS owner, kind, title, inputs, as_of::text AS "on", formats, created_at AS "createdAt"`,
    [id],
  );
  return rows.length === 0 ? null : rows[0];
}
