import type { JobStatus } from '../../../database/tables.js';
import type { ReportStep } from '../names.js';

/** How far a report is. Who may know it is decided where it is told. */
export interface ReportProgress {
  readonly id: number;
  readonly status: JobStatus;
  /** Null unless it is being made. */
  readonly step: ReportStep | null;
}

const PROGRESS = 'SELECT id, status, step FROM reports';

/** SQL of the row of the report $1. */
export const REPORT_PROGRESS = `${PROGRESS} WHERE id = $1`;

/** SQL of the rows of the reports $1. */
export const CHANGING_REPORTS = `${PROGRESS} WHERE id = ANY ($1) ORDER BY id`;
