import { describe, expect, test } from '@jest/globals';
import { decideAccess, refuseUnsafeAccess } from '../../src/access/decideAccess.js';
import { readSettings } from '../../src/settings.js';
import { UserError } from '../../src/userError.js';

const decided = (env: Readonly<Record<string, string>>, hasUsers = false) =>
  decideAccess(readSettings(env), hasUsers);

describe('without ACCESS, a service', () => {
  test('is open on a loopback address with its own PostgreSQL and no users', () => {
    for (const HOST of ['', 'localhost', '127.0.0.9', '::1']) {
      expect(decided({ HOST })).toEqual({
        mode: 'open',
        reason:
          'only this machine reaches HOST, the PostgreSQL is the embedded one, and the store has no users',
      });
    }
  });

  test.each([
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, which others may reach'],
    [{ HOST: '::' }, 'HOST is ::, which others may reach'],
    [{ HOST: 'laptop.local' }, 'HOST is laptop.local, which others may reach'],
    [{ NODE_ENV: 'production' }, 'NODE_ENV is production'],
    [{ TRUSTED_PROXIES: '127.0.0.1' }, 'TRUSTED_PROXIES is set'],
    [{ DATABASE_URL: 'postgres://greyoak@127.0.0.1/greyoak' }, 'DATABASE_URL is set'],
  ])('is closed with %j', (env, reason) => {
    expect(decided(env)).toEqual({ mode: 'closed', reason });
  });

  test('is closed where the store has users', () => {
    expect(decided({}, true)).toEqual({ mode: 'closed', reason: 'the store has users' });
  });
});

test('ACCESS decides where it is set', () => {
  expect(decided({ ACCESS: 'closed' })).toEqual({ mode: 'closed', reason: 'ACCESS is closed' });
  const env = { ACCESS: 'open', DATABASE_URL: 'postgres://greyoak@127.0.0.1/greyoak' };
  expect(decided(env, true)).toEqual({ mode: 'open', reason: 'ACCESS is open' });
});

describe('ACCESS=open', () => {
  const start = (env: Readonly<Record<string, string>>) => () =>
    refuseUnsafeAccess(readSettings({ ACCESS: 'open', ...env }));

  test.each([
    [{ HOST: '0.0.0.0' }, 'HOST is 0.0.0.0, which others may reach'],
    [{ NODE_ENV: 'production' }, 'NODE_ENV is production'],
    [{ TRUSTED_PROXIES: '10.0.0.0/8' }, 'TRUSTED_PROXIES is set'],
  ])('is refused with %j', (env, reason) => {
    expect(start(env)).toThrow(UserError);
    expect(start(env)).toThrow(`Expected ACCESS=closed, got ACCESS=open while ${reason}: `);
  });

  test('is taken where only this machine reaches the service', () => {
    expect(start({})).not.toThrow();
    expect(start({ DATABASE_URL: 'postgres://greyoak@127.0.0.1/greyoak' })).not.toThrow();
    expect(() => refuseUnsafeAccess(readSettings({ ACCESS: 'closed', HOST: '::' }))).not.toThrow();
  });
});
