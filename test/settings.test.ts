import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readSettings, SECTIONS, VARIABLES } from '../src/settings.js';
import { envExample } from '../src/settings/envExample.js';
import { UserError } from '../src/userError.js';

/** Defaults that clients and operators rely on. A setting added later needs no line here. */
const DEFAULTS = {
  port: 4000,
  host: '127.0.0.1',
  databaseUrl: undefined,
  home: join(process.cwd(), '.greyoak'),
  role: 'all',
  logLevel: 'info',
  nodeEnv: 'development',
  access: { accessMode: null, anonymousScopes: [], authKey: null, adminEmail: null, adminPassword: null },
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
    cost: 5_000,
    answerBytes: 16 * 2 ** 20,
    eventCost: 100,
    costBucket: 100_000,
    costPerSecond: 10_000,
    operationTimeoutMs: 10_000,
    whatIfPerMinute: 60,
    reproducedPerMinute: 120,
    componentsPerMinute: 120,
    rateLimitStore: 'memory',
  },
  quotas: { operationsPerMinuteAnonymous: 60, operationsPerMinute: 600 },
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
  imports: {
    tickers: 20_000,
    bars: 10_000_000,
    facts: 2_000_000,
    refused: 1_000_000,
    bytes: 1_073_741_824,
    ratio: 25,
  },
};

const ENTRIES = SECTIONS.flatMap(({ settings }) => Object.entries(settings));

/** Every setting that holds a whole number: its variable, the name of its value, and its bounds. */
const NUMBERS = ENTRIES.flatMap(([key, { variable, expected }]) => {
  const [, least, most] = /^a whole number from (\d+) to (\d+)$/.exec(expected) ?? [];
  return least === undefined ? [] : [{ variable, key, least: Number(least), most: Number(most) }];
});

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
  const unset = readSettings({});

  test('has a default for every setting, and takes an empty variable for unset', () => {
    expect(readSettings({})).toMatchObject(DEFAULTS);
    expect(readSettings(Object.fromEntries(VARIABLES.map((name) => [name, ''])))).toEqual(readSettings({}));
  });

  test('reads what the process and the database are set to, and is frozen', () => {
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
      ...unset,
      port: 0,
      host: '::',
      databaseUrl: 'postgresql://oak:secret@db/scores',
      home: '/srv/oak',
      role: 'worker',
      logLevel: 'silent',
      nodeEnv: 'production',
    });
    expect(
      [settings, settings.http, settings.limits, settings.live, settings.imports].every(Object.isFrozen),
    ).toBe(true);
  });

  test.each(NUMBERS)('reads $variable from $least to $most', ({ variable, key, least, most }) => {
    for (const value of [least, most]) {
      const settings = readSettings({ [variable]: String(value) });
      const part = (
        [
          'http',
          'connections',
          'limits',
          'quotas',
          'live',
          'imports',
          'exports',
          'documents',
          'feeds',
          'rebalances',
        ] as const
      ).find((name) => key in unset[name]);
      expect(settings).toEqual({
        ...unset,
        ...(part === undefined ? { [key]: value } : { [part]: { ...unset[part], [key]: value } }),
      });
    }
  });

  test.each(NUMBERS)('refuses another $variable', ({ variable, least, most }) => {
    for (const value of [String(least - 1), String(most + 1), '1.5', 'many', `${most} `, '9'.repeat(20)]) {
      expect(refusal({ [variable]: value })).toContain(
        `${variable}: expected a whole number from ${least} to ${most}, got "${value}"`,
      );
    }
  });

  test.each(LISTS)('reads %s as names with commas between them', (name, key) => {
    const settings = readSettings({ [name]: ' https://one.example,, two.example ,' });
    const names = ['https://one.example', 'two.example'];
    expect(settings).toEqual({ ...unset, http: { ...unset.http, [key]: names } });
  });

  test('reads where operations are listed, and where calls are counted', () => {
    expect(readSettings({ PERSISTED_OPERATIONS: 'operations.json', RATE_LIMIT_STORE: 'database' })).toEqual({
      ...unset,
      http: { ...unset.http, persistedOperations: 'operations.json' },
      limits: { ...unset.limits, rateLimitStore: 'database' },
    });
    expect(refusal({ RATE_LIMIT_STORE: 'redis' })).toContain(
      'RATE_LIMIT_STORE: expected one of memory, database, got "redis"',
    );
  });

  test('reads who may use the service', () => {
    const settings = readSettings({ ACCESS: 'closed', ANONYMOUS_SCOPES: ' WHAT_IF,, SCORES_READ ,' });
    const access = { ...unset.access, accessMode: 'closed', anonymousScopes: ['WHAT_IF', 'SCORES_READ'] };
    expect(settings).toEqual({ ...unset, access });
    expect(readSettings({ ACCESS: 'open' }).access.accessMode).toBe('open');
  });

  test.each([
    ['RUNS_WRITE', 'RUNS_WRITE'],
    ['SCORES_READ OWN_ACCOUNT', 'SCORES_READ OWN_ACCOUNT'],
    ['scores_read', 'scores_read'],
    ['SCORES_READ,PORTFOLIOS_READ', 'SCORES_READ,PORTFOLIOS_READ'],
  ])('refuses %j for anonymous callers', (ANONYMOUS_SCOPES, got) => {
    expect(refusal({ ANONYMOUS_SCOPES })).toContain(
      '  ANONYMOUS_SCOPES: expected some of SCORES_READ, MARKET_READ, RISK_READ, COMPANIES_READ, WHAT_IF, separated by ' +
        `commas, got "${got}"`,
    );
  });

  test.each(['/greyoak', '/apps/grey-oak.v1', ''])('reads the path %j below which it is served', (path) => {
    expect(readSettings({ BASE_PATH: path }).http.basePath).toBe(path);
  });

  test.each([
    '/',
    '/greyoak/',
    'greyoak',
    '//greyoak',
    '/grey oak',
    '/%67reyoak',
    '/a/../b',
    '/.',
    '/a?b',
    'https://example.com/greyoak',
    '/graphql',
    '/health/greyoak',
  ])('refuses the path %j, which could be read in two ways', (path) => {
    expect(refusal({ BASE_PATH: path })).toContain(
      '  BASE_PATH: expected a path such as /greyoak, without a slash at its end, that does not begin with graphql, ' +
        `playground, downloads, health or metrics, got "${path}"`,
    );
  });

  test('refuses another mode of access', () => {
    expect(refusal({ ACCESS: 'OPEN' })).toContain('ACCESS: expected one of open, closed, got "OPEN"');
  });

  test('reads a token for metrics that cannot be guessed, and shows nothing of another one', () => {
    const METRICS_TOKEN = 'f0'.repeat(16);
    expect(readSettings({ METRICS_TOKEN })).toEqual({
      ...unset,
      metricsToken: METRICS_TOKEN,
    });
    for (const [token, length] of [
      ['s'.repeat(31), 31],
      ['secret '.repeat(5), 35],
    ] as const) {
      const message = refusal({ METRICS_TOKEN: token });
      expect(message).toContain(
        'METRICS_TOKEN: expected at least 32 letters, digits and signs of -._~+/, such as openssl rand -hex 32 prints, ' +
          `got a text of ${length} characters that does not fit`,
      );
      expect(message).not.toContain(token);
    }
  });

  test('gives every setting its own variable, and every value its own key', () => {
    expect(new Set(VARIABLES).size).toBe(VARIABLES.length);
    expect(new Set(ENTRIES.map(([key]) => key)).size).toBe(ENTRIES.length);
  });

  test('lists every faulty variable with what was expected and what it got', () => {
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

  test('is what `npm run generate` writes', () => {
    expect(text).toBe(envExample(SECTIONS));
  });

  test('has the defaults', () => {
    const given = [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name, value] as const);
    expect(given.map(([name]) => name)).toEqual(VARIABLES);
    expect(readSettings(Object.fromEntries(given))).toEqual(readSettings({}));
  });
});
