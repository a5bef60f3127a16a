/** The accounts of a closed service from the first administrator on, as its users meet them, over two processes. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { closeTestDatabases, createTestDatabase } from '../support/database/testDatabase.js';
import { GreyoakProcess, until } from '../support/process/greyoakProcess.js';
import { endServices, readyAt, serve } from '../support/process/services.js';

const PASSWORD = 'seven grey oaks by the river';
const SCORES = '{ stocks(mode: INVESTOR, first: 1) { totalCount } }';
const SIGN_IN = `mutation ($input: SignInInput!) {
  signIn(input: $input) { accessToken refreshToken user { id role version } session { id current } }
}`;
const REFRESH = `mutation ($token: String!) { refreshSession(refreshToken: $token) { accessToken refreshToken } }`;

interface Reply {
  readonly status: number;
  readonly data: unknown;
  /** The code of the first error; null: none. */
  readonly code: string | null;
}
interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}
interface SignedIn extends Tokens {
  readonly user: { readonly id: string; readonly role: string; readonly version: number };
}

let env: Readonly<Record<string, string>>;
let urls: readonly string[];
beforeAll(async () => {
  env = {
    DATABASE_URL: await createTestDatabase(),
    ACCESS: 'closed',
    AUTH_KEY: randomBytes(32).toString('base64'),
  };
  urls = await Promise.all([serve(env), serve(env)].map(readyAt));
}, 120_000);
afterAll(async () => {
  await endServices();
  await closeTestDatabases();
});

async function greyoak(...args: readonly string[]): Promise<GreyoakProcess> {
  const command = new GreyoakProcess(args, env);
  await command.end();
  return command;
}

async function ask(
  url: string,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  token?: string,
): Promise<Reply> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json',
      'content-type': 'application/json',
      connection: 'close',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data = null, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: readonly { readonly extensions: { readonly code: string } }[];
  };
  return { status: response.status, data, code: errors.at(0)?.extensions.code ?? null };
}

async function signIn(url: string, email: string, password = PASSWORD): Promise<SignedIn> {
  const { data } = await ask(url, SIGN_IN, { input: { email, password } });
  return (data as { signIn: SignedIn }).signIn;
}

async function refresh(url: string, token: string): Promise<Tokens | string | null> {
  const { data, code } = await ask(url, REFRESH, { token });
  return (data as { refreshSession: Tokens } | null)?.refreshSession ?? code;
}

async function addAdministrator(url: string, email: string): Promise<SignedIn> {
  const added = await greyoak('users', 'add', email, '--name', 'Asha', '--admin');
  const token = /gol_\w+/.exec(added.out)?.[0];
  const set =
    'mutation ($token: String!, $password: String!) { setPassword(token: $token, password: $password) }';
  expect(await ask(url, set, { token, password: PASSWORD })).toMatchObject({ data: { setPassword: true } });
  expect(await ask(url, set, { token, password: PASSWORD })).toMatchObject({ code: 'UNAUTHENTICATED' });
  return signIn(url, email);
}

test('an administrator signs in by a link, asks with tokens and signs out', async () => {
  const [url, other] = urls;
  expect(await ask(url, SCORES)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  const admin = await addAdministrator(url, 'asha@example.com');
  expect(admin).toMatchObject({ user: { role: 'ADMIN' }, session: { current: expect.any(Boolean) } });
  expect(await ask(other, SCORES, {}, admin.accessToken)).toMatchObject({ status: 200, code: null });

  expect(await ask(url, 'mutation { signOut }', {}, admin.accessToken)).toMatchObject({
    data: { signOut: true },
  });
  expect(await ask(url, SCORES, {}, admin.accessToken)).toMatchObject({ status: 401 });
  await until(
    'the other process knows',
    async () => (await ask(other, SCORES, {}, admin.accessToken)).status === 401,
    5_000,
  );
  expect(await refresh(url, admin.refreshToken)).toBe('UNAUTHENTICATED');
}, 60_000);

test('refresh tokens rotate, two tabs get the same one, and reuse ends the session', async () => {
  const [url, other] = urls;
  const first = await addAdministrator(url, 'ravi@example.com');
  const [one, two] = (await Promise.all([
    refresh(url, first.refreshToken),
    refresh(other, first.refreshToken),
  ])) as readonly Tokens[];
  expect(one.refreshToken).toBe(two.refreshToken);
  const statuses = [first, one, two].map(
    async ({ accessToken }) => (await ask(url, SCORES, {}, accessToken)).status,
  );
  expect(await Promise.all(statuses)).toEqual([200, 200, 200]);

  const next = (await refresh(url, one.refreshToken)) as Tokens;
  expect(await refresh(url, first.refreshToken)).toBe('UNAUTHENTICATED');
  expect(await refresh(url, next.refreshToken)).toBe('UNAUTHENTICATED');
  expect((await ask(url, SCORES, {}, next.accessToken)).status).toBe(401);
  const admin = await signIn(url, 'ravi@example.com');
  const reused = '{ auditLog(filter: { actions: [SESSION_REUSED] }) { totalCount nodes { result userId } } }';
  expect(await ask(url, reused, {}, admin.accessToken)).toMatchObject({
    data: { auditLog: { totalCount: 1, nodes: [{ result: 'DENIED', userId: admin.user.id }] } },
  });
}, 60_000);

test('an administrator makes a user, who can do less, and whose demotion counts at once', async () => {
  const [url, other] = urls;
  const admin = await addAdministrator(url, 'mira@example.com');
  const create =
    'mutation ($input: CreateUserInput!) { createUser(input: $input) { user { id version } link { token } } }';
  const input = { email: 'dev@example.com', name: 'Dev', role: 'TRADER', password: PASSWORD };
  const { data } = await ask(url, create, { input }, admin.accessToken);
  const { user } = (data as { createUser: { user: { id: string; version: number } } }).createUser;
  const dev = await signIn(other, 'dev@example.com');
  expect(await ask(other, create, { input }, dev.accessToken)).toMatchObject({
    status: 403,
    code: 'FORBIDDEN',
  });
  const whatIf = '{ me { role scopes } }';
  expect(await ask(other, whatIf, {}, dev.accessToken)).toMatchObject({ data: { me: { role: 'TRADER' } } });

  const update = 'mutation ($input: UpdateUserInput!) { updateUser(input: $input) { role version } }';
  const { version } = dev.user;
  expect(
    await ask(url, update, { input: { id: user.id, version, role: 'VIEWER' } }, admin.accessToken),
  ).toMatchObject({ data: { updateUser: { role: 'VIEWER' } } });
  await until(
    'the other process knows',
    async () => JSON.stringify((await ask(other, whatIf, {}, dev.accessToken)).data).includes('"VIEWER"'),
    5_000,
  );
  expect(
    await ask(url, update, { input: { id: user.id, version, active: false } }, admin.accessToken),
  ).toMatchObject({ code: 'CONFLICT' });
}, 60_000);

test('the audit knows each act, and verifies', async () => {
  const [url] = urls;
  const admin = await addAdministrator(url, 'tara@example.com');
  const actions = `{ auditLog(filter: { results: [DONE] }, first: 100) { nodes { action hash } } }`;
  await until('all is chained', async () => {
    const { data } = await ask(url, actions, {}, admin.accessToken);
    const { nodes } = (data as { auditLog: { nodes: readonly { action: string; hash: string | null }[] } })
      .auditLog;
    expect(nodes.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['SIGN_IN', 'SIGN_OUT', 'USER_CREATED', 'USER_CHANGED', 'PASSWORD_CHANGED']),
    );
    return nodes.every(({ hash }) => hash !== null);
  });
  const verified = await greyoak('audit', 'verify');
  expect({ code: await verified.end(), err: verified.err }).toEqual({ code: 0, err: '' });
}, 60_000);
