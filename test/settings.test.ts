import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
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
};

function refusal(env: Record<string, string>): string {
  try {
    readSettings(env);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('expected a refusal, came settings');
}

describe('readSettings', () => {
  it('has a default for everything, and takes an empty text for not set', () => {
    expect(readSettings({})).toEqual(DEFAULTS);
    expect(readSettings(Object.fromEntries(VARIABLES.map((name) => [name, ''])))).toEqual(DEFAULTS);
  });

  it('reads every variable, and is frozen', () => {
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
      port: 0,
      host: '::',
      databaseUrl: 'postgresql://oak:secret@db/scores',
      home: '/srv/oak',
      role: 'worker',
      logLevel: 'silent',
      nodeEnv: 'production',
    });
    expect(Object.isFrozen(settings)).toBe(true);
  });

  it('lists every faulty variable with what was expected and what came', () => {
    expect(refusal({ PORT: '65536', HOST: 'a b', ROLE: 'API', LOG_LEVEL: 'loud', NODE_ENV: 'prod' })).toBe(
      [
        'These environment variables cannot be used:',
        '  PORT: expected a whole number from 0 to 65535, came "65536"',
        '  HOST: expected a host name or an address, came "a b"',
        '  ROLE: expected one of all, api, worker, came "API"',
        '  LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, came "loud"',
        '  NODE_ENV: expected one of production, development, test, came "prod"',
        'Mend or unset them; .env.example has every variable with its default.',
      ].join('\n'),
    );
  });

  it.each(['-1', '80.5', '1e3', ' 80', '0x50', '99999999999999999999'])('refuses the port %j', (PORT) => {
    expect(refusal({ PORT })).toContain(`PORT: expected a whole number from 0 to 65535, came "${PORT}"`);
  });

  it.each(['mysql://oak:secret@db/scores', 'oak:secret@db', 'postgres://oak:sec ret@db', 'postgres://'])(
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

  it('has every variable that is read, no other one, and a comment for each', () => {
    expect(given.map(([name]) => name)).toEqual(VARIABLES);
    expect(text.match(/^# .+\n[A-Z_]+=/gm)).toHaveLength(VARIABLES.length);
  });

  it('has the defaults', () => {
    expect(readSettings(Object.fromEntries(given))).toEqual(DEFAULTS);
  });
});
