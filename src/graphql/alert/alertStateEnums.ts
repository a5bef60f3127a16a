import { registerEnumType } from 'type-graphql';
import type { AlertChange, AlertState } from '../../database/tables.js';

/** The vocabularies of alerts as GraphQL enums. */

export const AlertStateEnum = {
  OPEN: 'OPEN',
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  RESOLVED: 'RESOLVED',
} as const satisfies Record<AlertState, AlertState>;
registerEnumType(AlertStateEnum, {
  name: 'AlertState',
  description:
    'State of an alert. It goes from OPEN to RESOLVED, directly or by way of ACKNOWLEDGED, and never back.',
  valuesConfig: {
    OPEN: { description: 'It is not acknowledged, and the value has not been back.' },
    ACKNOWLEDGED: { description: 'A user has taken it on; the value has not been back.' },
    RESOLVED: {
      description:
        'It is over: the value is back, a user has resolved it, its rule was changed or deleted, its stock is scored no more, ' +
        'or the metric is BAND or GUARDRAIL.',
    },
  },
});

export const AlertChangeEnum = {
  RAISED: 'RAISED',
  REPEATED: 'REPEATED',
  ACKNOWLEDGED: 'ACKNOWLEDGED',
  RESOLVED: 'RESOLVED',
  CORRECTED: 'CORRECTED',
} as const satisfies Record<AlertChange, AlertChange>;
registerEnumType(AlertChangeEnum, {
  name: 'AlertChange',
  description: 'What happened to an alert.',
  valuesConfig: {
    RAISED: { description: 'It is new.' },
    REPEATED: { description: 'The value is beyond the threshold on a later session, too.' },
    ACKNOWLEDGED: { description: 'A user acknowledged it.' },
    RESOLVED: { description: 'It is over.' },
    CORRECTED: {
      description: 'Its session was evaluated again or withdrawn, and the condition does not hold there.',
    },
  },
});
