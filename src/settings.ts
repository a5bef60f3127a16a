import { resolve } from 'node:path';
import { z } from 'zod';
import { MOST_PER_PAGE } from './books/page.js';
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
  readonly http: HttpSettings;
  readonly limits: Limits;
  readonly live: LiveSettings;
}

/** How changes of scores are handed to subscribers. */
export interface LiveSettings {
  /** How long a cursor can be resumed from. */
  readonly retentionDays: number;
  /** Events that a process keeps in memory for those who come back. */
  readonly ringEvents: number;
  /** A client for which more bytes than these stand unsent, for so long, is closed. */
  readonly slowClientBytes: number;
  readonly slowClientMs: number;
  /** Sockets and event streams together. */
  readonly sockets: number;
  readonly socketsPerCaller: number;
  readonly operationsPerSocket: number;
  /** Of one message. */
  readonly messageBytes: number;
  readonly messagesPerSecond: number;
  readonly connectionInitTimeoutMs: number;
  /** How long clients are told to leave when the service stops. */
  readonly drainMs: number;
}

/** How requests are answered. */
export interface HttpSettings {
  /** Of other sites' pages that may read answers, as browsers send them. */
  readonly allowedOrigins: readonly string[];
  /** Names that requests may ask for by their Host header; empty: all. */
  readonly trustedHosts: readonly string[];
  /** Addresses of proxies whose X-Forwarded-For is believed. */
  readonly trustedProxies: readonly string[];
  /** Room for answers that are sent again as they are. */
  readonly cacheBytes: number;
  /** Seconds for which answers about closed sessions need not be asked for again. */
  readonly closedSessionMaxAge: number;
  /** The file of the only operations that are executed; undefined: all are. */
  readonly persistedOperations: string | undefined;
}

/** What one request, and one caller, may ask for. Costs are in points (docs/limits.md). */
export interface Limits {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  readonly tokens: number;
  readonly page: number;
  readonly bodyBytes: number;
  readonly mutationBytes: number;
  /** Of one operation. */
  readonly cost: number;
  /** Of one result of a subscription. */
  readonly eventCost: number;
  /** What a caller may spend at once, and what it gets back in a second. */
  readonly costBucket: number;
  readonly costPerSecond: number;
  readonly operationTimeoutMs: number;
  /** Calls in a minute; 0: any number. */
  readonly whatIfPerMinute: number;
  readonly reproducedPerMinute: number;
  readonly componentsPerMinute: number;
  /** Where these calls are counted: in this process, or in the database for all processes together. */
  readonly rateLimitStore: 'memory' | 'database';
}

const DATABASE_URL = 'a URL that starts with postgres:// or postgresql://';

const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `one of ${names.join(', ')}` });

/** A whole number within bounds. */
const whole = (least: number, most: number, usual: number) => {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string()
    .regex(/^\d{1,15}$/, expected)
    .transform(Number)
    .pipe(z.int(expected).min(least, expected).max(most, expected))
    .default(usual);
};

/** Names with commas between them. */
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  );

const MOST = 1_000_000_000;

/** Every variable, with what a faulty one is told to be. */
const variables = z.object({
  PORT: whole(0, 65_535, 4000),
  HOST: z.string().regex(/^\S+$/, 'a host name or an address').default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, DATABASE_URL)
    .optional(),
  GREYOAK_HOME: z.string().default('.greyoak'),
  ROLE: oneOf(['all', 'api', 'worker']).default('all'),
  LOG_LEVEL: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: oneOf(['production', 'development', 'test']).default('development'),
  ALLOWED_ORIGINS: list,
  TRUSTED_HOSTS: list,
  TRUSTED_PROXIES: list,
  CACHE_BYTES: whole(0, 16 * 2 ** 30, 64 * 2 ** 20),
  CLOSED_SESSION_MAX_AGE: whole(0, 31_536_000, 3600),
  PERSISTED_OPERATIONS: z.string().optional(),
  MAX_DEPTH: whole(1, 100, 12),
  MAX_ALIASES: whole(0, 10_000, 100),
  MAX_ROOT_FIELDS: whole(1, 10_000, 100),
  MAX_DIRECTIVES: whole(0, 10_000, 200),
  MAX_TOKENS: whole(1, 1_000_000, 5_000),
  MAX_PAGE: whole(1, MOST_PER_PAGE, MOST_PER_PAGE),
  MAX_BODY_BYTES: whole(1024, 64 * 2 ** 20, 256 * 1024),
  MAX_MUTATION_BYTES: whole(1024, 64 * 2 ** 20, 2 ** 20),
  MAX_COST: whole(1, MOST, 100_000),
  MAX_EVENT_COST: whole(1, MOST, 1_000),
  COST_BUCKET: whole(1, MOST, 100_000),
  COST_PER_SECOND: whole(1, MOST, 10_000),
  OPERATION_TIMEOUT_MS: whole(1, 3_600_000, 10_000),
  WHAT_IF_PER_MINUTE: whole(0, 1_000_000, 60),
  REPRODUCED_PER_MINUTE: whole(0, 1_000_000, 120),
  COMPONENTS_PER_MINUTE: whole(0, 1_000_000, 120),
  RATE_LIMIT_STORE: oneOf(['memory', 'database']).default('memory'),
  EVENT_RETENTION_DAYS: whole(1, 36_500, 30),
  RING_EVENTS: whole(1, 10_000_000, 10_000),
  SLOW_CLIENT_BYTES: whole(65_536, MOST, 2 ** 20),
  SLOW_CLIENT_MS: whole(1, 3_600_000, 30_000),
  SOCKETS: whole(0, 1_000_000, 20_000),
  SOCKETS_PER_CALLER: whole(0, 1_000_000, 200),
  OPERATIONS_PER_SOCKET: whole(1, 10_000, 100),
  MAX_MESSAGE_BYTES: whole(1024, 64 * 2 ** 20, 256 * 1024),
  MESSAGES_PER_SECOND: whole(1, 100_000, 50),
  CONNECTION_INIT_TIMEOUT_MS: whole(1, 600_000, 10_000),
  DRAIN_MS: whole(0, 600_000, 10_000),
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
      return `  ${name}: expected ${message}, got ${shown(name, set[name])}`;
    });
    throw new UserError(
      `These environment variables cannot be used:\n${lines.join('\n')}\n` +
        'Fix or unset them; .env.example has every variable with its default.',
    );
  }
  const given = parsed.data;
  return Object.freeze({
    port: given.PORT,
    host: given.HOST,
    databaseUrl: given.DATABASE_URL,
    home: resolve(given.GREYOAK_HOME),
    role: given.ROLE,
    logLevel: given.LOG_LEVEL,
    nodeEnv: given.NODE_ENV,
    http: Object.freeze({
      allowedOrigins: given.ALLOWED_ORIGINS,
      trustedHosts: given.TRUSTED_HOSTS,
      trustedProxies: given.TRUSTED_PROXIES,
      cacheBytes: given.CACHE_BYTES,
      closedSessionMaxAge: given.CLOSED_SESSION_MAX_AGE,
      persistedOperations: given.PERSISTED_OPERATIONS,
    }),
    limits: Object.freeze({
      depth: given.MAX_DEPTH,
      aliases: given.MAX_ALIASES,
      rootFields: given.MAX_ROOT_FIELDS,
      directives: given.MAX_DIRECTIVES,
      tokens: given.MAX_TOKENS,
      page: given.MAX_PAGE,
      bodyBytes: given.MAX_BODY_BYTES,
      mutationBytes: given.MAX_MUTATION_BYTES,
      cost: given.MAX_COST,
      eventCost: given.MAX_EVENT_COST,
      costBucket: given.COST_BUCKET,
      costPerSecond: given.COST_PER_SECOND,
      operationTimeoutMs: given.OPERATION_TIMEOUT_MS,
      whatIfPerMinute: given.WHAT_IF_PER_MINUTE,
      reproducedPerMinute: given.REPRODUCED_PER_MINUTE,
      componentsPerMinute: given.COMPONENTS_PER_MINUTE,
      rateLimitStore: given.RATE_LIMIT_STORE,
    }),
    live: Object.freeze({
      retentionDays: given.EVENT_RETENTION_DAYS,
      ringEvents: given.RING_EVENTS,
      slowClientBytes: given.SLOW_CLIENT_BYTES,
      slowClientMs: given.SLOW_CLIENT_MS,
      sockets: given.SOCKETS,
      socketsPerCaller: given.SOCKETS_PER_CALLER,
      operationsPerSocket: given.OPERATIONS_PER_SOCKET,
      messageBytes: given.MAX_MESSAGE_BYTES,
      messagesPerSecond: given.MESSAGES_PER_SECOND,
      connectionInitTimeoutMs: given.CONNECTION_INIT_TIMEOUT_MS,
      drainMs: given.DRAIN_MS,
    }),
  });
}

/** A faulty URL may hold a password at a place that we do not foresee, so that only its scheme is shown. */
function shown(name: string, value: string | undefined): string {
  if (name !== 'DATABASE_URL') return JSON.stringify(value);
  const scheme = /^[a-z][a-z\d+.-]*:\/\//i.exec(value ?? '');
  return scheme === null ? 'a text without a scheme' : `${scheme[0]}… (the rest may hold a password)`;
}
