import { ROLES, scopesOf } from '../../../access/roles.js';

/** The roles whose users may have webhooks. What waits for others is not sent. */
export const ROLES_WITH_ALERTS = ROLES.filter((role) => scopesOf(role).includes('ALERTS_WRITE'));
