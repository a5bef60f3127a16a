import { z } from 'zod';
import { readAuthKey } from '../access/authKey.js';
import { FOR_ANYBODY, type Scope } from '../access/scopes.js';
import type { Section, ValuesOf } from './section.js';

const GRANTABLE = [...FOR_ANYBODY];

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
    /** Null: `findAuthKey` reads or makes a file. */
    authKey: {
      variable: 'AUTH_KEY',
      schema: z
        .string()
        .refine((text) => text === '' || readAuthKey(text) !== null)
        .transform(readAuthKey),
      expected: '32 random bytes as base64, as "openssl rand -base64 32" makes them',
      default: '',
      redact: (text: string) => `another text of ${text.length} characters`,
      description:
        'The secret that refresh tokens and the audit are signed with: 32 random bytes as base64 (openssl rand -base64 32), the same for all processes; needed with DATABASE_URL in closed mode; if unset elsewhere, the file auth-key in GREYOAK_HOME, which is made once.',
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
      isFree: true,
      expected: `some of ${GRANTABLE.join(', ')}, separated by commas`,
      default: '',
      description:
        'What callers without credentials may do in closed mode: names of SCORES_READ, MARKET_READ, RISK_READ, COMPANIES_READ and WHAT_IF, separated by commas; if unset, nothing.',
    },
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
      isFree: true,
      default: '',
      description:
        'Password of that administrator: 12 to 128 characters, none of the common ones, without the e-mail address; unset it after the first start.',
      redact: () => 'a password',
    },
  },
} satisfies Section;

export type AccessSettings = ValuesOf<typeof access>;
