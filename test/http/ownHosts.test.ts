import { describe, expect, test } from '@jest/globals';
import { ownHosts } from '../../src/http/ownHosts.js';
import { isLoopback } from '../../src/isLoopback.js';
import { hostFaults } from '../../src/http/trustedHosts.js';

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
  const isAnswered = (listensOn: string, trusted: readonly string[], host: string): boolean => {
    const request = { rawHeaders: ['Host', host], headers: { host }, url: '/graphql', httpVersion: '1.1' };
    return hostFaults(ownHosts(listensOn, trusted))(request) === null;
  };

  test.each([['localhost'], ['localhost:4000'], ['127.0.0.1'], ['127.0.0.1:80'], ['[::1]'], ['[::1]:4000']])(
    'its own name passes: %s',
    (host) => {
      expect(isAnswered('127.0.0.1', [], host)).toBe(true);
      expect(isAnswered('::1', [], host)).toBe(true);
    },
  );

  test.each([
    ['evil.example'],
    ['evil.example:4000'],
    ['localhost.evil.example'],
    ['127.0.0.1.evil.example'],
  ])('a name that another site let point at it is refused: %s', (host) => {
    expect(isAnswered('127.0.0.1', [], host)).toBe(false);
    expect(isAnswered('localhost', [], host)).toBe(false);
  });

  test('the names of TRUSTED_HOSTS pass instead', () => {
    expect(isAnswered('127.0.0.1', ['api.example.com'], 'api.example.com')).toBe(true);
    expect(isAnswered('127.0.0.1', ['api.example.com'], 'localhost')).toBe(false);
  });

  test('the address itself passes', () => {
    expect(isAnswered('127.0.0.2', [], '127.0.0.2:4000')).toBe(true);
  });
});

test('on other addresses any name passes, unless TRUSTED_HOSTS names some', () => {
  expect(ownHosts('0.0.0.0', [])).toEqual([]);
  expect(ownHosts('0.0.0.0', ['api.example.com'])).toEqual(['api.example.com']);
});
