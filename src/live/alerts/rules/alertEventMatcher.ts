import type { AlertEventRow } from '../alertLog.js';
import type { Viewer } from './viewer.js';

/** Compiles what a viewer sees of the log of alerts, by the same rule as `seenBy`, into a predicate over events. */
export function alertEventMatcher({ owners, unseen }: Viewer): (event: AlertEventRow) => boolean {
  const hidden: ReadonlySet<string> = new Set(unseen);
  return ({ alert }) =>
    alert !== null &&
    (owners === 'EVERYBODY' || alert.owner_id === owners || alert.scope === 'EVERYBODY') &&
    !hidden.has(alert.metric);
}
