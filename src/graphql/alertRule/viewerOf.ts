import type { Caller } from '../../access/caller.js';
import { metricsAbout } from '../../live/alerts/metrics.js';
import { NOBODY, type Viewer } from '../../live/alerts/rules/viewer.js';

/**
 * Returns what a caller sees of rules and alerts: its own, and those for everybody.
 *
 * @param ofEverybody whether it sees those of all users, which the policy of the field has checked
 */
export function viewerOf({ rights, user }: Caller, ofEverybody = false): Viewer {
  return {
    owners: ofEverybody ? 'EVERYBODY' : (user?.id ?? NOBODY),
    unseen: [
      ...(rights.scopes.has('PORTFOLIOS_READ') ? [] : metricsAbout('PORTFOLIO')),
      ...(rights.scopes.has('OPERATIONS_READ') ? [] : metricsAbout('SERVICE')),
    ],
  };
}
