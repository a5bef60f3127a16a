import { ALERT_CHANGES } from '../../live/alerts/alertChanges.js';
import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import { PRICES } from '../limits/prices.js';
import type { Policies } from '../noun.js';

const CHANGE: FieldPolicy = { access: 'ALERTS_WRITE', freshness: 'VOLATILE', cost: 20 };

export const WEBHOOK_POLICIES: Policies = {
  'Query.webhooks': { access: 'ALERTS_WRITE', freshness: 'VOLATILE', cost: rowsOfPage, reads: 1 },
  'Mutation.createWebhook': CHANGE,
  'Mutation.resumeWebhook': CHANGE,
  'Mutation.deleteWebhook': CHANGE,
  ...connectionPolicies('Webhook', { cost: 1, reads: 1 }),
  // Few addresses are as long as they may be.
  ...inherited('Webhook', ['failures', 'id', 'lastDeliveredAt', 'paused'], { lastError: 100, url: 500 }),
  'Webhook.events': {
    access: 'INHERIT',
    freshness: 'INHERIT',
    bytes: JSON.stringify(ALERT_CHANGES).length,
    work: ALERT_CHANGES.length * PRICES.leaf,
  },
  ...inherited('IssuedWebhook', ['webhook'], { secret: 60 }),
};
