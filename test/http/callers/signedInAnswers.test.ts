/** Which answers signed-in callers share, what caches may keep, and what pages of other sites may send. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { scopesOf } from '../../../src/access/roles.js';
import { closeApps } from '../../support/http/app.js';
import { ALLOWED_ORIGIN, cookieApp, type CookieApp, type Headers } from '../../support/http/cookieApp.js';
import type { MadeSession } from '../../support/http/fakeSessions.js';

let made: CookieApp;
let session: MadeSession;

beforeAll(async () => {
  made = await cookieApp();
  session = made.sessions.make('a', { role: 'VIEWER' });
});
afterAll(closeApps);

const get = (query: string, headers: Headers) =>
  made.send({
    path: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { 'apollo-require-preflight': 'yes', ...headers },
  });
const ownPage = (): Headers => ({
  cookie: `${made.cookieName}=${session.cookie}`,
  'sec-fetch-site': 'same-origin',
});
const varyOf = (headers: Readonly<Record<string, unknown>>) =>
  String(headers['vary'])
    .split(/, */)
    .map((name) => name.toLowerCase());

describe('a kept answer', () => {
  test('is shared by a cookie, a token and a key of the same rights, and by nobody with fewer', async () => {
    const key = made.keys.make('k', scopesOf('VIEWER'));
    const callers: Headers[] = [
      ownPage(),
      { authorization: `Bearer ${session.token}` },
      { authorization: `Bearer ${key}` },
    ];
    const answers = [];
    for (const headers of callers) answers.push(await get('{ price }', headers));
    expect(answers.map(({ status, headers }) => [status, headers['x-greyoak-cache']])).toEqual([
      [200, 'miss'],
      [200, 'hit'],
      [200, 'hit'],
    ]);
    for (const headers of [
      {},
      { ...ownPage(), 'sec-fetch-site': 'cross-site' },
      { ...ownPage(), 'sec-fetch-site': 'same-site' },
    ]) {
      const refused = await get('{ price }', headers);
      expect([refused.status, refused.text.includes('12.50')]).toEqual([403, false]);
    }
    expect((await get('{ price }', { ...ownPage(), cookie: `${made.cookieName}=goc_bad` })).status).toBe(401);
  });

  test('of one who is signed in is private, and varies by what signs in', async () => {
    for (const headers of [ownPage(), { authorization: `Bearer ${session.token}` }]) {
      const answer = await get('{ price }', headers);
      expect(answer.headers['cache-control']).toMatch(/^private/);
      expect(varyOf(answer.headers)).toEqual(expect.arrayContaining(['authorization', 'cookie']));
      expect(answer.headers['set-cookie']).toBeUndefined();
    }
  });

  test('that all may have is not private for one who is signed in', async () => {
    const [signedIn, anonymous] = [await get('{ greeting }', ownPage()), await get('{ greeting }', {})];
    expect(signedIn.headers['cache-control']).toBe(anonymous.headers['cache-control']);
    expect(signedIn.headers['cache-control']).not.toMatch(/private/);
    expect(signedIn.headers['etag']).toBe(anonymous.headers['etag']);
  });

  test('is confirmed by its ETag, to those alone who may have it', async () => {
    const { headers } = await get('{ price }', ownPage());
    const condition = { 'if-none-match': headers.etag };
    const same = await get('{ price }', { ...ownPage(), ...condition });
    expect([same.status, same.text]).toEqual([304, '']);
    expect(same.headers['cache-control']).toMatch(/^private/);
    expect(varyOf(same.headers)).toEqual(expect.arrayContaining(['authorization', 'cookie']));
    expect((await get('{ price }', condition)).status).toBe(403);
    const bad = await get('{ price }', { ...condition, ...ownPage(), cookie: `${made.cookieName}=goc_bad` });
    expect([bad.status, bad.headers['cache-control']]).toEqual([401, 'no-store']);
  });
});

test('a demotion counts for the next request', async () => {
  const { id, token } = made.sessions.make('demoted', { role: 'TRADER' });
  const headers = { authorization: `Bearer ${token}` };
  expect((await get('{ price }', headers)).status).toBe(200);
  made.sessions.end(id);
  expect((await get('{ price }', headers)).status).toBe(401);
});

describe('a preflight', () => {
  test.each([ALLOWED_ORIGIN, 'https://evil.example', 'null', 'http://localhost:1'])(
    'of %s never allows x-greyoak or credentials',
    async (origin) => {
      for (const path of ['/graphql', '/graphql/stream']) {
        const { headers } = await made.send({
          method: 'OPTIONS',
          path,
          headers: {
            origin,
            cookie: `${made.cookieName}=${session.cookie}`,
            'access-control-request-method': 'POST',
            'access-control-request-headers': 'content-type, x-greyoak',
          },
        });
        expect(String(headers['access-control-allow-headers'])).not.toMatch(/x-greyoak|\*/i);
        expect(headers).not.toHaveProperty('access-control-allow-credentials');
      }
    },
  );

  test('is not needed to know that answers are read without credentials', async () => {
    const answer = await get('{ greeting }', { ...ownPage(), origin: ALLOWED_ORIGIN });
    expect(answer.headers['access-control-allow-origin']).toBe(ALLOWED_ORIGIN);
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials');
  });
});
