/** Access tokens of signed-in callers, and credentials that are sent by another name. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { closeApps } from '../../support/http/app.js';
import {
  callerIn,
  cookieApp,
  outcomeOf,
  type Answered,
  type CookieApp,
  type Headers,
} from '../../support/http/cookieApp.js';
import type { MadeSession } from '../../support/http/fakeSessions.js';

let made: CookieApp;
let session: MadeSession;
let key: string;

beforeAll(async () => {
  made = await cookieApp();
  session = made.sessions.make('a', { id: 9, role: 'ANALYST' });
  key = made.keys.make('k', ['MARKET_READ']);
});
beforeEach(() => {
  made.sessions.wait = null;
});
afterAll(closeApps);

const ask = (headers: Headers, query = '{ caller }') =>
  made.send({ method: 'POST', headers, body: { query } });
const messageIn = ({ text }: Answered): string =>
  (JSON.parse(text) as { errors: { message: string }[] }).errors[0].message;
const STREAM = `/graphql/stream?query=${encodeURIComponent('subscription { a }')}`;
const SECRETS = ['gok_', 'goa_', 'gor_', 'goc_', 'gol_'].map((start) => start + 'x'.repeat(43));

describe('an access token', () => {
  test('is the user of its session, with the rights of its role', async () => {
    const headers = { authorization: `bEARER  ${session.token}` };
    expect(callerIn(await ask(headers))).toBe('USER user 9');
    expect((await ask(headers, '{ price }')).status).toBe(200);
    const path = `/graphql?query=${encodeURIComponent('{ caller }')}`;
    expect(
      callerIn(await made.send({ path, headers: { ...headers, 'apollo-require-preflight': '1' } })),
    ).toBe('USER user 9');
  });

  test('is known over sockets and streams', async () => {
    const authorization = `Bearer ${session.token}`;
    for (const [headers, payload] of [[{ authorization }], [{}, { authorization }]] as const) {
      expect(await outcomeOf(made, made.socket(headers, payload))).toBe('USER');
      expect(made.started.at(-1)?.caller).toMatchObject({
        name: 'user 9',
        user: { id: 9, role: 'ANALYST' },
        apiKey: null,
        session: { id: session.id },
      });
    }
    const before = made.started.length;
    const headers = { authorization, accept: 'text/event-stream' };
    expect((await made.send({ path: STREAM, headers })).status).toBe(200);
    expect(made.started[before].caller.kind).toBe('USER');
  });

  test.each([
    ['that is unknown', `goa_${'x'.repeat(43)}`],
    ['with more at its end', () => `${session.token}x`],
    ['in other case', () => session.token.toUpperCase()],
    ['that is the cookie of the session', () => session.cookie],
    ['that is a refresh token', `gor_${'x'.repeat(43)}`],
    ['that is a link', `gol_${'x'.repeat(43)}`],
    ['and another', () => `${session.token}, Bearer ${session.token}`],
    ['that is long', `goa_${'x'.repeat(5_000)}`],
    ['alone', 'goa_'],
  ] satisfies [string, string | (() => string)][])('%s is refused, and not shown', async (_what, given) => {
    const authorization = `Bearer ${typeof given === 'string' ? given : given()}`;
    const answer = await ask({ authorization });
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(messageIn(answer)).toMatch(/^Expected .*, got .*: .*\.$/);
    for (const text of [answer.text, JSON.stringify(made.log.lines())]) {
      expect(text).not.toMatch(/go[acrl]_[\dA-Za-z]{5}/);
    }
    expect((await made.send({ path: STREAM, headers: { authorization } })).status).toBe(401);
    expect(await outcomeOf(made, made.socket({ authorization }))).toBe('4403');
    expect(await outcomeOf(made, made.socket({}, { authorization }))).toBe('4403');
  });

  test('that expires, or whose session ends, is refused', async () => {
    const { id, token, cookie } = made.sessions.make('ends');
    const authorization = `Bearer ${token}`;
    expect((await ask({ authorization })).status).toBe(200);
    made.sessions.expire(token);
    expect((await ask({ authorization })).status).toBe(401);
    made.sessions.end(id);
    expect((await ask({ authorization: `Bearer ${cookie}` })).status).toBe(401);
  });

  test('is answered 503 where sessions cannot be read, while keys are served', async () => {
    made.sessions.wait = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    const answer = await ask({ authorization: `Bearer ${session.token}` });
    expect([answer.status, answer.headers['retry-after']]).toEqual([503, '1']);
    expect(await outcomeOf(made, made.socket({}, { authorization: `Bearer ${session.token}` }))).toBe('1013');
    expect((await ask({ authorization: `Bearer ${key}` })).status).toBe(200);
  });

  test('counts in open mode, too', async () => {
    const open = await cookieApp({ mode: 'open' });
    const { token } = open.sessions.make('a', { id: 3 });
    const askOpen = (authorization: string) =>
      open.send({ method: 'POST', headers: { authorization }, body: { query: '{ caller }' } });
    expect(callerIn(await askOpen(`Bearer ${token}`))).toBe('USER user 3');
    expect((await askOpen('Bearer goa_bad')).status).toBe(401);
  });
});

describe('a credential in another header', () => {
  test.each(['x-api-key', 'X-API-Key', 'api-key', 'x-auth-token', 'x-access-token'])(
    '%s is refused with how to send it, and not shown',
    async (name) => {
      for (const value of [...SECRETS, key, session.token, `Bearer ${key}`, [key, 'x'], ['x', key]]) {
        const headers = { [name]: value };
        const answer = await ask(headers);
        expect(answer.status).toBe(401);
        expect(messageIn(answer)).toMatch(/Authorization: Bearer/);
        expect(answer.text).not.toMatch(/go[kacrl]_[\dA-Za-z]{5}/);
        expect((await made.send({ path: STREAM, headers })).status).toBe(401);
      }
      expect(['401', '4403']).toContain(await outcomeOf(made, made.socket({ [name]: key })));
    },
  );

  test('is refused beside a cookie', async () => {
    const { cookieName, host } = made;
    const headers = { cookie: `${cookieName}=${session.cookie}`, origin: `http://${host}`, 'x-greyoak': '1' };
    expect((await ask({ ...headers, 'x-api-key': key })).status).toBe(401);
  });

  test('of another service is none of ours', async () => {
    for (const value of ['', 'hello', 'sk-123', 'gopher_1']) {
      expect(callerIn(await ask({ 'x-api-key': value, 'x-auth-token': value }))).toBe('ANONYMOUS 127.0.0.1');
    }
  });
});

describe('connection_init', () => {
  const outcomeWith = (payload: unknown, headers: Headers = {}) =>
    outcomeOf(made, made.socket(headers, payload));

  test.each(['authorization', 'Authorization', 'AUTHORIZATION'])('may name it headers.%s', async (name) => {
    expect(await outcomeWith({ headers: { [name]: `Bearer ${key}` } })).toBe('API_KEY');
    expect(await outcomeWith({ headers: { [name]: `Bearer ${session.token}` } })).toBe('USER');
    // It is no less than the other: what is not good is refused.
    expect(await outcomeWith({ headers: { [name]: 'Basic x' } })).toBe('4403');
    expect(await outcomeWith({ headers: { [name]: '' } }, { authorization: `Bearer ${key}` })).toBe('4403');
    for (const value of [7, null, [`Bearer ${key}`], {}]) {
      expect(await outcomeWith({ headers: { [name]: value } })).toMatch(/^440[03]$/);
    }
  });

  test('may not have two, even if they are the same', async () => {
    const authorization = `Bearer ${key}`;
    for (const payload of [
      { authorization, headers: { authorization } },
      { headers: { authorization, Authorization: authorization } },
      { Authorization: authorization, headers: { authorization: 'Bearer gok_x' } },
    ]) {
      expect(await outcomeWith(payload)).toBe('4400');
    }
  });

  test.each<[string, (secret: string) => unknown]>([
    ['authToken', (secret) => ({ authToken: secret })],
    ['x-api-key', (secret) => ({ 'x-api-key': secret })],
    ['headers.x-api-key', (secret) => ({ headers: { 'x-api-key': secret } })],
    ['headers itself', (secret) => ({ headers: `Bearer ${secret}` })],
    ['a list of headers', (secret) => ({ headers: [['authorization', `Bearer ${secret}`]] })],
    ['token, as a bearer', (secret) => ({ token: `Bearer ${secret}` })],
    ['something deep', (secret) => ({ a: [{ b: { c: [0, secret] } }] })],
    ['cookie', (secret) => ({ headers: { cookie: `greyoak_4000=${secret}` } })],
    ['the name of a prototype', (secret) => JSON.parse(`{"__proto__":{"token":"${secret}"}}`)],
  ])('is closed with 4403 for a credential as %s', async (_what, payloadOf) => {
    for (const secret of [...SECRETS, key, session.token]) {
      const client = made.socket({}, payloadOf(secret));
      const [code, reason] = await client.closed;
      expect(code).toBe(4403);
      expect(reason).toMatch(/authorization/i);
      expect(reason).not.toMatch(/go[kacrl]_x/);
      expect(Buffer.byteLength(reason)).toBeLessThanOrEqual(123);
    }
  });

  test('is closed for it beside a good one, and beside one in the upgrade', async () => {
    const authorization = `Bearer ${key}`;
    expect(await outcomeWith({ authorization, token: session.token })).toBe('4403');
    expect(await outcomeWith({ token: session.token }, { authorization })).toBe('4403');
    expect(await outcomeWith({ headers: { authorization, 'x-api-key': key } })).toBe('4403');
  });

  test('may have what else clients send', async () => {
    for (const payload of [
      {},
      { headers: {} },
      { headers: null },
      { headers: 7 },
      { headers: 'x' },
      { headers: [] },
      { token: 'eyJhbGciOiJub25lIn0.e30.' },
      { lang: 'gok', name: 'a_goa_b', __typename: 'x' },
      JSON.parse('{"__proto__":{"authorization":"x"}}'),
    ]) {
      expect([payload, await outcomeWith(payload)]).toEqual([payload, 'ANONYMOUS']);
      expect(await outcomeWith(payload, { authorization: `Bearer ${key}` })).toBe('API_KEY');
    }
  });
});
