import { resolve } from 'node:path';
import { z } from 'zod';
import { postgresUrl } from './postgresUrl.js';
import type { Section } from './section.js';
import { wholeNumber } from './wholeNumber.js';

/** Where the data is stored. */
export const database = {
  title: 'The database',
  settings: {
    /** Undefined stands for the embedded PostgreSQL. */
    databaseUrl: postgresUrl(
      'DATABASE_URL',
      'A PostgreSQL 15 or newer, as postgres://user:password@host:port/database; if unset, greyoak runs its own PostgreSQL, in production only if GREYOAK_HOME is set.',
    ),
    migrationUrl: postgresUrl(
      'MIGRATION_DATABASE_URL',
      'The same database as the owner of its schema, for greyoak migrate; if unset, migrations run as the user of DATABASE_URL, also at the start if it owns the schema.',
    ),
    /** An absolute path. */
    home: {
      variable: 'GREYOAK_HOME',
      schema: z.string().transform((path) => resolve(path)),
      expected: 'a path',
      default: '.greyoak',
      description:
        'The folder of the embedded PostgreSQL and its lock; a relative path starts at the working directory.',
    },
    /** Null: the sample is imported into the embedded database, and not in production. */
    sample: {
      variable: 'SAMPLE',
      schema: z
        .enum(['', 'on', 'off'])
        .transform((text) => (text === '' ? null : text === 'on')) satisfies z.ZodType<unknown, string>,
      expected: 'one of on, off',
      default: '',
      description:
        'Whether the synthetic market is imported into an empty store at the start, and served; if unset, only into the embedded PostgreSQL, and not in production.',
    },
    poolSize: wholeNumber('DATABASE_CONNECTIONS', {
      least: 2,
      most: 1_000,
      default: 10,
      description:
        'How many connections a process may have for reads, and as many again for imports; workers have those that their queues need.',
    }),
    writers: wholeNumber('DATABASE_WRITERS', {
      least: 1,
      most: 100,
      default: 3,
      description: 'How many connections a process may have for mutations.',
    }),
    waitingWrites: wholeNumber('MAX_WAITING_WRITES', {
      least: 0,
      most: 10_000,
      default: 20,
      description: 'How many mutations may wait for a connection; more are refused with OVERLOADED.',
    }),
    lockTimeoutMs: wholeNumber('LOCK_TIMEOUT_MS', {
      least: 1,
      most: 3_600_000,
      default: 4_000,
      unit: 'milliseconds',
      description:
        'How long a mutation may wait for a connection, and an operation for a lock of the database, before it is refused with OVERLOADED.',
    }),
  },
} satisfies Section;
