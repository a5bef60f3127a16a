/** Where the session cookie counts: every combination of page, header, method and transport. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeApps } from '../../support/http/app.js';
import {
  ALLOWED_ORIGIN,
  callerIn,
  cookieApp,
  DOMAIN,
  outcomeOf,
  type CookieApp,
  type Headers,
} from '../../support/http/cookieApp.js';
import type { MadeSession } from '../../support/http/fakeSessions.js';

let made: CookieApp;
let session: MadeSession;

beforeAll(async () => {
  made = await cookieApp();
  session = made.sessions.make('a', { role: 'TRADER' });
});
afterAll(closeApps);

const QUERY = `/graphql?query=${encodeURIComponent('{ caller }')}`;
const STREAM = `/graphql/stream?query=${encodeURIComponent('subscription { scoreChanged }')}`;
const PARTS = 'multipart/mixed;subscriptionSpec=1.0, application/json';
const PREFLIGHTED = { 'apollo-require-preflight': 'yes' };
const SUBSCRIPTION = { query: 'subscription { scoreChanged }' };
const SIGNED_IN = 'USER user 7';
const ANONYMOUS = 'ANONYMOUS 127.0.0.1';

interface Way {
  /** Whether the header x-greyoak is needed. */
  readonly changes: boolean;
  /** Whether pages of other sites are refused, so that nothing is left to be anonymous. */
  readonly refusesOthers: boolean;
  /** Returns the caller, or the status of a refusal. */
  readonly callerBy: (headers: Headers) => Promise<string>;
}

/** Returns the caller of the operation that a stream began. */
async function callerOfStream(method: string, path: string, headers: Headers, body?: unknown) {
  const before = made.started.length;
  const { status } = await made.send({ method, path, headers, body });
  if (status !== 200 || made.started.length === before) return String(status);
  const { caller } = made.started[before];
  return `${caller.kind} ${caller.name}`;
}

const WAYS: Readonly<Record<string, Way>> = {
  'POST /graphql': {
    changes: true,
    refusesOthers: false,
    callerBy: async (headers) =>
      callerIn(await made.send({ method: 'POST', headers, body: { query: '{ caller }' } })),
  },
  'GET /graphql': {
    changes: false,
    refusesOthers: false,
    callerBy: async (headers) =>
      callerIn(await made.send({ path: QUERY, headers: { ...PREFLIGHTED, ...headers } })),
  },
  'GET of parts': {
    changes: false,
    refusesOthers: false,
    callerBy: (headers) =>
      callerOfStream('GET', STREAM.replace('/stream', ''), { ...PREFLIGHTED, ...headers, accept: PARTS }),
  },
  'POST for parts': {
    changes: true,
    refusesOthers: false,
    callerBy: (headers) => callerOfStream('POST', '/graphql', { ...headers, accept: PARTS }, SUBSCRIPTION),
  },
  'an event stream by GET': {
    changes: false,
    refusesOthers: true,
    callerBy: (headers) => callerOfStream('GET', STREAM, { ...headers, accept: 'text/event-stream' }),
  },
  'an event stream by POST': {
    changes: true,
    refusesOthers: true,
    callerBy: (headers) =>
      callerOfStream('POST', '/graphql/stream', { ...headers, accept: 'text/event-stream' }, SUBSCRIPTION),
  },
};

interface Page {
  readonly what: string;
  readonly headers: (host: string) => Headers;
  readonly isOwn: boolean;
  /** Whether sockets and streams refuse it. */
  readonly isForeign: boolean;
}

const own = (what: string, headers: Page['headers']): Page => ({
  what,
  headers,
  isOwn: true,
  isForeign: false,
});
const foreign = (what: string, headers: Page['headers']): Page => ({
  what,
  headers,
  isOwn: false,
  isForeign: true,
});
const neither = (what: string, headers: Page['headers']): Page => ({
  what,
  headers,
  isOwn: false,
  isForeign: false,
});

const PAGES: readonly Page[] = [
  own('our own page, by http', (host) => ({ origin: `http://${host}` })),
  own('our own page, by https', (host) => ({ origin: `https://${host}` })),
  own('our own page, by Sec-Fetch-Site', () => ({ 'sec-fetch-site': 'same-origin' })),
  neither('a client without Origin', () => ({})),
  neither('an address that was typed', () => ({ 'sec-fetch-site': 'none' })),
  neither('a site of ALLOWED_ORIGINS', () => ({ origin: ALLOWED_ORIGIN, 'sec-fetch-site': 'cross-site' })),
  neither('a site of ALLOWED_ORIGINS that says it is our own', () => ({
    origin: ALLOWED_ORIGIN,
    'sec-fetch-site': 'same-origin',
  })),
  foreign('another site', () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })),
  foreign('another site, without Origin', () => ({ 'sec-fetch-site': 'cross-site' })),
  foreign('a sibling, without Origin', () => ({ 'sec-fetch-site': 'same-site' })),
  foreign('a sibling subdomain', (host) => ({ origin: `https://other.${host}` })),
  foreign('the domain above', (host) => ({ origin: `https://${host.replace(/^\w/, '')}` })),
  foreign('another port of this name', (host) => ({ origin: `http://${host.split(':')[0]}:1` })),
  foreign('no port of this name', (host) => ({ origin: `http://${host.split(':')[0]}:8443` })),
  foreign('another name of this machine', (host) => ({
    origin: `http://127.0.0.1:${host.split(':')[1] ?? 81}`,
  })),
  foreign('a sandboxed frame', () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' })),
  foreign('a file', () => ({ origin: 'file://' })),
  foreign('an empty Origin', () => ({ origin: '' })),
  foreign('another scheme', (host) => ({ origin: `chrome-extension://${host}` })),
  foreign('a name that begins like ours', (host) => ({ origin: `http://${host}.evil.example` })),
  foreign('a user of another name', (host) => ({ origin: `http://${host}@evil.example` })),
  foreign('a path of another name', (host) => ({ origin: `http://evil.example/http://${host}` })),
  foreign('two Origins in one header', (host) => ({ origin: `http://${host}, http://evil.example` })),
  foreign('two Origin headers, ours first', (host) => ({
    origin: [`http://${host}`, 'http://evil.example'],
  })),
  foreign('no scheme', (host) => ({ origin: host })),
];

/** Each host with the name of its cookie. */
const HOSTS = () =>
  [
    [made.host, made.cookieName],
    [DOMAIN, '__Host-greyoak'],
  ] as const;

describe.each(Object.entries(WAYS))('by %s', (_way, { changes, refusesOthers, callerBy }) => {
  test.each(PAGES)('$what', async ({ headers, isOwn, isForeign }) => {
    for (const [host, name] of HOSTS()) {
      for (const header of [undefined, '', '1']) {
        const asked = { host, cookie: `${name}=${session.cookie}`, 'x-greyoak': header, ...headers(host) };
        const counts = isOwn && (!changes || header !== undefined);
        const expected = counts ? SIGNED_IN : isForeign && refusesOthers ? '403' : ANONYMOUS;
        expect([asked, await callerBy(asked)]).toEqual([asked, expected]);
      }
    }
  });
});

test.each(PAGES.filter(({ headers }) => typeof headers('a')['origin'] !== 'object'))(
  'over a socket: $what',
  async ({ headers, isOwn, isForeign }) => {
    for (const [host, name] of HOSTS()) {
      const asked = { host, cookie: `${name}=${session.cookie}`, ...headers(host) };
      const outcome = await outcomeOf(made, made.socket(asked));
      expect([asked, outcome]).toEqual([asked, isOwn ? 'USER' : isForeign ? '403' : 'ANONYMOUS']);
    }
  },
);

test('a navigation to an operation is anonymous, wherever the link was', async () => {
  const cookie = `${made.cookieName}=${session.cookie}`;
  for (const site of ['same-origin', 'none', 'cross-site']) {
    const headers = {
      ...PREFLIGHTED,
      cookie,
      'sec-fetch-site': site,
      'sec-fetch-mode': 'navigate',
      'sec-fetch-dest': 'document',
    };
    expect(callerIn(await made.send({ path: QUERY, headers }))).toBe(ANONYMOUS);
  }
});

test.each(['document', 'iframe', 'script', 'image', 'style', 'object', 'embed', 'worker', 'manifest'])(
  'an operation as a file of our page, such as a %s, is anonymous',
  async (dest) => {
    const headers = {
      ...PREFLIGHTED,
      cookie: `${made.cookieName}=${session.cookie}`,
      'sec-fetch-site': 'same-origin',
      'sec-fetch-mode': 'no-cors',
      'sec-fetch-dest': dest,
    };
    expect(callerIn(await made.send({ path: QUERY, headers }))).toBe(ANONYMOUS);
  },
);

test.each([
  ['fetch', 'cors', 'empty'],
  ['EventSource', 'cors', 'empty'],
  ['a socket', 'websocket', 'websocket'],
])('what %s of our page sends is signed in', async (_what, mode, dest) => {
  const headers = {
    ...PREFLIGHTED,
    cookie: `${made.cookieName}=${session.cookie}`,
    'sec-fetch-site': 'same-origin',
    'sec-fetch-mode': mode,
    'sec-fetch-dest': dest,
  };
  expect(callerIn(await made.send({ path: QUERY, headers }))).toBe(SIGNED_IN);
});

describe('the name of the cookie', () => {
  const callerWith = async (host: string, cookie: string) =>
    callerIn(
      await made.send({
        method: 'POST',
        headers: { host, cookie, origin: `http://${host}`, 'x-greyoak': '1' },
        body: { query: '{ caller }' },
      }),
    );

  test('is that of the host', async () => {
    const { host, cookieName, port } = made;
    for (const name of ['__Host-greyoak', `greyoak_${port + 1}`, 'greyoak_', 'greyoak', '__Secure-greyoak']) {
      expect([name, await callerWith(host, `${name}=${session.cookie}`)]).toEqual([name, ANONYMOUS]);
    }
    for (const name of [
      cookieName,
      '__host-greyoak',
      '__HOST-GREYOAK',
      'greyoak_443',
      'greyoak_',
      'greyoak',
    ]) {
      expect([name, await callerWith(DOMAIN, `${name}=${session.cookie}`)]).toEqual([name, ANONYMOUS]);
    }
    expect(await callerWith(`${DOMAIN}:8443`, `__Host-greyoak=${session.cookie}`)).toBe(SIGNED_IN);
    // A name is compared with its case (RFC 6265, 5.3).
    expect(await callerWith(host, `${cookieName.toUpperCase()}=${session.cookie}`)).toBe(ANONYMOUS);
  });

  test('is the same for each name of this machine, whose browsers keep cookies apart by it', async () => {
    const { port, cookieName } = made;
    for (const host of [`127.0.0.1:${port}`, `[::1]:${port}`]) {
      expect([host, await callerWith(host, `${cookieName}=${session.cookie}`)]).toEqual([host, SIGNED_IN]);
    }
  });

  test('is not that of a Host with another port, as two servers behind one name have', async () => {
    expect(await callerWith(`localhost:${made.port + 1}`, `${made.cookieName}=${session.cookie}`)).toBe(
      ANONYMOUS,
    );
  });
});

test('a Host that is not trusted is refused', async () => {
  const { port, send } = made;
  for (const host of ['evil.example', `evil.example:${port}`, `localhost.evil.example:${port}`]) {
    for (const name of [made.cookieName, '__Host-greyoak']) {
      const headers = {
        host,
        cookie: `${name}=${session.cookie}`,
        origin: `http://${host}`,
        'x-greyoak': '1',
      };
      for (const value of [session.cookie, 'goc_bad']) {
        const answer = await send({
          method: 'POST',
          headers: { ...headers, cookie: `${name}=${value}` },
          body: { query: '{ caller }' },
        });
        expect([answer.status, answer.headers['set-cookie']]).toEqual([400, undefined]);
      }
      expect(await outcomeOf(made, made.socket(headers))).toBe('400');
    }
  }
});

test('in open mode the cookie is ignored, good or bad', async () => {
  const open = await cookieApp({ mode: 'open', allowedOrigins: [] });
  const { cookie } = open.sessions.make('a');
  for (const value of [cookie, 'goc_bad', '']) {
    const headers = {
      cookie: `${open.cookieName}=${value}`,
      origin: `http://${open.host}`,
      'x-greyoak': '1',
    };
    const answer = await open.send({ method: 'POST', headers, body: { query: '{ caller }' } });
    expect(callerIn(answer)).toBe('LOCAL 127.0.0.1');
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await outcomeOf(open, open.socket(headers))).toBe('LOCAL');
  }
  expect(open.sessions.asked).toEqual([]);
});
