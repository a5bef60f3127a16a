import { describe, expect, test } from '@jest/globals';
import { CLOSES, idIsTaken } from '../../../src/http/sockets/closes.js';
import { MessageRate } from '../../../src/http/sockets/messageRate.js';
import { originFault } from '../../../src/http/originFault.js';

test('a rate allows a burst, and then so many in a second', () => {
  const rate = new MessageRate(10, 3, 0);
  expect([0, 0, 0, 0].map((now) => rate.allows(now))).toEqual([true, true, true, false]);
  // At 10 in a second, one is back after 100 ms.
  expect([99, 100, 101].map((now) => rate.allows(now))).toEqual([false, true, false]);
  // And never more than the burst.
  expect([9000, 9000, 9000, 9000].map((now) => rate.allows(now))).toEqual([true, true, true, false]);
});

describe('the Origin of a socket or a stream', () => {
  test.each([
    [undefined, 'api.example.com'],
    ['https://api.example.com', 'api.example.com'],
    ['https://api.example.com', 'API.example.com:443'],
    ['http://localhost:4000', 'localhost:4000'],
    ['http://[::1]:4000', '[::1]:4000'],
    ['https://app.example.com', 'api.example.com'],
  ])('passes: %s at %s', (origin, host) => {
    expect(originFault({ origin, host }, ['https://app.example.com'])).toBeNull();
  });

  test.each([
    ['https://evil.example', 'api.example.com'],
    ['https://app.example.com.evil.example', 'api.example.com'],
    ['http://app.example.com', 'api.example.com'],
    ['http://localhost:3000', 'localhost:4000'],
    ['', ''],
    ['file://', ''],
    ['https://api.example.com', undefined],
  ])('is refused: %s at %s', (origin, host) => {
    expect(originFault({ origin, host }, ['https://app.example.com'])).toBe(
      `Expected a page of this server or of a site that it allows, got "${origin}" as Origin: ` +
        'add it to ALLOWED_ORIGINS.',
    );
  });

  test('is refused where it is null, as of files and sandboxed frames', () => {
    expect(originFault({ origin: 'null', host: 'null' }, ['https://app.example.com'])).toBe(
      'Expected a page of this server or of a site that it allows, got "null" as Origin: ' +
        'serve the page over HTTP, because files and sandboxed frames have no origin that could be allowed.',
    );
  });
});

test.each([['cross-site'], ['same-site']])(
  'a page without Origin is refused by Sec-Fetch-Site: %s',
  (site) => {
    expect(originFault({ host: 'api.example.com', 'sec-fetch-site': site }, [])).toBe(
      `Expected a page of this server or of a site that it allows, got one without Origin and with Sec-Fetch-Site: ${site}: ` +
        'use EventSource or fetch with CORS, and add the origin of the page to ALLOWED_ORIGINS.',
    );
  },
);

test('reasons of closes fit into a close frame', () => {
  // RFC 6455, section 5.5: 125 bytes with the code of two.
  const closes = [
    ...Object.values(CLOSES),
    idIsTaken('1'),
    idIsTaken('é'.repeat(60)),
    idIsTaken('x'.repeat(256)),
  ];
  for (const { reason } of closes) expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
  expect(idIsTaken('7').reason).toBe('Subscriber for 7 already exists');
});
