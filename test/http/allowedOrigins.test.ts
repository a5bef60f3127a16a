/** Which pages of other origins may ask: those of ALLOWED_ORIGINS, else those of the developer's own machine. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { allowedOrigins } from '../../src/http/allowedOrigins.js';
import { readSettings } from '../../src/settings.js';
import { closeApps } from '../support/http/app.js';
import { callerIn, cookieApp, outcomeOf, type CookieApp } from '../support/http/cookieApp.js';

const originsWith = (env: Readonly<Record<string, string>> = {}) => allowedOrigins(readSettings(env));

const OF_THIS_MACHINE = [
  'http://localhost',
  'http://localhost:5173',
  'http://localhost:1',
  'https://localhost:65535',
  'https://localhost',
  'http://127.0.0.1:3000',
  'https://127.0.0.1:8443',
  'http://[::1]:3000',
  'https://[::1]',
];

const OF_OTHERS = [
  'null',
  '*',
  'file://',
  'localhost',
  'localhost:5173',
  '//localhost:5173',
  'http://',
  'http://localhost.evil.com',
  'http://localhost.evil.com:5173',
  'http://localhost:5173.evil.com',
  'http://localhost:5173.evil',
  'http://evil-localhost:5173',
  'http://evil.localhost:5173',
  'http://evil.com',
  'http://evil.com/http://localhost:5173',
  'http://evil.com#http://localhost:5173',
  'http://evil.com?http://localhost:5173',
  'http://localhost:5173@evil.com',
  'http://user@localhost:5173',
  'http://user:secret@localhost:5173',
  'http://localhost:5173/',
  'http://localhost:5173, http://evil.com',
  'http://localhost:5173 http://evil.com',
  'http://localhost:',
  'http://localhost:x',
  'http://localhost:-1',
  'http://localhost:123456',
  'HTTP://localhost:5173',
  'http://LOCALHOST:5173',
  'http://localhost.:5173',
  'http://localhost%2eevil.com',
  'ftp://localhost:5173',
  'chrome-extension://localhost',
  'javascript://localhost',
  'http://127.0.0.1.evil.com:3000',
  'http://127x0y0z1:3000',
  'http://127.0.0.2:3000',
  'http://127.1:3000',
  'http://2130706433:3000',
  'http://0x7f000001:3000',
  'http://0.0.0.0:3000',
  'http://[::]:3000',
  'http://[::1].evil.com:3000',
  'http://[::1%25lo]:3000',
  'http://[0:0:0:0:0:0:0:1]:3000',
  'http://[::ffff:127.0.0.1]:3000',
  'http://[::ffff:7f00:1]:3000',
  'http://::1:3000',
  'http://192.168.1.5:5173',
  'http://localhost\u200b:5173',
];

describe('a service that a developer runs', () => {
  let made: CookieApp;
  let cookie: string;
  beforeAll(async () => {
    made = await cookieApp({ allowedOrigins: originsWith() });
    cookie = made.sessions.make('a').cookie;
  });
  afterAll(closeApps);

  const STREAM = `/graphql/stream?query=${encodeURIComponent('subscription { scoreChanged }')}`;

  /** What a page of this origin gets: answers to a preflight, a query, an event stream and a socket. */
  async function gotBy(origin: string) {
    const preflight = await made.send({
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    const query = await made.send({ method: 'POST', headers: { origin }, body: { query: '{ caller }' } });
    const stream = await made.send({ path: STREAM, headers: { origin, accept: 'text/event-stream' } });
    const readBy = [preflight, query, stream].map(
      ({ headers }) => headers['access-control-allow-origin'] ?? 'nobody',
    );
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
    expect([preflight, query].map(({ headers }) => headers.vary)).toEqual([
      expect.stringContaining('Origin'),
      expect.stringContaining('Origin'),
    ]);
    return {
      statuses: [preflight.status, query.status, stream.status],
      readBy,
      socket: await outcomeOf(made, made.socket({ origin })),
    };
  }

  test.each(OF_THIS_MACHINE)('answers a page of %s', async (origin) => {
    expect(await gotBy(origin)).toEqual({
      statuses: [204, 200, 200],
      readBy: [origin, origin, origin],
      socket: 'ANONYMOUS',
    });
  });

  // An odd byte is none that a header can have.
  test.each(OF_OTHERS.filter((origin) => /^[ -~]*$/.test(origin)))('refuses a page of %s', async (origin) => {
    expect(await gotBy(origin)).toEqual({
      statuses: [403, 200, 403],
      readBy: ['nobody', 'nobody', 'nobody'],
      socket: '403',
    });
  });

  test.each(OF_THIS_MACHINE)('does not take its cookie from a page of %s', async (origin) => {
    const headers = { origin, cookie: `${made.cookieName}=${cookie}`, 'x-greyoak': '1' };
    const sites = origin.startsWith('http://localhost') ? ['same-site', 'same-origin'] : ['cross-site'];
    for (const site of sites) {
      const asked = { ...headers, 'sec-fetch-site': site };
      const answer = await made.send({ method: 'POST', headers: asked, body: { query: '{ caller }' } });
      expect([callerIn(answer), answer.headers['set-cookie']]).toEqual(['ANONYMOUS 127.0.0.1', undefined]);
      expect(await outcomeOf(made, made.socket(asked))).toBe('ANONYMOUS');
    }
  });

  test('takes its cookie from its own page', async () => {
    const headers = {
      origin: `http://${made.host}`,
      cookie: `${made.cookieName}=${cookie}`,
      'x-greyoak': '1',
    };
    const answer = await made.send({ method: 'POST', headers, body: { query: '{ caller }' } });
    expect(callerIn(answer)).toBe('USER user 7');
  });

  test('tells the page of a file why it is refused', async () => {
    const asked = { origin: 'null', 'access-control-request-method': 'POST' };
    const { text } = await made.send({ method: 'OPTIONS', headers: asked });
    expect(JSON.parse(text).errors[0].message).toBe(
      'Expected a page of this server or of a site that it allows, got "null" as Origin: ' +
        'serve the page over HTTP, because files and sandboxed frames have no origin that could be allowed.',
    );
  });
});

describe('no page of another origin is allowed', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['in production', { NODE_ENV: 'production' }],
    ['on another address', { HOST: '0.0.0.0' }],
    ['on every address', { HOST: '::' }],
    ['on a name of the network', { HOST: 'scores.example' }],
    ['behind a proxy', { TRUSTED_PROXIES: '127.0.0.1' }],
    ['under another name', { TRUSTED_HOSTS: 'scores.example' }],
  ])('%s', (_where, env) => {
    expect(originsWith(env)).toEqual([]);
  });
});

test.each([{}, { HOST: 'localhost' }, { HOST: '::1' }, { NODE_ENV: 'test' }, { ACCESS: 'closed' }])(
  'pages of this machine are allowed with %j',
  (env) => {
    const isAllowed = (origin: string) =>
      originsWith(env).some((allowed) => allowed instanceof RegExp && allowed.test(origin));
    expect(OF_THIS_MACHINE.filter((origin) => !isAllowed(origin))).toEqual([]);
    expect(OF_OTHERS.filter(isAllowed)).toEqual([]);
  },
);

test('ALLOWED_ORIGINS allows exactly what it names', () => {
  const named = ['http://localhost:5173', 'https://app.example.com'];
  expect(originsWith({ ALLOWED_ORIGINS: named.join(',') })).toEqual(named);
});
