import { z } from 'zod';
import type { Section, ValuesOf } from './section.js';
import type { Setting } from './setting.js';
import { wholeNumber } from './wholeNumber.js';

const LEAST_TOKEN = 32;

/** Null where no token is set. */
const metricsToken: Setting<string | null> = {
  variable: 'METRICS_TOKEN',
  schema: z
    .string()
    // As RFC 6750 writes a bearer token.
    .regex(/^([\w.~+/-]{32,}=*)?$/)
    .transform((token) => (token === '' ? null : token)),
  expected: `at least ${LEAST_TOKEN} letters, digits and signs of -._~+/, such as openssl rand -hex 32 prints`,
  default: '',
  description:
    'A secret of at least 32 characters, with which Prometheus may read /metrics and /health of a closed service; a key with OPERATIONS_READ may, too.',
  redact: (token) => `a text of ${token.length} characters that does not fit`,
};

/** What each caller of a closed service may do in a minute, and how its metrics are read (docs/limits.md). */
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
    metricsToken,
  },
} satisfies Section;

export type QuotaSettings = ValuesOf<typeof quotas>;
