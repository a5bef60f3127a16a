import { registerEnumType } from 'type-graphql';
import type { Health } from '../../companies/analysis/names.js';

export const HealthEnum = {
  EXCELLENT: 'EXCELLENT',
  GOOD: 'GOOD',
  NEEDS_ATTENTION: 'NEEDS_ATTENTION',
  AT_RISK: 'AT_RISK',
} as const satisfies Record<Health, Health>;
registerEnumType(HealthEnum, {
  name: 'Health',
  description:
    'How healthy a company is by its figures. The rules are tried from the worst one on; a margin does not apply to lenders.',
  valuesConfig: {
    EXCELLENT: {
      description:
        'Growth of at least 20 %, an operating margin of at least 10 %, a return of at least 15 %.',
    },
    GOOD: { description: 'None of the three is below 0 %, and the return is at least 8 %.' },
    NEEDS_ATTENTION: { description: 'Growth or the operating margin is below 0 %.' },
    AT_RISK: {
      description:
        'The operating margin is below -10 %, the newest annual equity is 0 or less, or the net profits of the newest three ' +
        'consecutive years are below 0.',
    },
  },
});
