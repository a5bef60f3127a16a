import { ROLES, scopesOf } from '../../../access/roles.js';
import type { Scope } from '../../../access/scopes.js';
import { metricsAbout } from '../metrics.js';

const quoted = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
const rolesWith = (scope: Scope): string => quoted(ROLES.filter((role) => scopesOf(role).includes(scope)));

/**
 * Returns SQL for whether the owner of a webhook, with the alias `owner`, may be sent what a rule, with the alias `rule`, raises.
 * A role may have changed since the rule named the webhook: rules for everybody and those about the service name webhooks of
 * administrators alone, and those about portfolios webhooks of users who may read these.
 */
export const MAY_BE_TOLD = `(owner.active AND owner.role IN (${rolesWith('ALERTS_WRITE')})
  AND (owner.role IN (${rolesWith('OPERATIONS_WRITE')})
    OR rule.scope = 'OWN' AND rule.metric NOT IN (${quoted(metricsAbout('SERVICE'))}))
  AND (owner.role IN (${rolesWith('PORTFOLIOS_READ')}) OR rule.metric NOT IN (${quoted(metricsAbout('PORTFOLIO'))})))`;
