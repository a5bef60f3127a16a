import { resolve } from 'node:path';
import { z } from 'zod';
import { UserError } from './userError.js';

/** What the environment says, read once at the start. */
export interface Settings {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly host: string;
  /** Undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** An absolute path. */
  readonly home: string;
  readonly role: 'all' | 'api' | 'worker';
  readonly logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  readonly nodeEnv: 'production' | 'development' | 'test';
}

const PORT = 'a whole number from 0 to 65535';
const DATABASE_URL = 'a URL that starts with postgres:// or postgresql://';

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `one of ${names.join(', ')}` });

/** Every variable, with what a faulty one is told to be. */
const variables = z.object({
  PORT: z.string().regex(/^\d+$/, PORT).transform(Number).pipe(z.int(PORT).max(65_535, PORT)).default(4000),
  HOST: z.string().regex(/^\S+$/, 'a host name or an address').default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, DATABASE_URL)
    .optional(),
  GREYOAK_HOME: z.string().default('.greyoak'),
  ROLE: oneOf(['all', 'api', 'worker']).default('all'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: oneOf(['production', 'development', 'test']).default('development'),
});

/** The names of the variables that are read. */
export const VARIABLES: readonly string[] = Object.keys(variables.shape);

/**
 * Reads and validates the environment; an empty text counts as not set.
 *
 * @throws UserError that lists every faulty variable
 */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const set = Object.fromEntries(VARIABLES.map((name) => [name, env[name] === '' ? undefined : env[name]]));
  const parsed = variables.safeParse(set);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(({ path, message }) => {
      const name = String(path[0]);
      return `  ${name}: expected ${message}, came ${shown(name, set[name])}`;
    });
    throw new UserError(
      `These environment variables cannot be used:\n${lines.join('\n')}\n` +
        'Mend or unset them; .env.example has every variable with its default.',
    );
  }
  const { PORT: port, HOST: host, ROLE: role, LOG_LEVEL: logLevel, NODE_ENV: nodeEnv } = parsed.data;
  const { DATABASE_URL: databaseUrl, GREYOAK_HOME } = parsed.data;
  return Object.freeze({ port, host, databaseUrl, home: resolve(GREYOAK_HOME), role, logLevel, nodeEnv });
}

/** A faulty URL may hold a password at a place that we do not foresee, so that only its scheme is shown. */
function shown(name: string, value: string | undefined): string {
  if (name !== 'DATABASE_URL') return JSON.stringify(value);
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(value ?? '');
  return scheme === null ? 'a text without a scheme' : `${scheme[0]}… (the rest may hold a password)`;
}
