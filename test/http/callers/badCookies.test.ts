/** Cookies that are not good, of other names, and beside other credentials. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closeApps } from '../../support/http/app.js';
import {
  callerIn,
  cookieApp,
  DOMAIN,
  outcomeOf,
  type Answered,
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
beforeEach(() => {
  made.sessions.wait = null;
});
afterAll(closeApps);

const own = (cookie: string | readonly string[], host = made.host) => ({
  host,
  cookie,
  origin: `http://${host}`,
  'x-greyoak': '1',
});
const ask = (headers: Headers) => made.send({ method: 'POST', headers, body: { query: '{ caller }' } });
const askWith = (cookie: string | readonly string[]) => ask(own(cookie));
const codeIn = ({ text }: Answered): unknown =>
  (JSON.parse(text) as { errors: { extensions: { code: unknown } }[] }).errors[0].extensions.code;

const REMOVED = /^greyoak_\d+=; Max-Age=0; Path=\/; HttpOnly; SameSite=Strict$/;

function expectRemoved(answer: Answered): void {
  expect([answer.status, codeIn(answer)]).toEqual([401, 'UNAUTHENTICATED']);
  expect(answer.headers['set-cookie']).toEqual([expect.stringMatching(REMOVED)]);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.text).toMatch(/"message":"Expected [^"]*, got [^"]*\."/);
}

describe('a bad cookie', () => {
  test.each([
    ['of no session', (name) => `${name}=goc_${'x'.repeat(43)}`],
    ['that is empty', (name) => `${name}=`],
    ['of another form', (name) => `${name}=hello`],
    ['in other case', (name) => `${name}=${session.cookie.toUpperCase()}`],
    ['with more at its end', (name) => `${name}=${session.cookie}x`],
    ['that is an access token', (name) => `${name}=${session.token}`],
    ['that is an API key', (name) => `${name}=${made.keys.make('k', ['MARKET_READ'])}`],
    ['with percent-encoding', (name) => `${name}=%67oc_${session.cookie.slice(4)}`],
    ['with percent-encoding that is broken', (name) => `${name}=%E0%A4%A`],
    ['in quotes', (name) => `${name}="${session.cookie}"`],
    ['twice, the good one first', (name) => `${name}=${session.cookie}; ${name}=goc_bad`],
    ['twice, the good one last', (name) => `${name}=goc_bad; ${name}=${session.cookie}`],
    ['twice the same', (name) => `${name}=${session.cookie}; ${name}=${session.cookie}`],
    ['twice, without space', (name) => `${name}=${session.cookie};${name}=`],
    ['in two headers', (name) => [`${name}=${session.cookie}`, `${name}=goc_bad`]],
  ] satisfies [string, (name: string) => string | readonly string[]][])(
    '%s is refused, removed and not shown',
    async (_what, cookieOf) => {
      const answer = await askWith(cookieOf(made.cookieName));
      expectRemoved(answer);
      for (const text of [answer.text, JSON.stringify(made.log.lines())]) {
        expect(text).not.toMatch(/go[ack]_|hello/i);
      }
    },
  );

  test('that is too long is not looked for', async () => {
    const before = made.sessions.asked.length;
    const answer = await askWith(`${made.cookieName}=goc_${'x'.repeat(6_000)}`);
    expectRemoved(answer);
    expect(made.sessions.asked.length).toBe(before);
  });

  test('is removed with the name and the flags of its host', async () => {
    const { status, headers } = await ask(own('__Host-greyoak=goc_bad', DOMAIN));
    expect([status, headers['set-cookie']]).toEqual([
      401,
      ['__Host-greyoak=; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Strict'],
    ]);
  });

  test('of a session that has ended is refused', async () => {
    const { id, cookie } = made.sessions.make('ended');
    expect(callerIn(await askWith(`${made.cookieName}=${cookie}`))).toBe('USER user 7');
    made.sessions.end(id);
    expectRemoved(await askWith(`${made.cookieName}=${cookie}`));
  });

  test('is not removed where it does not count', async () => {
    const cookie = `${made.cookieName}=goc_bad`;
    for (const headers of [
      { cookie, origin: 'https://evil.example', 'x-greyoak': '1' },
      { cookie, origin: `http://${made.host}` },
      { cookie, 'x-greyoak': '1' },
    ]) {
      const answer = await ask(headers);
      expect(callerIn(answer)).toBe('ANONYMOUS 127.0.0.1');
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('closes a socket with 4403, and is refused on streams', async () => {
    const cookie = `${made.cookieName}=goc_bad`;
    expect(await outcomeOf(made, made.socket({ cookie, origin: `http://${made.host}` }))).toBe('4403');
    const path = `/graphql/stream?query=${encodeURIComponent('subscription { a }')}`;
    const headers = { cookie, 'sec-fetch-site': 'same-origin', accept: 'text/event-stream' };
    expectRemoved(await made.send({ path, headers }));
  });

  test('does not keep the files of the playground from the page', async () => {
    for (const dest of ['document', 'script', 'style', 'font', 'image', 'worker']) {
      const headers = {
        cookie: `${made.cookieName}=goc_bad`,
        'sec-fetch-site': 'same-origin',
        'sec-fetch-dest': dest,
      };
      for (const path of ['/playground', '/playground/assets/nothing.js', '/health/live']) {
        expect([path, (await made.send({ path, headers })).status]).not.toEqual([path, 401]);
      }
    }
  });
});

describe('cookies of other names', () => {
  test.each([
    '__proto__=x; constructor=y; toString=z; hasOwnProperty=w',
    'a',
    '=',
    ';;;',
    '=goc_x',
    'a=%',
    'a="',
    `x${'y'.repeat(200)}=1`,
  ])('do no harm: %s', async (cookie) => {
    expect(callerIn(await askWith(cookie))).toBe('ANONYMOUS 127.0.0.1');
    const good = `${made.cookieName}=${session.cookie}`;
    for (const both of [`${cookie}; ${good}`, `${good}; ${cookie}`]) {
      expect(callerIn(await askWith(both))).toBe('USER user 7');
    }
    expect(callerIn(await askWith([cookie, good]))).toBe('USER user 7');
  });

  test('do not hold one of ours in their values', async () => {
    const good = `${made.cookieName}=${session.cookie}`;
    for (const cookie of [`a=${good}`, `a="${good}"`, `a,${good}`, `=${good}`]) {
      expect(['401', 'ANONYMOUS 127.0.0.1']).toContain(callerIn(await askWith(cookie)));
    }
  });

  test('are allowed spaces, and are many', async () => {
    const others = Array.from({ length: 100 }, (_, k) => `n${k}=v${k}`).join('; ');
    const good = `${made.cookieName}=${session.cookie}`;
    expect(callerIn(await askWith(`${others};  ${good} ; b=1`))).toBe('USER user 7');
  });
});

describe('Authorization beats the cookie', () => {
  const both = (authorization: string, value: string) => ({
    ...own(`${made.cookieName}=${value}`),
    authorization,
  });

  test('where it is good, whatever the cookie', async () => {
    const key = `Bearer ${made.keys.make('k', [])}`;
    const other = `Bearer ${made.sessions.make('other', { id: 8 }).token}`;
    for (const value of [session.cookie, 'goc_bad']) {
      for (const [authorization, caller] of [
        [key, 'API_KEY user 7'],
        [other, 'USER user 8'],
      ]) {
        const answer = await ask(both(authorization, value));
        expect(callerIn(answer)).toBe(caller);
        expect(answer.headers['set-cookie']).toBeUndefined();
        const { started } = made;
        expect(await outcomeOf(made, made.socket(both(authorization, value)))).toBe(caller.split(' ')[0]);
        expect(started.at(-1)?.caller.name).toBe(caller.slice(caller.indexOf(' ') + 1));
      }
    }
  });

  test.each(['', 'Basic eDp5', 'Bearer', 'Bearer goa_bad', 'Bearer gok_bad'])(
    'where it is not good: %j',
    async (authorization) => {
      const answer = await ask(both(authorization, session.cookie));
      expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
      expect(await outcomeOf(made, made.socket(both(authorization, session.cookie)))).toBe('4403');
    },
  );

  test('and connection_init beats both', async () => {
    const token = `Bearer ${made.sessions.make('init', { id: 9 }).token}`;
    for (const value of [session.cookie, 'goc_bad']) {
      const headers = own(`${made.cookieName}=${value}`);
      expect(await outcomeOf(made, made.socket(headers, { authorization: token }))).toBe('USER');
      expect(made.started.at(-1)?.caller.name).toBe('user 9');
      expect(await outcomeOf(made, made.socket(headers, { authorization: 'Bearer goa_bad' }))).toBe('4403');
    }
  });
});

describe('where sessions cannot be read now', () => {
  test('a cookie that counts is answered 503 and stays, one that does not is ignored', async () => {
    made.sessions.wait = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    const cookie = `${made.cookieName}=${session.cookie}`;
    const answer = await askWith(cookie);
    expect([answer.status, codeIn(answer), answer.headers['retry-after']]).toEqual([503, 'OVERLOADED', '1']);
    expect(answer.headers['set-cookie']).toBeUndefined();
    expect(await outcomeOf(made, made.socket({ cookie, origin: `http://${made.host}` }))).toBe('1013');
    expect(callerIn(await ask({ cookie, 'x-greyoak': '1' }))).toBe('ANONYMOUS 127.0.0.1');
  });

  test('also before the store is open', async () => {
    const early = await cookieApp({ isStored: false });
    const headers = {
      cookie: `${early.cookieName}=${session.cookie}`,
      origin: `http://${early.host}`,
      'x-greyoak': '1',
    };
    const answer = await early.send({ method: 'POST', headers, body: { query: '{ caller }' } });
    expect([answer.status, answer.headers['set-cookie']]).toEqual([503, undefined]);
  });

  test('a session that takes a while to read is found', async () => {
    made.sessions.wait = () => new Promise((resolve) => setImmediate(resolve));
    expect(callerIn(await askWith(`${made.cookieName}=${session.cookie}`))).toBe('USER user 7');
  });
});

test('each request is noted as a use of its session', async () => {
  const before = made.sessions.uses.length;
  await askWith(`${made.cookieName}=${session.cookie}`);
  await ask({ authorization: `Bearer ${session.token}` });
  expect(made.sessions.uses.slice(before)).toEqual([session.id, session.id]);
});
