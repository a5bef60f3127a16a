import type { Section, ValuesOf } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** What each caller of a closed service may do in a minute (docs/limits.md). */
export const quotas = {
  title: 'Operations a minute',
  settings: {
    operationsPerMinuteAnonymous: wholeNumber('OPERATIONS_PER_MINUTE_ANONYMOUS', {
      least: 0,
      most: 1_000_000_000,
      default: 60,
      description:
        'How many operations a minute one address may send without a credential, while access is closed; 0 sets no limit.',
    }),
    operationsPerMinute: wholeNumber('OPERATIONS_PER_MINUTE', {
      least: 0,
      most: 1_000_000_000,
      default: 600,
      description:
        'How many operations a minute one user may send, with all its keys together, while access is closed; 0 sets no limit.',
    }),
  },
} satisfies Section;

export type QuotaSettings = ValuesOf<typeof quotas>;
