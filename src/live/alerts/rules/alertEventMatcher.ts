import type { AlertEventRow } from '../alertLog.js';
import { OPERATORS_METRICS } from './operatorsMetrics.js';
import type { Viewer } from './viewer.js';

const OF_OPERATORS: ReadonlySet<string> = new Set(OPERATORS_METRICS);

/** Compiles what a viewer sees of the log of alerts, by the same rule as `seenBy`, into a predicate over events. */
export function alertEventMatcher({ owners, seesOperations }: Viewer): (event: AlertEventRow) => boolean {
  return ({ alert }) =>
    alert !== null &&
    (owners === 'EVERYBODY' || alert.owner_id === owners || alert.scope === 'EVERYBODY') &&
    (seesOperations || !OF_OPERATORS.has(alert.metric));
}
