import { registerEnumType } from 'type-graphql';
import type { Severity } from '../database/tables.js';

export const SeverityEnum = {
  LOW: 'LOW',
  MEDIUM: 'MEDIUM',
  HIGH: 'HIGH',
  CRITICAL: 'CRITICAL',
} as const satisfies Record<Severity, Severity>;
registerEnumType(SeverityEnum, {
  name: 'Severity',
  description: 'How much an alert matters, as the owner of its rule says.',
  valuesConfig: {
    LOW: { description: 'Good to know.' },
    MEDIUM: { description: 'To be looked at in time.' },
    HIGH: { description: 'To be looked at today.' },
    CRITICAL: { description: 'To be looked at now.' },
  },
});
