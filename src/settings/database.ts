import { resolve } from 'node:path';
import { z } from 'zod';
import type { Section } from './section.js';

/** Where the data is stored. */
export const database = {
  title: 'The database',
  settings: {
    /** Undefined stands for the embedded PostgreSQL. */
    databaseUrl: {
      variable: 'DATABASE_URL',
      schema: z
        .string()
        .regex(/^(postgres(ql)?:\/\/\S+)?$/)
        .transform((url) => (url === '' ? undefined : url)),
      expected: 'a URL that starts with postgres:// or postgresql://',
      default: '',
      description:
        'A PostgreSQL 15 or newer, as postgres://user:password@host:port/database; if unset, greyoak runs its own PostgreSQL.',
      redact: schemeOnly,
    },
    /** An absolute path. */
    home: {
      variable: 'GREYOAK_HOME',
      schema: z.string().transform((path) => resolve(path)),
      expected: 'a path',
      default: '.greyoak',
      description:
        'The folder of the embedded PostgreSQL and its lock; a relative path starts at the working directory.',
    },
  },
} satisfies Section;

/** A faulty URL may hold its password in any place, so that nothing but its scheme is safe to show. */
function schemeOnly(url: string): string {
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(url);
  return scheme === null ? 'a text without a scheme' : `${scheme[0]}… (the rest may hold a password)`;
}
