import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { afterEach, expect, test } from '@jest/globals';
import { ALL_RIGHTS, anonymousAt } from '../../src/access/caller.js';
import { NO_KEYS } from '../support/http/noKeys.js';
import { NO_SESSIONS } from '../support/http/noSessions.js';
import { resolveCaller } from '../../src/http/resolveCaller.js';
import { UserError } from '../../src/userError.js';
import { FakeKeys } from '../support/http/fakeKeys.js';
import { appWith, closeApps, logOf } from '../support/http/app.js';

afterEach(closeApps);

/** A request as Node hands it to Fastify and to the listener of upgrades. */
const requestFrom = (remoteAddress: string | undefined, forwarded?: string) =>
  ({
    socket: { remoteAddress },
    headers: { 'x-forwarded-for': forwarded },
    rawHeaders: [],
  }) as unknown as IncomingMessage;

const callersBehind = (trustedProxies: readonly string[]) =>
  resolveCaller({
    trustedProxies,
    allowedOrigins: [],
    mode: () => 'closed',
    keys: () => NO_KEYS,
    sessions: () => NO_SESSIONS,
    anonymous: ALL_RIGHTS,
  });

test('knows a caller by the other end of its connection, whatever X-Forwarded-For says', () => {
  const { callerOf } = callersBehind([]);
  expect(callerOf(requestFrom('10.0.0.1', '192.0.2.1'))).toEqual(anonymousAt('10.0.0.1', ALL_RIGHTS));
  // A connection that is closed by now has no address any more.
  expect(callerOf(requestFrom(undefined))).toEqual(anonymousAt('', ALL_RIGHTS));
});

test.each([
  ['10.0.0.1', '192.0.2.1', '192.0.2.1'],
  ['10.0.0.1', undefined, '10.0.0.1'],
  ['10.0.0.7', '192.0.2.1', '10.0.0.7'],
  // The caller itself may write to the left of what the proxies add.
  ['10.0.0.1', '198.51.100.1, 192.0.2.1', '192.0.2.1'],
  ['10.0.0.1', '192.0.2.1, 172.16.3.4', '192.0.2.1'],
])('believes trusted proxies only: %s for %s', (from, forwarded, address) => {
  const { callerOf } = callersBehind(['10.0.0.1', '172.16.0.0/12']);
  expect(callerOf(requestFrom(from, forwarded))).toEqual(anonymousAt(address, ALL_RIGHTS));
});

test('returns callers without a promise where nothing has to be read', () => {
  const keys = new FakeKeys();
  const request = (headers: IncomingHttpHeaders) =>
    ({ socket: {}, headers, rawHeaders: Object.entries(headers).flat() }) as unknown as IncomingMessage;
  for (const mode of ['open', 'closed'] as const) {
    const { callerOf } = resolveCaller({
      trustedProxies: [],
      allowedOrigins: [],
      mode: () => mode,
      keys: () => keys,
      sessions: () => NO_SESSIONS,
      anonymous: ALL_RIGHTS,
    });
    expect(callerOf(request({}))).not.toBeInstanceOf(Promise);
    const authorization = `Bearer ${keys.make('a', [])}`;
    expect(callerOf(request({ authorization }))).toMatchObject({ kind: 'API_KEY' });
  }
});

test.each([
  ['proxy.example', 'invalid IP address: proxy.example'],
  ['10.0.0.0/33', 'invalid range on address: 10.0.0.0/33'],
])('refuses a proxy that is no address as a fault of the setting: %s', (entry, reason) => {
  expect(() => callersBehind([entry])).toThrow(UserError);
  expect(() => callersBehind([entry])).toThrow(reason);
});

test('answers an address that cannot be parsed, of which no hook resolves the caller', async () => {
  const log = logOf();
  const app = await appWith({ logger: { level: 'info', stream: log.stream } });
  const { statusCode } = await app.inject({ url: '/%', remoteAddress: '10.0.0.1' });
  expect(statusCode).toBe(400);
  expect(log.lines()).toEqual([]);
});
