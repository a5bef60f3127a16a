import { z } from 'zod';
import { FOR_ANYBODY, type Scope } from '../access/scopes.js';
import type { Section, ValuesOf } from './section.js';
import type { Setting } from './setting.js';

const GRANTABLE = [...FOR_ANYBODY];

const KEY_BYTES = 32;

/** The bytes; null where no key is set. */
const authKey: Setting<Buffer | null> = {
  variable: 'AUTH_KEY',
  schema: z
    .string()
    .regex(/^([\dA-Za-z+/]{43}=?)?$/)
    .transform((text) => (text === '' ? null : Buffer.from(text, 'base64')))
    // Bytes that are no random ones, such as those of a placeholder.
    .refine((bytes) => bytes === null || (bytes.length === KEY_BYTES && new Set(bytes).size > KEY_BYTES / 2)),
  expected: `${KEY_BYTES} random bytes as base64, such as openssl rand -base64 ${KEY_BYTES} prints`,
  default: '',
  description:
    'The secret that refresh tokens and the audit are made with, 32 bytes as base64; required with DATABASE_URL while access is closed, else a file in GREYOAK_HOME is made.',
  redact: (text) => `a text of ${text.length} characters that does not fit`,
};

/** Who may use the service (docs/operations.md). */
export const access = {
  title: 'Access',
  settings: {
    /** Null leaves the decision to `decideAccess`. */
    accessMode: {
      variable: 'ACCESS',
      schema: z
        .enum(['', 'open', 'closed'])
        .transform((mode) => (mode === '' ? null : mode)) satisfies z.ZodType<unknown, string>,
      expected: 'one of open, closed',
      default: '',
      description:
        'open takes each caller for the built-in administrator, closed asks for API keys; if unset, open only on a loopback HOST outside of production, with the embedded PostgreSQL, no TRUSTED_PROXIES and no users.',
    },
    anonymousScopes: {
      variable: 'ANONYMOUS_SCOPES',
      schema: z
        .string()
        .transform((text) =>
          text
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== ''),
        )
        .pipe(z.array(z.enum(GRANTABLE as [Scope, ...Scope[]]))),
      expected: `some of ${GRANTABLE.join(', ')}, separated by commas`,
      default: '',
      description:
        'What callers without credentials may do in closed mode: names of SCORES_READ, MARKET_READ, RISK_READ, COMPANIES_READ and WHAT_IF, separated by commas; if unset, nothing.',
    },
    authKey,
    adminEmail: {
      variable: 'ADMIN_EMAIL',
      schema: z.string().transform((text) => (text === '' ? null : text)) satisfies z.ZodType<
        unknown,
        string
      >,
      expected: 'an e-mail address',
      default: '',
      description:
        'E-mail address of the administrator who is added at the start of a service whose store has no user, with ADMIN_PASSWORD; ignored as soon as there is one.',
    },
    adminPassword: {
      variable: 'ADMIN_PASSWORD',
      schema: z.string().transform((text) => (text === '' ? null : text)) satisfies z.ZodType<
        unknown,
        string
      >,
      expected: 'a password',
      default: '',
      description:
        'Password of that administrator: 12 to 128 characters, none of the common ones, without the e-mail address; unset it after the first start.',
      redact: () => 'a password',
    },
  },
} satisfies Section;

export type AccessSettings = ValuesOf<typeof access>;
