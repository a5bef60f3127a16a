import { ALERT_METRICS, METRICS, type AlertMetric } from '../metrics.js';

/** The metrics about the service itself, which only those see who may read operations. */
export const OPERATORS_METRICS: readonly AlertMetric[] = ALERT_METRICS.filter(
  (metric) => METRICS[metric].ofOperators,
);
