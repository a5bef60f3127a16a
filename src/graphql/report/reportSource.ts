import {
  CHANGING_REPORTS,
  REPORT_PROGRESS,
  type ReportProgress,
} from '../../companies/reports/store/reportProgress.js';
import type { ProgressSource } from '../../live/progressWatcher.js';

/** How the progress of single reports is read. Who may watch one, the subscription checks. */
export const REPORT_SOURCE: ProgressSource<ReportProgress> = {
  names: { one: 'a report', field: 'reports' },
  ofId: REPORT_PROGRESS,
  changing: CHANGING_REPORTS,
  isFinished: ({ status }) => status !== 'QUEUED' && status !== 'RUNNING',
  hasChanged: (former, row) => former.status !== row.status || former.step !== row.step,
};
