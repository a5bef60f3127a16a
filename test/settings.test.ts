import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSettings, VARIABLES } from '../src/settings.js';
import { UserError } from '../src/userError.js';

const DEFAULTS = {
  port: 4000,
  host: '127.0.0.1',
  databaseUrl: undefined,
  home: join(process.cwd(), '.greyoak'),
  role: 'all',
  logLevel: 'info',
  nodeEnv: 'development',
  http: {
    allowedOrigins: [],
    trustedHosts: [],
    trustedProxies: [],
    cacheBytes: 67_108_864,
    closedSessionMaxAge: 3600,
    persistedOperations: undefined,
  },
  limits: {
    depth: 12,
    aliases: 100,
    rootFields: 100,
    directives: 200,
    tokens: 5_000,
    page: 500,
    bodyBytes: 262_144,
    mutationBytes: 1_048_576,
    cost: 100_000,
    eventCost: 1_000,
    costBucket: 100_000,
    costPerSecond: 10_000,
    operationTimeoutMs: 10_000,
    whatIfPerMinute: 60,
    reproducedPerMinute: 120,
    componentsPerMinute: 120,
    rateLimitStore: 'memory',
  },
  live: {
    retentionDays: 30,
    ringEvents: 10_000,
    slowClientBytes: 1_048_576,
    slowClientMs: 30_000,
    sockets: 20_000,
    socketsPerCaller: 200,
    operationsPerSocket: 100,
    messageBytes: 262_144,
    messagesPerSecond: 50,
    connectionInitTimeoutMs: 10_000,
    drainMs: 10_000,
  },
};

/** A variable that holds a whole number: where it is in the settings, the least and the most that it may be. */
const NUMBERS: readonly (readonly [
  name: string,
  group: 'http' | 'limits' | 'live' | 'live',
  key: string,
  number,
  number,
])[] = [
  ['CACHE_BYTES', 'http', 'cacheBytes', 0, 17_179_869_184],
  ['CLOSED_SESSION_MAX_AGE', 'http', 'closedSessionMaxAge', 0, 31_536_000],
  ['MAX_DEPTH', 'limits', 'depth', 1, 100],
  ['MAX_ALIASES', 'limits', 'aliases', 0, 10_000],
  ['MAX_ROOT_FIELDS', 'limits', 'rootFields', 1, 10_000],
  ['MAX_DIRECTIVES', 'limits', 'directives', 0, 10_000],
  ['MAX_TOKENS', 'limits', 'tokens', 1, 1_000_000],
  ['MAX_PAGE', 'limits', 'page', 1, 500],
  ['MAX_BODY_BYTES', 'limits', 'bodyBytes', 1024, 67_108_864],
  ['MAX_MUTATION_BYTES', 'limits', 'mutationBytes', 1024, 67_108_864],
  ['MAX_EVENT_COST', 'limits', 'eventCost', 1, 1_000_000_000],
  ['MAX_COST', 'limits', 'cost', 1, 1_000_000_000],
  ['COST_BUCKET', 'limits', 'costBucket', 1, 1_000_000_000],
  ['COST_PER_SECOND', 'limits', 'costPerSecond', 1, 1_000_000_000],
  ['OPERATION_TIMEOUT_MS', 'limits', 'operationTimeoutMs', 1, 3_600_000],
  ['WHAT_IF_PER_MINUTE', 'limits', 'whatIfPerMinute', 0, 1_000_000],
  ['REPRODUCED_PER_MINUTE', 'limits', 'reproducedPerMinute', 0, 1_000_000],
  ['COMPONENTS_PER_MINUTE', 'limits', 'componentsPerMinute', 0, 1_000_000],
  ['EVENT_RETENTION_DAYS', 'live', 'retentionDays', 1, 36_500],
  ['RING_EVENTS', 'live', 'ringEvents', 1, 10_000_000],
  ['SLOW_CLIENT_BYTES', 'live', 'slowClientBytes', 65_536, 1_000_000_000],
  ['SLOW_CLIENT_MS', 'live', 'slowClientMs', 1, 3_600_000],
  ['SOCKETS', 'live', 'sockets', 0, 1_000_000],
  ['SOCKETS_PER_CALLER', 'live', 'socketsPerCaller', 0, 1_000_000],
  ['OPERATIONS_PER_SOCKET', 'live', 'operationsPerSocket', 1, 10_000],
  ['MAX_MESSAGE_BYTES', 'live', 'messageBytes', 1024, 67_108_864],
  ['MESSAGES_PER_SECOND', 'live', 'messagesPerSecond', 1, 100_000],
  ['CONNECTION_INIT_TIMEOUT_MS', 'live', 'connectionInitTimeoutMs', 1, 600_000],
  ['DRAIN_MS', 'live', 'drainMs', 0, 600_000],
];
const LISTS: readonly (readonly [name: string, key: string])[] = [
  ['ALLOWED_ORIGINS', 'allowedOrigins'],
  ['TRUSTED_HOSTS', 'trustedHosts'],
  ['TRUSTED_PROXIES', 'trustedProxies'],
];

function refusal(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('expected a refusal, got settings');
}

describe('readSettings', () => {
  test('has a default for everything, and takes an empty text for not set', () => {
    expect(readSettings({})).toEqual(DEFAULTS);
    expect(readSettings(Object.fromEntries(VARIABLES.map((name) => [name, ''])))).toEqual(DEFAULTS);
  });

  test('reads what is said of the process, and is frozen', () => {
    const settings = readSettings({
      PORT: '0',
      HOST: '::',
      DATABASE_URL: 'postgresql://oak:secret@db/scores',
      GREYOAK_HOME: '/srv/oak',
      ROLE: 'worker',
      LOG_LEVEL: 'silent',
      NODE_ENV: 'production',
      PATH: '/bin',
    });
    expect(settings).toEqual({
      ...DEFAULTS,
      port: 0,
      host: '::',
      databaseUrl: 'postgresql://oak:secret@db/scores',
      home: '/srv/oak',
      role: 'worker',
      logLevel: 'silent',
      nodeEnv: 'production',
    });
    expect([settings, settings.http, settings.limits].map(Object.isFrozen)).toEqual([true, true, true]);
  });

  test.each(NUMBERS)('reads %s, from the least to the most', (name, group, key, least, most) => {
    for (const value of [least, most]) {
      const settings = readSettings({ [name]: String(value) });
      expect(settings).toEqual({ ...DEFAULTS, [group]: { ...DEFAULTS[group], [key]: value } });
    }
  });

  test.each(NUMBERS)('refuses another %s', (name, _group, _key, least, most) => {
    for (const value of [String(least - 1), String(most + 1), '1.5', 'many', `${most} `, '9'.repeat(20)]) {
      expect(refusal({ [name]: value })).toContain(
        `${name}: expected a whole number from ${least} to ${most}, got "${value}"`,
      );
    }
  });

  test.each(LISTS)('reads %s as names with commas between them', (name, key) => {
    const settings = readSettings({ [name]: ' https://one.example,, two.example ,' });
    const names = ['https://one.example', 'two.example'];
    expect(settings).toEqual({ ...DEFAULTS, http: { ...DEFAULTS.http, [key]: names } });
  });

  test('reads where operations are listed, and where calls are counted', () => {
    expect(readSettings({ PERSISTED_OPERATIONS: 'operations.json', RATE_LIMIT_STORE: 'database' })).toEqual({
      ...DEFAULTS,
      http: { ...DEFAULTS.http, persistedOperations: 'operations.json' },
      limits: { ...DEFAULTS.limits, rateLimitStore: 'database' },
    });
    expect(refusal({ RATE_LIMIT_STORE: 'redis' })).toContain(
      'RATE_LIMIT_STORE: expected one of memory, database, got "redis"',
    );
  });

  test('has every variable in a test above', () => {
    const others = [
      ...['PORT', 'HOST', 'DATABASE_URL', 'GREYOAK_HOME', 'ROLE', 'LOG_LEVEL', 'NODE_ENV'],
      ...['PERSISTED_OPERATIONS', 'RATE_LIMIT_STORE'],
    ];
    const tested = [...others, ...NUMBERS.map(([name]) => name), ...LISTS.map(([name]) => name)];
    expect(tested.toSorted()).toEqual(VARIABLES.toSorted());
  });

  test('lists every faulty variable with what was expected and what came', () => {
    expect(refusal({ PORT: '65536', HOST: 'a b', ROLE: 'API', LOG_LEVEL: 'loud', NODE_ENV: 'prod' })).toBe(
      [
        'These environment variables cannot be used:',
        '  PORT: expected a whole number from 0 to 65535, got "65536"',
        '  HOST: expected a host name or an address, got "a b"',
        '  ROLE: expected one of all, api, worker, got "API"',
        '  LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, got "loud"',
        '  NODE_ENV: expected one of production, development, test, got "prod"',
        'Fix or unset them; .env.example has every variable with its default.',
      ].join('\n'),
    );
  });

  test.each(['-1', '80.5', '1e3', ' 80', '0x50', '99999999999999999999'])('refuses the port %j', (PORT) => {
    expect(refusal({ PORT })).toContain(`PORT: expected a whole number from 0 to 65535, got "${PORT}"`);
  });

  test.each(['mysql://oak:secret@db/scores', 'oak:secret@db', 'postgres://oak:sec ret@db', 'postgres://'])(
    'refuses the database %j without showing a password',
    (DATABASE_URL) => {
      const message = refusal({ DATABASE_URL });
      expect(message).toContain('DATABASE_URL: expected a URL that starts with postgres:// or postgresql://');
      expect(message).not.toMatch(/sec|ret@/);
    },
  );
});

describe('.env.example', () => {
  const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const given = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value] as const);

  test('has every variable that is read, no other one, and a comment for each', () => {
    expect(given.map(([name]) => name)).toEqual(VARIABLES);
    expect(text.match(/^# .+\n[A-Z_]+=/gm)).toHaveLength(VARIABLES.length);
  });

  test('has the defaults', () => {
    expect(readSettings(Object.fromEntries(given))).toEqual(DEFAULTS);
  });
});
