/** Sessions over GraphQL, as several users see them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anonymousAt,
  callerWithKey,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import { openSession } from '../../src/access/sessions/openSession.js';
import type { Database } from '../../src/database/database.js';
import { inTransaction } from '../../src/database/transaction.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { NO_FACTS, type RequestFacts } from '../../src/graphql/requestFacts.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { fill } from '../support/days/filledStore.js';
import { execute } from '../support/graphql/execute.js';
import { answerOf, apiOver, closeApis, post, refusalOf } from '../support/http/api.js';

let database: Database;
let services: Services;
const ids: Record<string, number> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = await dayServices(database);
  for (const [name, role] of [
    ['asha', 'VIEWER'],
    ['ravi', 'TRADER'],
    ['mira', 'ADMIN'],
  ] as const) {
    const { rows } = await database.pool.query<{ id: number }>(
      'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
      [`${name}@example.com`, name, role],
    );
    ids[name] = rows[0].id;
  }
}, 60_000);
afterEach(async () => {
  await closeApis();
  await database.pool.query('DELETE FROM sessions');
});
afterAll(closeTestDatabases);

const ROLES: Readonly<Record<string, Role>> = { asha: 'VIEWER', ravi: 'TRADER', mira: 'ADMIN' };

async function signIn(name: string) {
  const client = await database.pool.connect();
  try {
    const made = await inTransaction(client, () =>
      openSession({ db: database.db, clock: services.clock, authKey: services.authKey }, client, {
        ...{ userId: ids[name], cookie: false, address: '192.0.2.1', userAgent: 'curl/8' },
      }),
    );
    const caller = callerWithSession(
      '192.0.2.1',
      { id: made.sessionId },
      { id: ids[name], role: ROLES[name] },
    );
    return { caller, refreshToken: made.refreshToken ?? '', sessionId: made.sessionId };
  } finally {
    client.release();
  }
}

const noLimits = () => {
  throw new Error('expected no limits');
};
const ask = async (
  caller: Caller,
  source: string,
  variables: Readonly<Record<string, unknown>> = {},
  request: RequestFacts = NO_FACTS,
) => execute(await createContext(services, caller, null, noLimits, request), source, variables);

type Shown = { readonly id: string; readonly current: boolean };
const dataFor = async (...asked: Parameters<typeof ask>): Promise<Readonly<Record<string, unknown>>> => {
  const { data, errors } = await ask(...asked);
  expect(errors ?? []).toEqual([]);
  return data as Readonly<Record<string, unknown>>;
};
const codesFor = async (...asked: Parameters<typeof ask>) =>
  ((await ask(...asked)).errors ?? []).map(({ extensions }) => extensions?.['code']);

const SESSIONS = '{ me { kind user { id name sessions { id current address userAgent } } } }';
const shownTo = async (caller: Caller) => {
  const { me } = (await dataFor(caller, SESSIONS)) as {
    readonly me: {
      readonly kind: string;
      readonly user: { readonly id: string; readonly sessions: readonly Shown[] };
    };
  };
  return me;
};
const END = 'mutation ($id: ID!) { endSession(id: $id) { id address } }';
const NODE = 'query ($id: ID!) { node(id: $id) { __typename id } }';
const left = async () =>
  (await database.pool.query<{ id: number }>('SELECT id FROM sessions ORDER BY id')).rows.map(({ id }) => id);

describe('User.sessions', () => {
  test('lists the own sessions, the newest first, and says which is the current one', async () => {
    const former = await signIn('asha');
    const { caller } = await signIn('asha');
    await signIn('ravi');
    const { kind, user } = await shownTo(caller);
    expect(kind).toBe('USER');
    expect(user).toMatchObject({
      name: 'asha',
      sessions: [
        { current: true, address: '192.0.2.1', userAgent: 'curl/8' },
        { current: false, address: '192.0.2.1', userAgent: 'curl/8' },
      ],
    });
    expect((await shownTo(former.caller)).user.sessions.map(({ current }) => current)).toEqual([false, true]);
  });

  test('of another user is for administrators', async () => {
    const asha = await signIn('asha');
    const mira = await signIn('mira');
    const { user } = await shownTo(asha.caller);
    const source = 'query ($id: ID!) { node(id: $id) { ... on User { sessions { id current } } } }';
    const sessions = [{ id: user.sessions[0].id, current: false }];
    expect((await dataFor(mira.caller, source, { id: user.id }))['node']).toEqual({ sessions });
    const ravi = await signIn('ravi');
    expect((await dataFor(ravi.caller, source, { id: user.id }))['node']).toBeNull();
  });
});

describe('a session of another user', () => {
  test('is not found by node and endSession, but by those of administrators', async () => {
    const asha = await signIn('asha');
    const ravi = await signIn('ravi');
    const mira = await signIn('mira');
    const [{ id }] = (await shownTo(asha.caller)).user.sessions;
    expect((await dataFor(ravi.caller, NODE, { id }))['node']).toBeNull();
    expect(await codesFor(ravi.caller, END, { id })).toEqual(['NOT_FOUND']);
    expect((await dataFor(asha.caller, NODE, { id }))['node']).toEqual({ __typename: 'Session', id });
    expect((await dataFor(mira.caller, NODE, { id }))['node']).toEqual({ __typename: 'Session', id });
    expect((await dataFor(mira.caller, END, { id }))['endSession']).toEqual({ id, address: '192.0.2.1' });
    expect(await codesFor(mira.caller, END, { id })).toEqual(['NOT_FOUND']);
    expect(await left()).toEqual([ravi.sessionId, mira.sessionId]);
  });

  test('is refused to a key, which has no OWN_ACCOUNT, before any work', async () => {
    const asha = await signIn('asha');
    const [{ id }] = (await shownTo(asha.caller)).user.sessions;
    const apiKey = { id: 1, operationsPerMinute: null, shownPrefix: '', scopes: ['SCORES_READ'] as const };
    const key = callerWithKey('192.0.2.1', apiKey, { id: ids['asha'], role: 'VIEWER' });
    const { app } = await apiOver(
      database,
      { ACCESS: 'closed', AUTH_KEY: '' },
      { services: {}, callerOf: () => key },
    );
    for (const source of [NODE, END]) {
      expect(refusalOf(await post({ app }, source, { variables: { id } }))).toEqual([403, 'FORBIDDEN']);
    }
    expect(await left()).toEqual([asha.sessionId]);
  });
});

test('endSession ends the current session, and refuses what is no id of one', async () => {
  const { caller } = await signIn('asha');
  const { user } = await shownTo(caller);
  for (const id of ['', 'x', user.id])
    expect(await codesFor(caller, END, { id })).toEqual(['BAD_USER_INPUT']);
  await dataFor(caller, END, { id: user.sessions[0].id });
  expect(await left()).toEqual([]);
});

describe('signOut', () => {
  const signOut = async (caller: Caller, everywhere: boolean) => {
    let cleared = 0;
    const request = { ...NO_FACTS, sessionCookie: { set: () => undefined, clear: () => void cleared++ } };
    const source = 'mutation Leave ($everywhere: Boolean!) { signOut(everywhere: $everywhere) }';
    const { signOut: answer } = await dataFor(caller, source, { everywhere }, request);
    return [answer, cleared];
  };

  test('ends the session of the caller, and everywhere all of the user', async () => {
    const [first, second, third] = [await signIn('asha'), await signIn('asha'), await signIn('asha')];
    const other = await signIn('ravi');
    expect(await signOut(first.caller, false)).toEqual([true, 1]);
    expect(await left()).toEqual([second, third, other].map(({ sessionId }) => sessionId));
    expect(await signOut(second.caller, true)).toEqual([true, 1]);
    expect(await left()).toEqual([other.sessionId]);
    const { rows } = await database.pool.query(
      `SELECT action, user_id, operation_name, subject FROM audit_entries WHERE subject = $1`,
      [`Session:${first.sessionId}`],
    );
    expect(rows).toEqual([
      {
        ...{ action: 'SIGN_OUT', user_id: ids['asha'], operation_name: 'Leave' },
        subject: `Session:${first.sessionId}`,
      },
    ]);
  });

  test('is true for a caller without a session, and ends none', async () => {
    const { sessionId } = await signIn('asha');
    const apiKey = { id: 1, operationsPerMinute: null, shownPrefix: '', scopes: [] };
    for (const caller of [
      anonymousAt('192.0.2.1', rightsTo([])),
      callerWithKey('192.0.2.1', apiKey, { id: ids['asha'], role: 'VIEWER' }),
    ]) {
      expect(await signOut(caller, true)).toEqual([true, 1]);
    }
    expect(await left()).toEqual([sessionId]);
  });
});

describe('refreshSession', () => {
  const REFRESH = `mutation ($token: String!) {
    refreshSession(refreshToken: $token) { user { email } accessToken accessTokenExpiresAt refreshToken session { id current } }
  }`;

  test('is executed for a caller without rights, and its answer has the tokens', async () => {
    const { refreshToken } = await signIn('asha');
    const nobody = anonymousAt('192.0.2.1', rightsTo([]));
    const { app } = await apiOver(database, { ACCESS: 'closed' }, { callerOf: () => nobody });
    const { data, errors } = answerOf(await post({ app }, REFRESH, { variables: { token: refreshToken } }));
    expect(errors).toBeUndefined();
    expect(data?.['refreshSession']).toMatchObject({
      user: { email: 'asha@example.com' },
      accessToken: expect.stringMatching(/^goa_/),
      refreshToken: expect.stringMatching(/^gor_/),
      session: { current: false },
    });
  });

  test('refuses each token that does not count with 401 and the same message', async () => {
    const { refreshToken, sessionId } = await signIn('asha');
    const { app, log } = await apiOver(database, { ACCESS: 'open' });
    await database.pool.query('DELETE FROM sessions WHERE id = $1', [sessionId]);
    const messages = new Set<string>();
    for (const token of ['', 'x', refreshToken, `${refreshToken.slice(0, -4)}AAAA`]) {
      const response = await post({ app }, REFRESH, { variables: { token } });
      expect(refusalOf(response)).toEqual([401, 'UNAUTHENTICATED']);
      messages.add(answerOf(response).errors?.[0].message ?? '');
      expect(response.body).not.toContain(refreshToken.slice(10));
    }
    expect(messages.size).toBe(1);
    expect(JSON.stringify(log.lines())).not.toContain(refreshToken.slice(10));
  });
});
