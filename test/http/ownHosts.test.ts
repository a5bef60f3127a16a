import { afterEach, describe, expect, test } from '@jest/globals';
import { isLoopback, ownHosts } from '../../src/http/ownHosts.js';
import { appWith, closeApps } from '../support/http/app.js';

afterEach(closeApps);

test.each([['127.0.0.1'], ['127.1.2.3'], ['localhost'], ['::1']])('%s is a loopback address', (host) => {
  expect(isLoopback(host)).toBe(true);
});

test.each([['0.0.0.0'], ['::'], ['192.168.0.1'], ['127.evil.example'], ['api.example.com']])(
  '%s is none',
  (host) => {
    expect(isLoopback(host)).toBe(false);
  },
);

describe('on a loopback address', () => {
  const statusFor = async (listensOn: string, trusted: readonly string[], host: string): Promise<number> => {
    const app = await appWith({ trustedHosts: ownHosts(listensOn, trusted) });
    const payload = { query: '{ greeting }' };
    return (await app.inject({ method: 'POST', url: '/graphql', headers: { host }, payload })).statusCode;
  };

  test.each([['localhost'], ['localhost:4000'], ['127.0.0.1'], ['127.0.0.1:80'], ['[::1]'], ['[::1]:4000']])(
    'its own name passes: %s',
    async (host) => {
      expect(await statusFor('127.0.0.1', [], host)).toBe(200);
      expect(await statusFor('::1', [], host)).toBe(200);
    },
  );

  test.each([
    ['evil.example'],
    ['evil.example:4000'],
    ['localhost.evil.example'],
    ['127.0.0.1.evil.example'],
  ])('a name that another site let point at it is refused: %s', async (host) => {
    expect(await statusFor('127.0.0.1', [], host)).toBe(400);
    expect(await statusFor('localhost', [], host)).toBe(400);
  });

  test('the names of TRUSTED_HOSTS pass instead', async () => {
    expect(await statusFor('127.0.0.1', ['api.example.com'], 'api.example.com')).toBe(200);
    expect(await statusFor('127.0.0.1', ['api.example.com'], 'localhost')).toBe(400);
  });

  test('the address itself passes', async () => {
    expect(await statusFor('127.0.0.2', [], '127.0.0.2:4000')).toBe(200);
  });
});

test('on other addresses any name passes, unless TRUSTED_HOSTS names some', () => {
  expect(ownHosts('0.0.0.0', [])).toEqual([]);
  expect(ownHosts('0.0.0.0', ['api.example.com'])).toEqual(['api.example.com']);
});
