import { alertLog } from '../../live/alerts/alertLog.js';
import type { Noun } from '../noun.js';
import { AlertEventSubscriptions } from './alertEventSubscriptions.js';
import { ALERT_EVENT_POLICIES } from './policies.js';

export const alertEventNoun: Noun = {
  resolvers: [AlertEventSubscriptions],
  logs: { alerts: alertLog },
  policies: ALERT_EVENT_POLICIES,
};
