import { inherited } from '../inherited.js';
import type { Policies } from '../noun.js';

export const ALERT_EVENT_POLICIES: Policies = {
  // Of each user other events, so that no two users share what is executed.
  'Subscription.alertRaised': { access: 'RISK_READ', freshness: 'VOLATILE', isOwned: true },
  ...inherited('AlertEvent', ['alert', 'at', 'change', 'state', 'value'], { cursor: 110 }),
};
