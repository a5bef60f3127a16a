/** The administration of users over GraphQL, as several callers see it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { getNamedType, isObjectType } from 'graphql';
import { callerAt, callerWithSession, type Caller } from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import { NOT_FOR_KEYS, type Scope } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { policyOf } from '../../src/graphql/fieldPolicy.js';
import { encodeId } from '../../src/graphql/ids.js';
import { buildGreyoakSchema } from '../../src/graphql/schema.js';
import { USER_IDS } from '../../src/graphql/user/user.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { fill } from '../support/days/filledStore.js';
import { execute } from '../support/graphql/execute.js';

let database: Database;
let services: Services;
let mira: Caller;
let asha: Caller;
let ravi: Caller;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = await dayServices(database);
  await services.keys.start();
}, 60_000);
beforeEach(async () => {
  await database.pool.query('DELETE FROM api_keys; DELETE FROM users WHERE id > 0');
  mira = await addUser('mira', 'ADMIN');
  asha = await addUser('asha', 'TRADER');
  ravi = await addUser('ravi', 'VIEWER');
});
afterAll(async () => {
  await services.keys.stop();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

async function addSession(ownerId: number | undefined): Promise<void> {
  await database.pool.query(
    `INSERT INTO sessions (owner_id, rotated_at, created_at, last_used_at, expires_at, address)
     VALUES ($1, now(), now(), now(), now() + interval '1 day', '192.0.2.1')`,
    [ownerId],
  );
}
const sessionsOf = async (ownerId: number | undefined): Promise<number> =>
  (await database.pool.query('SELECT FROM sessions WHERE owner_id = $1', [ownerId])).rowCount ?? 0;

const idOf = ({ user }: Caller): string => encodeId(USER_IDS, user?.id ?? -1);

type Variables = Readonly<Record<string, unknown>>;
interface Shown {
  readonly id: string;
  readonly version: number;
  readonly [field: string]: unknown;
}

const FIELDS = 'id email name role active createdAt lastSignInAt version';
const CREATE = `mutation Add($input: CreateUserInput!) {
  createUser(input: $input) { user { ${FIELDS} } link { token expiresAt } }
}`;
const UPDATE = `mutation Change($input: UpdateUserInput!) { updateUser(input: $input) { ${FIELDS} } }`;
const DELETE = `mutation Remove($id: ID!, $version: Int!) { deleteUser(id: $id, version: $version) { ${FIELDS} } }`;
const RESET = `mutation Reset($userId: ID!) { resetPassword(userId: $userId) { token expiresAt } }`;
const RENAME = `mutation Rename($name: String!) { updateMe(name: $name) { ${FIELDS} } }`;
const LIST = `query ($filter: UserFilter, $first: Int, $after: String, $last: Int, $before: String) {
  users(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { id email name } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
interface Page {
  readonly nodes: readonly { readonly email: string; readonly name: string }[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
}

const answer = async (caller: Caller, query: string, variables: Variables) =>
  execute(await createContext(services, caller), query, variables);

async function ask<Result = Shown>(
  caller: Caller,
  query: string,
  variables: Variables = {},
): Promise<Result> {
  const { data, errors } = await answer(caller, query, variables);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0] as Result;
}

/** The code and message of the only error. */
async function refusal(
  caller: Caller,
  query: string,
  variables: Variables = {},
): Promise<readonly unknown[]> {
  const { data, errors = [] } = await answer(caller, query, variables);
  expect([data ?? null, errors.length]).toEqual([null, 1]);
  return [errors[0].extensions?.['code'], errors[0].message];
}
const codeOf = async (...asked: Parameters<typeof answer>): Promise<unknown> => {
  const { errors = [] } = await answer(...asked);
  return errors.at(0)?.extensions?.['code'] ?? 'DONE';
};

const NEW = { email: 'new@example.com', name: 'New', role: 'ANALYST' };
const create = (input: Variables = {}) =>
  ask<{ user: Shown; link: { token: string; expiresAt: string } | null }>(mira, CREATE, {
    input: { ...NEW, ...input },
  });
const update = (of: Caller, input: Variables, by = mira) =>
  ask(by, UPDATE, { input: { id: idOf(of), version: 1, ...input } });
const refusedUpdate = (of: Caller, input: Variables, by = mira) =>
  refusal(by, UPDATE, { input: { id: idOf(of), version: 1, ...input } });
const entries = async () =>
  (
    await database.pool.query(
      `SELECT action, result, user_id, address, operation_name, subject, details FROM audit_entries
       WHERE user_id = $1 ORDER BY id`,
      [mira.user?.id],
    )
  ).rows as unknown[];
const entry = (action: string, operation_name: string, subject: unknown, details: unknown) => ({
  ...{ action, result: 'DONE', user_id: mira.user?.id, address: '192.0.2.1' },
  ...{ operation_name, subject, details },
});

describe('callers', () => {
  test('need USERS_ADMIN, which no key has, for all but their own name', () => {
    const schema = buildGreyoakSchema();
    const accessOf = (type: 'Query' | 'Mutation', name: string) => {
      const field = (type === 'Query' ? schema.getQueryType() : schema.getMutationType())?.getFields()[name];
      return field && policyOf(field)?.access;
    };
    const changes = ['createUser', 'updateUser', 'deleteUser', 'resetPassword', 'updateMe'];
    expect(accessOf('Query', 'users')).toBe('USERS_ADMIN');
    expect(changes.map((name) => accessOf('Mutation', name))).toEqual([
      ...Array(4).fill('USERS_ADMIN'),
      'OWN_ACCOUNT',
    ]);
    expect(['USERS_ADMIN', 'OWN_ACCOUNT'].map((scope) => NOT_FOR_KEYS.has(scope as Scope))).toEqual([
      true,
      true,
    ]);
  });

  test('the built-in user cannot add users, and is told what can', async () => {
    expect(await refusal(callerAt('127.0.0.1'), CREATE, { input: NEW })).toEqual([
      'FORBIDDEN',
      expect.stringContaining('"greyoak users add"'),
    ]);
  });

  test('User is returned by me, users, the mutations of users, signing in and own reports alone', () => {
    const fields = Object.values(buildGreyoakSchema().getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields())
            .filter((field) => getNamedType(field.type).name === 'User')
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    const allowed = new Set([
      ...['Caller.user', 'UserConnection.nodes', 'UserEdge.node', 'CreatedUser.user', 'SignedIn.user'],
      // The owner itself, or any owner for callers with USERS_ADMIN.
      'Report.owner',
      ...['updateUser', 'deleteUser', 'updateMe', 'changePassword'].map((name) => `Mutation.${name}`),
    ]);
    expect(fields.filter((field) => !allowed.has(field))).toEqual([]);
  });
});

describe('createUser', () => {
  test('adds a user with a link, in whatever letters its e-mail is', async () => {
    const { user, link } = await create({ email: ' New@Example.com ', name: ' New One ' });
    expect(user).toMatchObject({
      ...{ email: 'New@Example.com', name: 'New One', role: 'ANALYST' },
      ...{ active: true, lastSignInAt: null, version: 1 },
    });
    expect(link?.token).toMatch(/^gol_[0-9A-Za-z]{43}$/);
    const { rows } = await database.pool.query(`SELECT id, password_hash FROM users WHERE name = 'New One'`);
    expect(rows).toEqual([{ id: expect.any(Number), password_hash: null }]);
    expect(await entries()).toEqual([
      entry('USER_CREATED', 'Add', `User:${rows[0].id}`, { role: 'ANALYST' }),
    ]);
  });

  test('adds a user with a password, which is kept as argon2id, and no link', async () => {
    const { link } = await create({ password: 'correct horse battery' });
    expect(link).toBeNull();
    const { rows } = await database.pool.query(`SELECT password_hash FROM users WHERE name = 'New'`);
    expect(rows[0].password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test.each(['asha@example.com', 'ASHA@EXAMPLE.COM', ' Asha@example.com'])(
    'refuses %j as taken',
    async (email) => {
      expect(await refusal(mira, CREATE, { input: { ...NEW, email } })).toEqual([
        'CONFLICT',
        expect.stringContaining('Expected an e-mail address of no other user'),
      ]);
    },
  );

  test.each<[string, Variables, string]>([
    ['no e-mail', { email: 'asha' }, 'Expected an e-mail address such as'],
    ['an e-mail of other letters', { email: 'аsha@example.com' }, 'Expected an e-mail address such as'],
    ['an e-mail with a zero', { email: 'a\u0000@example.com' }, 'Expected an e-mail address such as'],
    ['a huge e-mail', { email: `${'a'.repeat(300_000)}@example.com` }, 'at most 254'],
    ['no name', { name: '\u00a0 ' }, 'Expected the name of a user'],
    ['a name with a control character', { name: 'a\u0000b' }, 'that print'],
    ['a name that turns text', { name: 'a\u202eb' }, 'that print'],
    ['a huge name', { name: 'a'.repeat(300_000) }, '1 to 100'],
    ['a short password', { password: 'short' }, 'Expected a password of 12 to 128 characters'],
  ])('refuses %s', async (_, input, message) => {
    expect(await refusal(mira, CREATE, { input: { ...NEW, ...input } })).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining(message),
    ]);
  });

  test('one of several callers gets an e-mail that all ask for at once', async () => {
    const asked = ['x@example.com', 'X@example.com', 'x@EXAMPLE.com'].map((email) =>
      codeOf(mira, CREATE, { input: { ...NEW, email } }),
    );
    expect((await Promise.all(asked)).sort()).toEqual(['CONFLICT', 'CONFLICT', 'DONE']);
  });

  test('a name is stored in one form of Unicode', async () => {
    const { user } = await create({ name: 'Rene\u0301' });
    expect(user['name']).toBe('Ren\u00e9');
  });
});

describe('updateUser', () => {
  test('changes what is given, and says what in the audit', async () => {
    const changed = await update(ravi, { email: 'Ravi.B@example.com', role: 'TRADER' });
    expect(changed).toMatchObject({
      ...{ id: idOf(ravi), email: 'Ravi.B@example.com', name: 'ravi', role: 'TRADER' },
      ...{ active: true, version: 2 },
    });
    expect(await entries()).toEqual([
      entry('USER_CHANGED', 'Change', `User:${ravi.user?.id}`, { fields: 'email role', version: 2 }),
    ]);
  });

  test('refuses an outdated version, and shows the user as it is', async () => {
    await update(ravi, { role: 'ANALYST' });
    const input = { id: idOf(ravi), version: 1, name: 'other' };
    const { errors = [] } = await answer(mira, UPDATE, { input });
    expect(errors.map(({ message, extensions }) => [message, extensions])).toEqual([
      [
        expect.stringContaining('Expected version 2 of the user, got 1'),
        {
          code: 'CONFLICT',
          current: { email: 'ravi@example.com', name: 'ravi', role: 'ANALYST', active: true, version: 2 },
        },
      ],
    ]);
    expect(await refusal(mira, UPDATE, { input: { ...input, version: 3 } })).toMatchObject(['CONFLICT', {}]);
  });

  test('one of several changes of one version is stored', async () => {
    const asked = ['a', 'b', 'c'].map((name) =>
      codeOf(mira, UPDATE, { input: { id: idOf(ravi), version: 1, name } }),
    );
    expect((await Promise.all(asked)).sort()).toEqual(['CONFLICT', 'CONFLICT', 'DONE']);
  });

  test.each<[string, Variables]>([
    ['nothing', {}],
    ['nulls', { email: null, name: null, role: null, active: null }],
  ])('refuses %s to change', async (_, input) => {
    expect(await refusedUpdate(ravi, input)).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('Expected something to change'),
    ]);
  });

  test('leaves a user as it is that has all of it already', async () => {
    expect(await update(ravi, { name: 'ravi', role: 'VIEWER' })).toMatchObject({ version: 1 });
    expect(await entries()).toEqual([]);
  });

  test('takes the same e-mail in other letters, but none of another user', async () => {
    expect(await update(ravi, { email: 'RAVI@example.com' })).toMatchObject({ email: 'RAVI@example.com' });
    expect(await refusedUpdate(asha, { email: 'ravi@EXAMPLE.com' })).toMatchObject(['CONFLICT', {}]);
  });

  test('ends the sessions of a user who is deactivated, and no others', async () => {
    for (const { user } of [ravi, ravi, asha]) await addSession(user?.id);
    expect(await update(ravi, { active: false })).toMatchObject({ active: false });
    expect([await sessionsOf(ravi.user?.id), await sessionsOf(asha.user?.id)]).toEqual([0, 1]);
  });

  test.each<[Variables, string]>([
    [{ role: 'TRADER' }, 'role'],
    [{ active: false }, 'active'],
    [{ name: 'x', role: 'VIEWER' }, 'role'],
  ])('refuses %j of oneself', async (input, field) => {
    await addUser('boss', 'ADMIN');
    expect(await refusedUpdate(mira, input)).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining(`Expected another administrator to change ${field} of a user`),
    ]);
    expect(await update(mira, { name: 'Mira', role: 'ADMIN', active: true })).toMatchObject({ name: 'Mira' });
  });

  test('refuses the built-in user, a user who does not exist, and what is no id', async () => {
    const of = (id: string) => refusal(mira, UPDATE, { input: { id, version: 1, name: 'x' } });
    expect(await of(encodeId(USER_IDS, 0))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('built-in user'),
    ]);
    expect((await of(encodeId(USER_IDS, 2_147_483_647)))[0]).toBe('NOT_FOUND');
    expect((await of('no id'))[0]).toBe('BAD_USER_INPUT');
  });
});

describe('deleteUser', () => {
  test('returns the user as it was, ends its sessions and revokes its keys, which stay listed', async () => {
    await addSession(ravi.user?.id);
    const context = await createContext(services, ravi);
    const issued = await execute(
      context,
      `mutation { createApiKey(input: { name: "k", scopes: [SCORES_READ] }) { secret } }`,
    );
    const { secret } = issued.data?.['createApiKey'] as { secret: string };
    expect(await services.keys.find(secret)).not.toBeNull();
    expect(await ask(mira, DELETE, { id: idOf(ravi), version: 1 })).toMatchObject({
      email: 'ravi@example.com',
    });
    expect(await services.keys.find(secret)).toBeNull();
    expect(await sessionsOf(ravi.user?.id)).toBe(0);
    const { nodes } = await ask<{ nodes: unknown }>(
      mira,
      '{ apiKeys(ofEverybody: true) { nodes { name active owner { name } } } }',
    );
    expect(nodes).toEqual([{ name: 'k', active: false, owner: null }]);
    const { rows } = await database.pool.query('SELECT revoked_at IS NOT NULL AS revoked FROM api_keys');
    expect(rows).toEqual([{ revoked: true }]);
    expect(await entries()).toEqual([
      entry('USER_DELETED', 'Remove', `User:${ravi.user?.id}`, { keysRevoked: 1, deleted: 1 }),
    ]);
    expect((await refusal(mira, DELETE, { id: idOf(ravi), version: 1 }))[0]).toBe('NOT_FOUND');
  });

  test('refuses another version, oneself and the built-in user', async () => {
    await addUser('boss', 'ADMIN');
    const of = (id: string, version = 1) => refusal(mira, DELETE, { id, version });
    expect((await of(idOf(ravi), 2))[0]).toBe('CONFLICT');
    expect(await of(idOf(mira))).toEqual(['BAD_USER_INPUT', expect.stringContaining('deleteMyAccount')]);
    expect(await of(encodeId(USER_IDS, 0))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('built-in user'),
    ]);
  });
});

describe('resetPassword', () => {
  test('makes a link, and leaves the password and the sessions', async () => {
    await database.pool.query(`UPDATE users SET password_hash = 'old' WHERE id = $1`, [ravi.user?.id]);
    await addSession(ravi.user?.id);
    const link = await ask<{ token: string; expiresAt: string }>(mira, RESET, { userId: idOf(ravi) });
    expect(link).toEqual({ token: expect.stringMatching(/^gol_/), expiresAt: expect.any(String) });
    const { rows } = await database.pool.query('SELECT password_hash FROM users WHERE id = $1', [
      ravi.user?.id,
    ]);
    expect([rows, await sessionsOf(ravi.user?.id)]).toEqual([[{ password_hash: 'old' }], 1]);
    const [kept] = await entries();
    expect(JSON.stringify(kept)).not.toContain(link.token);
    expect(kept).toMatchObject({ action: 'USER_CHANGED', details: { fields: 'passwordLink' } });
  });

  test('refuses the built-in user and one who does not exist', async () => {
    expect((await refusal(mira, RESET, { userId: encodeId(USER_IDS, 0) }))[0]).toBe('BAD_USER_INPUT');
    expect((await refusal(mira, RESET, { userId: encodeId(USER_IDS, 2_147_483_647) }))[0]).toBe('NOT_FOUND');
  });
});

describe('updateMe', () => {
  test('changes the name of a user who is signed in, of each role', async () => {
    for (const caller of [mira, asha, ravi]) {
      expect(await ask(caller, RENAME, { name: 'Me' })).toMatchObject({
        id: idOf(caller),
        name: 'Me',
        version: 2,
      });
    }
    expect((await refusal(ravi, RENAME, { name: 'a\u0007' }))[0]).toBe('BAD_USER_INPUT');
  });

  test('refuses a caller without a session', async () => {
    const caller = callerAt('127.0.0.1');
    expect(await refusal(caller, RENAME, { name: 'Me' })).toEqual([
      'FORBIDDEN',
      'Expected a user who is signed in, got the built-in user "local", who cannot sign in: sign in with signIn.',
    ]);
  });
});

describe('users', () => {
  const names = ({ nodes }: Page) => nodes.map(({ name }) => name);
  const list = (variables: Variables = {}) => ask<Page>(mira, LIST, variables);
  const search = async (text: string) => names(await list({ filter: { search: text } }));

  test('lists all, the newest first and the built-in one last, in pages from both ends', async () => {
    expect(names(await list())).toEqual(['ravi', 'asha', 'mira', 'local']);
    const first = await list({ first: 3 });
    expect([names(first), first.totalCount, first.pageInfo.hasNextPage]).toEqual([
      ['ravi', 'asha', 'mira'],
      4,
      true,
    ]);
    const next = await list({ first: 3, after: first.pageInfo.endCursor });
    expect([names(next), next.totalCount, next.pageInfo.hasNextPage]).toEqual([['local'], 4, false]);
    expect(names(await list({ last: 2 }))).toEqual(['mira', 'local']);
    expect(names(await list({ last: 2, before: next.pageInfo.startCursor }))).toEqual(['asha', 'mira']);
    expect(names(await list({ first: 0 }))).toEqual([]);
  });

  test('finds text in e-mails and names, whatever the case, with % and _ as they are', async () => {
    await create({ email: 'per.cent_a@example.com', name: '100% Élan' });
    await create({ email: 'other@example.com', name: 'x%y' });
    expect(await search('ASHA@')).toEqual(['asha']);
    expect(await search('%')).toEqual(['x%y', '100% Élan']);
    expect(await search('0%')).toEqual(['100% Élan']);
    expect(await search('_')).toEqual(['100% Élan']);
    expect(await search('e\u0301LAN')).toEqual(['100% Élan']);
    expect(await search("' OR 1 = 1 --")).toEqual([]);
    expect(await search('  ')).toHaveLength(6);
  });

  test('filters by roles and state, and counts what it finds', async () => {
    await update(ravi, { active: false });
    const found = async (filter: Variables) => {
      const page = await list({ filter, first: 1 });
      return [names(page), page.totalCount];
    };
    expect(await found({ roles: ['TRADER', 'VIEWER'] })).toEqual([['ravi'], 2]);
    expect(await found({ active: false })).toEqual([['ravi'], 1]);
    expect(await found({ active: true, roles: ['ADMIN'] })).toEqual([['mira'], 2]);
    expect(await found({ search: 'a', active: true, roles: ['VIEWER'] })).toEqual([[], 0]);
  });

  test.each<[string, Variables]>([
    ['a text of 101 characters', { filter: { search: 'x'.repeat(101) } }],
    ['a huge text', { filter: { search: 'x'.repeat(300_000) } }],
    ['a zero in the text', { filter: { search: 'a\u0000' } }],
    ['no roles', { filter: { roles: [] } }],
    ['a huge page', { first: 1_000_000 }],
    ['a page below 0', { last: -1 }],
    ['a text that is no cursor', { after: 'x' }],
  ])('refuses %s', async (_, variables) => {
    expect((await refusal(mira, LIST, variables))[0]).toBe('BAD_USER_INPUT');
  });

  test('refuses a cursor of another filter, and takes the same filter in another order', async () => {
    const filter = { roles: ['ADMIN', 'TRADER'] };
    const after = (await list({ filter, first: 1 })).pageInfo.endCursor;
    expect(names(await list({ filter: { roles: ['TRADER', 'ADMIN'] }, after }))).toEqual(['mira', 'local']);
    expect((await refusal(mira, LIST, { after }))[0]).toBe('BAD_USER_INPUT');
  });

  test('takes 100 characters of any length', async () => {
    await create({ name: '𝔸'.repeat(100) });
    expect(await search('𝔸'.repeat(100))).toHaveLength(1);
  });
});
