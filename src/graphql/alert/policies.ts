import { connectionPolicies } from '../connection/connectionPolicies.js';
import type { FieldPolicy } from '../fieldPolicy.js';
import { inherited } from '../inherited.js';
import { rowsOfPage } from '../limits/pageOf.js';
import type { Policies } from '../noun.js';

const CHANGE: FieldPolicy = { access: ['RISK_READ', 'ALERTS_WRITE'], freshness: 'VOLATILE', cost: 20 };

export const ALERT_POLICIES: Policies = {
  'Query.alerts': {
    access: 'RISK_READ',
    scopesOfArguments: { ofEverybody: { true: 'EVERYBODYS_READ' } },
    freshness: 'VOLATILE',
    cost: rowsOfPage,
    reads: 1,
  },
  // The resolver requires OPERATIONS_WRITE for an alert of a rule for everybody in addition.
  'Mutation.acknowledgeAlert': CHANGE,
  'Mutation.resolveAlert': CHANGE,
  ...connectionPolicies('Alert', { cost: 1, reads: 1 }),
  ...inherited(
    'Alert',
    [
      'acknowledgedAt',
      'band',
      'corrected',
      'date',
      'firstSeenAt',
      'id',
      'lastSeenAt',
      'occurrences',
      'previous',
      'resolvedAt',
      'resolvedByValue',
      'severity',
      'state',
      'threshold',
      'value',
    ],
    { message: 300, note: 300 },
  ),
  'Alert.rule': { access: 'INHERIT', freshness: 'INHERIT', cost: 1, reads: 1 },
  // Companies are in memory. One that was withdrawn since is read, which is rare.
  'Alert.portfolio': { access: 'PORTFOLIOS_READ', freshness: 'VOLATILE', cost: 1, reads: 1 },
  'Alert.stock': { access: 'INHERIT', freshness: 'INHERIT' },
};
