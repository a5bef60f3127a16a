import { SEVERITIES } from '../status/alertCounts.js';
import type { StoreState } from '../status/storeStatus.js';
import type { LabelledMetric } from './labelledMetrics.js';

const NO_LABELS = {};

/** What the store says of alerts and webhooks. */
export const ALERT_METRICS: readonly LabelledMetric<StoreState>[] = [
  {
    kind: 'gauge',
    name: 'greyoak_alerts_behind_seconds',
    help: 'For how long the oldest run waits whose scores and risks no rule of alerts has seen; 0 where none waits.',
    samples: ({ alerts }) => [[NO_LABELS, alerts.behindSeconds]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_alerts_open',
    help: 'Alerts that are not resolved, by severity.',
    labels: ['severity'],
    samples: ({ alerts }) =>
      SEVERITIES.map((severity) => [{ severity: severity.toLowerCase() }, alerts.open[severity] ?? 0]),
  },
  {
    kind: 'counter',
    name: 'greyoak_alert_events_total',
    help: 'Events that were appended to the log of alerts, which is the position of the newest one.',
    samples: ({ alerts }) => [[NO_LABELS, alerts.events]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_webhook_deliveries_waiting',
    help: 'Deliveries to webhooks that wait, apart from those of parked ones.',
    samples: ({ alerts }) => [[NO_LABELS, alerts.deliveries]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_webhook_oldest_seconds',
    help: 'For how long the oldest of these deliveries waits; 0 where none waits.',
    samples: ({ alerts }) => [[NO_LABELS, alerts.oldestSeconds]],
  },
  {
    kind: 'gauge',
    name: 'greyoak_webhooks_parked',
    help: 'Webhooks that are sent nothing until their owner resumes them, because deliveries failed for a day.',
    samples: ({ alerts }) => [[NO_LABELS, alerts.parked]],
  },
];
