/** When and how an answer sets the session cookie, and what is known of the client. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { closeApps } from '../../support/http/app.js';
import {
  ALLOWED_ORIGIN,
  cookieApp,
  DOMAIN,
  NEW_COOKIE,
  outcomeOf,
  type Answered,
  type CookieApp,
  type Headers,
} from '../../support/http/cookieApp.js';

let made: CookieApp;

beforeAll(async () => {
  made = await cookieApp();
});
afterAll(closeApps);

const ownPage = (host = made.host): Headers => ({ host, origin: `http://${host}`, 'x-greyoak': '1' });
const post = (query: string, headers: Headers) => made.send({ method: 'POST', headers, body: { query } });
const dataOf = ({ text }: Answered): unknown => (JSON.parse(text) as { data: unknown }).data;
const cookiesOf = ({ headers }: Answered) => headers['set-cookie'];

const SIGN_IN = 'mutation { signIn }';
const FLAGS = 'Path=/; HttpOnly; SameSite=Strict';

describe('a POST of our own page', () => {
  test('sets the cookie, for 30 days', async () => {
    const answer = await post(SIGN_IN, ownPage());
    expect(dataOf(answer)).toEqual({ signIn: 'set' });
    expect(cookiesOf(answer)).toEqual([`${made.cookieName}=${NEW_COOKIE}; Max-Age=2592000; ${FLAGS}`]);
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('sets it for this host alone, and with TLS alone, where the host is not of this machine', async () => {
    for (const host of [DOMAIN, `${DOMAIN}:8443`]) {
      expect(cookiesOf(await post(SIGN_IN, ownPage(host)))).toEqual([
        `__Host-greyoak=${NEW_COOKIE}; Max-Age=2592000; Path=/; HttpOnly; Secure; SameSite=Strict`,
      ]);
    }
  });

  test('removes the cookie', async () => {
    const answer = await post('mutation { signOut }', ownPage());
    expect(dataOf(answer)).toEqual({ signOut: 'cleared' });
    expect(cookiesOf(answer)).toEqual([`${made.cookieName}=; Max-Age=0; ${FLAGS}`]);
  });

  test('sends one Set-Cookie, that of what was done last', async () => {
    const both = cookiesOf(await post('mutation { signIn signOut again: signIn }', ownPage()));
    expect(both).toEqual([expect.stringContaining(`=${NEW_COOKIE};`)]);
    const removed = cookiesOf(await post('mutation { signIn signOut }', ownPage()));
    expect(removed).toEqual([expect.stringContaining('=; Max-Age=0;')]);
  });

  test('sets what it then takes for the cookie, on each name of the server', async () => {
    for (const host of [made.host, `127.0.0.1:${made.port}`, `[::1]:${made.port}`, 'localhost', DOMAIN]) {
      const [pair] = (cookiesOf(await post(SIGN_IN, ownPage(host))) ?? [''])[0].split(';');
      const back = await post('{ caller }', { ...ownPage(host), cookie: pair });
      // The secret is of no session: it was taken for the cookie, or else the caller would be anonymous.
      expect([host, back.status]).toEqual([host, 401]);
    }
  });

  test('sets nothing where nothing was asked for', async () => {
    expect(cookiesOf(await post('{ greeting }', ownPage()))).toBeUndefined();
  });
});

describe('no cookie can be set', () => {
  test.each<[string, (host: string) => Headers]>([
    ['without x-greyoak', (host) => ({ origin: `http://${host}` })],
    ['without a page', () => ({ 'x-greyoak': '1' })],
    ['by another site', () => ({ origin: 'https://evil.example', 'x-greyoak': '1' })],
    ['by another port', () => ({ origin: 'http://localhost:1', 'x-greyoak': '1' })],
    ['by a site of ALLOWED_ORIGINS', () => ({ origin: ALLOWED_ORIGIN, 'x-greyoak': '1' })],
    ['by a sandboxed frame', () => ({ origin: 'null', 'x-greyoak': '1' })],
    ['by a sibling', () => ({ 'sec-fetch-site': 'same-site', 'x-greyoak': '1' })],
  ])('%s', async (_what, headers) => {
    for (const host of [made.host, DOMAIN]) {
      const answer = await post(SIGN_IN, { host, ...headers(host) });
      expect([dataOf(answer), cookiesOf(answer)]).toEqual([{ signIn: 'none' }, undefined]);
    }
  });

  test('by GET', async () => {
    const path = `/graphql?query=${encodeURIComponent('{ keptAndSet }')}`;
    const answer = await made.send({ path, headers: { ...ownPage(), 'apollo-require-preflight': 'yes' } });
    expect([dataOf(answer), cookiesOf(answer)]).toEqual([{ keptAndSet: 'none' }, undefined]);
  });

  test('in a batch', async () => {
    const body = [{ query: SIGN_IN }, { query: SIGN_IN }];
    const answer = await made.send({ method: 'POST', headers: ownPage(), body });
    expect([answer.status, cookiesOf(answer)]).toEqual([400, undefined]);
  });

  test('by a kept answer', async () => {
    const once = await post('{ keptAndSet }', ownPage());
    const again = await post('{ keptAndSet }', ownPage());
    if (again.headers['x-greyoak-cache'] === 'hit') expect(cookiesOf(again)).toBeUndefined();
    expect([once.status, again.status]).toEqual([200, 200]);
    // Another client gets nothing that was set for the first one.
    expect(cookiesOf(await post('{ keptAndSet }', {}))).toBeUndefined();
  });
});

describe('the client is known by User-Agent', () => {
  const agentFor = async (headers: Headers) =>
    dataOf(await post('{ agent }', headers)) as { readonly agent: string | null };

  test('as it is', async () => {
    expect(await agentFor({ 'user-agent': 'Mozilla/5.0 (X11; Linux)' })).toEqual({
      agent: 'Mozilla/5.0 (X11; Linux)',
    });
  });

  test('with at most 200 characters, without signs that cannot be printed', async () => {
    expect(await agentFor({ 'user-agent': 'x'.repeat(500) })).toEqual({ agent: 'x'.repeat(200) });
    const { agent } = await agentFor({ 'user-agent': 'a\tb\u0080\u009bc' });
    expect(agent).not.toMatch(/\p{Cc}/u);
    expect(agent).toMatch(/^a b.*c$/);
    expect(await agentFor({ 'user-agent': '  x  ' })).toEqual({ agent: 'x' });
  });

  test('over sockets and streams, which can set no cookie', async () => {
    const headers = { ...ownPage(), 'user-agent': 'agent\t1 ' };
    const facts = { userAgent: 'agent 1', sessionCookie: null };
    expect(await outcomeOf(made, made.socket(headers))).toBe('ANONYMOUS');
    expect(made.started.at(-1)?.facts).toEqual(facts);
    const body = { query: 'subscription { scoreChanged }' };
    const accept = 'multipart/mixed;subscriptionSpec=1.0, application/json';
    for (const asked of [
      { path: '/graphql/stream', headers: { ...headers, accept: 'text/event-stream' } },
      { headers: { ...headers, accept } },
    ]) {
      const before = made.started.length;
      expect((await made.send({ ...asked, method: 'POST', body })).status).toBe(200);
      expect(made.started[before].facts).toEqual(facts);
    }
  });

  test('or not at all', async () => {
    expect(await agentFor({})).toEqual({ agent: null });
  });
});
