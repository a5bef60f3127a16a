/** Sockets and event streams of signed-in callers: what they end with. */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { closeApps } from '../../support/http/app.js';
import { cookieApp, type CookieApp, type Headers } from '../../support/http/cookieApp.js';
import type { FakeSessions, MadeSession } from '../../support/http/fakeSessions.js';
import type { SocketClient } from '../../support/http/liveApp.js';
import { eventually } from '../../support/time/eventually.js';
import { fakeOnly } from '../../support/time/fakeOnly.js';

const clients: SocketClient[] = [];
const aborts: AbortController[] = [];
let made: CookieApp;
let session: MadeSession;

beforeEach(async () => {
  made = await cookieApp({ runsOn: true });
  session = made.sessions.make('a', { role: 'ANALYST' });
});
afterEach(async () => {
  jest.useRealTimers();
  for (const { ws } of clients.splice(0)) ws.terminate();
  for (const abort of aborts.splice(0)) abort.abort();
  await closeApps();
});

const FORBIDDEN = [4403, 'Forbidden'];
const INITS: Readonly<Record<string, () => readonly [Headers, unknown?]>> = {
  'a token in connection_init': () => [{}, { authorization: `Bearer ${session.token}` }],
  'a token in the headers of connection_init': () => [
    {},
    { headers: { Authorization: `Bearer ${session.token}` } },
  ],
  'a token in the upgrade': () => [{ authorization: `Bearer ${session.token}` }],
  'a cookie': () => [ownPage()],
};
const ownPage = () => ({
  cookie: `${made.cookieName}=${session.cookie}`,
  origin: `http://${made.host}`,
  'x-greyoak': '1',
});

/** Opens a socket on which an operation runs. */
async function running([headers, payload]: readonly [Headers, unknown?]): Promise<SocketClient> {
  const client = made.socket(headers, payload);
  clients.push(client);
  expect(await client.next()).toMatchObject({ type: 'connection_ack' });
  const before = made.started.length;
  client.subscribe('1');
  await eventually(() => made.started.length > before);
  return client;
}

/** Opens an event stream on which an operation runs. */
async function stream(headers: Readonly<Record<string, string>>): Promise<Response> {
  const abort = new AbortController();
  aborts.push(abort);
  const before = made.started.length;
  const path = `/graphql/stream?query=${encodeURIComponent('subscription { a }')}`;
  const opened = await fetch(`http://${made.host}${path}`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  });
  await eventually(() => made.started.length > before);
  return opened;
}

async function expectOpen(client: SocketClient): Promise<void> {
  client.send({ type: 'ping' });
  expect(await client.next()).toEqual({ type: 'pong' });
}

/** Resolves after the check of all clients that was told for. */
async function checked(): Promise<void> {
  const other = made.sessions.make('watched');
  const watched = await running([{}, { authorization: `Bearer ${other.token}` }]);
  made.sessions.end(other.id);
  made.sessions.tell();
  expect(await watched.closed).toEqual(FORBIDDEN);
}

const CHANGES: readonly (readonly [string, (sessions: FakeSessions, id: number) => void])[] = [
  ['ends', (sessions, id) => sessions.end(id)],
  ['is of a user with fewer rights', (sessions, id) => sessions.change(id, { role: 'VIEWER' })],
  ['is of a user with more rights', (sessions, id) => sessions.change(id, { role: 'ADMIN' })],
  ['is of another user', (sessions, id) => sessions.change(id, { id: 8 })],
];

describe.each(Object.entries(INITS))('a socket with %s', (_how, initOf) => {
  test.each(CHANGES)('is closed at once when its session %s', async (_what, change) => {
    const client = await running(initOf());
    change(made.sessions, session.id);
    made.sessions.tell();
    expect(await client.closed).toEqual(FORBIDDEN);
    expect(made.started.at(-1)?.isStopped).toBe(true);
  });

  test('stays when its access token and its cookie are replaced', async () => {
    const client = await running(initOf());
    made.sessions.expire(session.token);
    made.sessions.expire(session.cookie);
    await checked();
    await expectOpen(client);
  });

  test('stays while sessions cannot be read, and ends after it', async () => {
    const client = await running(initOf());
    made.sessions.wait = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    made.sessions.tell();
    await expectOpen(client);
    made.sessions.wait = null;
    await checked();
    await expectOpen(client);
    made.sessions.end(session.id);
    made.sessions.tell();
    expect(await client.closed).toEqual(FORBIDDEN);
  });
});

describe('an event stream', () => {
  test.each(CHANGES)('of a token or a cookie ends at once when its session %s', async (_what, change) => {
    const streams = [
      await stream({ authorization: `Bearer ${session.token}` }),
      await stream({ cookie: `${made.cookieName}=${session.cookie}`, 'sec-fetch-site': 'same-origin' }),
      await stream(ownPage()),
    ];
    change(made.sessions, session.id);
    made.sessions.tell();
    for (const opened of streams) expect(await opened.text()).toContain('"code":"FORBIDDEN"');
    expect(made.started.map(({ isStopped }) => isStopped)).toEqual([true, true, true]);
  });
});

test('a socket ends in the next round where nothing tells of the change, and each check is a use', async () => {
  fakeOnly(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']);
  made = await cookieApp({ runsOn: true });
  session = made.sessions.make('a', { role: 'ANALYST' });
  const client = await running(INITS['a cookie']());
  const uses = made.sessions.uses.length;
  jest.advanceTimersByTime(20_000);
  await expectOpen(client);
  expect(made.sessions.uses.length).toBeGreaterThan(uses);
  made.sessions.end(session.id);
  jest.advanceTimersByTime(20_000);
  expect(await client.closed).toEqual(FORBIDDEN);
});

test('changes of other sessions and keys end nothing', async () => {
  const open = await Promise.all(Object.values(INITS).map((initOf) => running(initOf())));
  const other = made.sessions.make('other', { id: 8 });
  made.sessions.end(other.id);
  made.keys.tell();
  await checked();
  for (const client of open) await expectOpen(client);
});

test('a key of a socket that also has a cookie decides alone', async () => {
  const secret = made.keys.make('k', []);
  const client = await running([ownPage(), { authorization: `Bearer ${secret}` }]);
  made.sessions.end(session.id);
  await checked();
  await expectOpen(client);
  made.keys.end(secret);
  made.keys.tell();
  expect(await client.closed).toEqual(FORBIDDEN);
});
