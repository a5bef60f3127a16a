import type { StoreState } from '../status/storeStatus.js';
import type { LabelledMetric } from './labelledMetrics.js';

const NO_LABELS = {};

/** How much the service is used, as `Query.usage` counts it. */
export const USAGE_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'gauge',
    name: 'greyoak_users',
    help: 'Users who may use the service, without the built-in one.',
    samples: ({ usage }) => [[NO_LABELS, usage.users]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_active_users',
    help: 'Users who used the service in the last 1, 7 and 30 days.',
    labels: ['days'],
    samples: ({ usage }) => usage.periods.map(({ days, activeUsers }) => [{ days: `${days}` }, activeUsers]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_companies',
    help: 'Companies that are known today.',
    samples: ({ usage }) => [[NO_LABELS, usage.companies]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_new_filings',
    help: 'Filings that were recorded for the first time in the last 1, 7 and 30 days.',
    labels: ['days'],
    samples: ({ usage }) => usage.periods.map(({ days, filings }) => [{ days: `${days}` }, filings]),
  },
  {
    kind: 'gauge',
    name: 'greyoak_documents',
    help: 'Documents of companies, in any state.',
    samples: ({ usage }) => [[NO_LABELS, usage.documents]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_reports',
    help: 'Reports that the store has, by status.',
    labels: ['status'],
    samples: ({ usage }) => [
      [{ status: 'queued' }, usage.reportsQueued],
      [{ status: 'running' }, usage.reportsRunning],
      [{ status: 'succeeded' }, usage.reportsSucceeded],
      [{ status: 'failed' }, usage.reportsFailed],
    ],
  },
];
