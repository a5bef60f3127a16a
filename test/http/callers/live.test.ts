/** Keys of sockets and event streams: how they are shown, and what ends with them. */
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { anonymousAt, rightsTo, type Caller } from '../../../src/access/caller.js';
import type { AppOptions } from '../../../src/http/app.js';
import { appWith, closeApps } from '../../support/http/app.js';
import { FakeKeys } from '../../support/http/fakeKeys.js';
import { connect, LIMITS, type SocketClient } from '../../support/http/liveApp.js';
import { lockedSchema } from '../../support/http/lockedSchema.js';
import { eventually } from '../../support/time/eventually.js';
import { fakeOnly } from '../../support/time/fakeOnly.js';

const clients: SocketClient[] = [];

afterEach(async () => {
  jest.useRealTimers();
  for (const { ws } of clients.splice(0)) ws.terminate();
  await closeApps();
});

/** An app whose operations run until they are stopped. */
async function liveOver(mode: 'open' | 'closed' = 'closed') {
  const keys = new FakeKeys();
  const started: { caller: Caller; after: unknown; isStopped: boolean }[] = [];
  const live: NonNullable<AppOptions['live']> = {
    start: ({ variables }, caller) => {
      const operation = { caller, after: (variables as { after?: unknown })?.after, isStopped: false };
      started.push(operation);
      return { resume: () => undefined, stop: () => void (operation.isStopped = true) };
    },
    isReady: () => true,
    limits: LIMITS,
  };
  const app = await appWith({
    schema: lockedSchema(),
    live,
    access: { mode: () => mode, keys: () => keys, anonymous: rightsTo([]) },
    onAccessChange: (checkAccess) => keys.onChange(checkAccess),
  });
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
  const socketWith = async (payload?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const client = await connect({ port }, { headers });
    clients.push(client);
    client.send({ type: 'connection_init', ...(payload === undefined ? {} : { payload }) });
    return client;
  };
  const acknowledged = async (client: SocketClient) => {
    expect(await client.next()).toMatchObject({ type: 'connection_ack' });
    client.subscribe('1');
    const before = started.length;
    await eventually(() => started.length > before);
    return started[started.length - 1];
  };
  const streamWith = (authorization: string, headers: Readonly<Record<string, string>> = {}) =>
    fetch(`http://127.0.0.1:${port}/graphql/stream?query=${encodeURIComponent('subscription { a }')}`, {
      headers: { accept: 'text/event-stream', authorization, ...headers },
    });
  return { keys, started, socketWith, acknowledged, streamWith };
}

const FORBIDDEN = [4403, 'Forbidden'];

describe('a socket', () => {
  test.each(['authorization', 'Authorization', 'AUTHORIZATION'])(
    'shows its key in connection_init, as %s',
    async (name) => {
      const { keys, socketWith, acknowledged } = await liveOver();
      const secret = keys.make('a', ['MARKET_READ']);
      const { caller } = await acknowledged(await socketWith({ [name]: `Bearer ${secret}` }));
      expect(caller).toMatchObject({ kind: 'API_KEY', name: 'user 7', apiKey: { id: 1 } });
      expect(caller.rights.key).toBe('MARKET_READ');
      expect(keys.uses).toEqual([[1, '127.0.0.1']]);
    },
  );

  test('shows its key in the upgrade, which connection_init beats', async () => {
    const { keys, socketWith, acknowledged } = await liveOver();
    const [one, other] = [keys.make('one', []), keys.make('other', [])];
    const upgrade = { authorization: `Bearer ${one}` };
    const idOf = async (client: Promise<SocketClient>) =>
      (await acknowledged(await client)).caller.apiKey?.id;
    expect(await idOf(socketWith(undefined, upgrade))).toBe(1);
    expect(await idOf(socketWith({ authorization: `Bearer ${other}` }, upgrade))).toBe(2);
    expect(await idOf(socketWith({ authorization: `Bearer ${other}` }, { authorization: 'Basic x' }))).toBe(
      2,
    );
    const bad = await socketWith({ authorization: 'Bearer gok_x' }, upgrade);
    expect(await bad.closed).toEqual(FORBIDDEN);
  });

  test('without a key is an anonymous caller', async () => {
    const { socketWith, acknowledged } = await liveOver();
    const { caller } = await acknowledged(await socketWith({ authorizations: 'none' }));
    expect(caller).toEqual(anonymousAt('127.0.0.1', rightsTo([])));
  });

  test.each<[string, unknown, Readonly<Record<string, string>>]>([
    ['in connection_init', { authorization: 'Bearer gok_unknown' }, {}],
    ['of another scheme', { authorization: 'Basic Z29r' }, {}],
    ['that is empty', { authorization: '' }, {}],
    ['in the upgrade', undefined, { authorization: 'Bearer gok_unknown' }],
  ])('is closed with 4403 for a bad credential %s, in both modes', async (_what, payload, headers) => {
    for (const mode of ['open', 'closed'] as const) {
      const { socketWith, started } = await liveOver(mode);
      expect(await (await socketWith(payload, headers)).closed).toEqual(FORBIDDEN);
      expect(started).toEqual([]);
    }
  });

  test.each([[{ authorization: 7 }], [{ authorization: null }], [{ authorization: ['Bearer x'] }]])(
    'is closed with 4400 for %j',
    async (payload) => {
      const { socketWith } = await liveOver();
      expect(await (await socketWith(payload)).closed).toEqual([
        4400,
        'Expected one text as authorization of connection_init',
      ]);
    },
  );

  test('is closed with 4400 for two authorizations, and for a payload that is no object', async () => {
    const { socketWith } = await liveOver();
    const two = await socketWith({ authorization: 'Bearer x', Authorization: 'Bearer x' });
    expect((await two.closed)[0]).toBe(4400);
    expect((await (await socketWith('Bearer x')).closed)[0]).toBe(4400);
  });

  test('is closed with 1013 where keys cannot be read now', async () => {
    const { keys, socketWith } = await liveOver();
    keys.wait = () => Promise.reject(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    const client = await socketWith({ authorization: `Bearer ${keys.make('a', [])}` });
    expect((await client.closed)[0]).toBe(1013);
  });
});

describe('what ends with a key', () => {
  const changes: readonly (readonly [string, (keys: FakeKeys, secret: string) => unknown])[] = [
    ['is revoked, paused or expired', (keys, secret) => keys.end(secret)],
    ['loses a scope', (keys) => keys.make('a', ['RISK_READ'])],
    [
      'has an owner with fewer rights',
      (keys) => keys.make('a', ['MARKET_READ', 'WHAT_IF'], { owner: { id: 7, role: 'VIEWER' } }),
    ],
    [
      'has another owner',
      (keys) => keys.make('a', ['MARKET_READ', 'WHAT_IF'], { owner: { id: 8, role: 'ADMIN' } }),
    ],
  ];

  test.each(changes)('a socket and a stream, at once, when the key %s', async (_what, change) => {
    const { keys, started, socketWith, acknowledged, streamWith } = await liveOver();
    const secret = keys.make('a', ['MARKET_READ', 'WHAT_IF']);
    const other = await socketWith({ authorization: `Bearer ${keys.make('b', [])}` });
    await acknowledged(other);
    const client = await socketWith({ authorization: `Bearer ${secret}` });
    await acknowledged(client);
    const stream = await streamWith(`Bearer ${secret}`);
    await eventually(() => started.length === 3);
    change(keys, secret);
    keys.tell();
    expect(await client.closed).toEqual(FORBIDDEN);
    expect(await stream.text()).toContain('"code":"FORBIDDEN"');
    expect(started.map(({ isStopped }) => isStopped)).toEqual([false, true, true]);
    expect(other.ws.readyState).toBe(other.ws.OPEN);
  });

  test('a socket, within 20 s, when nothing tells of the change', async () => {
    fakeOnly(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval']);
    const { keys, socketWith, acknowledged } = await liveOver();
    const secret = keys.make('a', []);
    const client = await socketWith({ authorization: `Bearer ${secret}` });
    await acknowledged(client);
    keys.end(secret);
    jest.advanceTimersByTime(20_000);
    expect(await client.closed).toEqual(FORBIDDEN);
  });

  test('not a socket whose key was used or renamed', async () => {
    const { keys, socketWith, acknowledged } = await liveOver();
    const client = await socketWith({ authorization: `Bearer ${keys.make('a', [])}` });
    await acknowledged(client);
    for (let k = 0; k < 3; k++) keys.tell();
    client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
    // A check is no use.
    expect(keys.uses).toHaveLength(1);
  });
});

test('a stream that resumes is checked again', async () => {
  const { keys, started, streamWith } = await liveOver();
  const secret = keys.make('a', []);
  const first = await streamWith(`Bearer ${secret}`);
  await eventually(() => started.length === 1);
  await first.body?.cancel();
  keys.end(secret);
  const resumed = await streamWith(`Bearer ${secret}`, { 'last-event-id': 'c1' });
  expect(resumed.status).toBe(401);
  await resumed.text();
  expect(started).toHaveLength(1);
  keys.make('a', []);
  const allowed = await streamWith(`Bearer ${secret}`, { 'last-event-id': 'c1' });
  await eventually(() => started.length === 2);
  expect(started[1].after).toBe('c1');
  await allowed.body?.cancel();
});
