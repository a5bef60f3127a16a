/** API keys over GraphQL, as several users see them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  callerAt,
  callerWithKey,
  anonymousAt,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import { ROLES, scopesOf, type Role } from '../../src/access/roles.js';
import { NOT_FOR_KEYS, SCOPES } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { dayServices } from '../support/days/dayServices.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill } from '../support/days/filledStore.js';
import { dataOf, execute } from '../support/graphql/execute.js';
import { answerOf, apiOver, closeApis, post } from '../support/http/api.js';

const HOUR_MS = 3_600_000;
const LIMITS = {
  operationsPerMinute: null,
  operationsLeft: null,
  pointsPerSecond: 1_000,
  pointsLeft: 90_000,
};

let database: Database;
let services: Services;
const users: Record<string, Caller> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  services = await dayServices(database);
  await services.keys.start();
  users['asha'] = await addUser('asha', 'TRADER');
  users['ravi'] = await addUser('ravi', 'VIEWER');
  users['mira'] = await addUser('mira', 'ADMIN');
}, 60_000);
afterEach(async () => {
  await database.pool.query('DELETE FROM api_keys');
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

const contextOf = (caller: Caller) => createContext(services, caller, null, () => LIMITS);

interface Key {
  readonly id: string;
  readonly prefix: string;
  readonly [field: string]: unknown;
}
interface Issued {
  readonly apiKey: Key;
  readonly secret: string;
  readonly formerUntil: string | null;
}

interface Page {
  readonly nodes: readonly Key[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

const FIELDS = `id name prefix scopes owner { id name } active paused createdAt expiresAt lastUsedAt lastUsedAddress
  useCount unused operationsPerMinute`;
const CREATE = `mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { apiKey { ${FIELDS} } secret formerUntil } }`;
const UPDATE = `mutation ($input: UpdateApiKeyInput!) { updateApiKey(input: $input) { ${FIELDS} } }`;
const ROTATE = `mutation ($id: ID!, $graceHours: Int! = 24) {
  rotateApiKey(id: $id, graceHours: $graceHours) { apiKey { ${FIELDS} } secret formerUntil }
}`;
const REVOKE = `mutation ($id: ID!) { revokeApiKey(id: $id) { ${FIELDS} } }`;
const LIST = `query ($ofEverybody: Boolean! = false, $first: Int, $after: String) {
  apiKeys(ofEverybody: $ofEverybody, first: $first, after: $after) {
    nodes { id name } totalCount pageInfo { hasNextPage endCursor }
  }
}`;

const INPUT = { name: 'nightly', scopes: ['SCORES_READ'] };
type Variables = Readonly<Record<string, unknown>>;

async function ask<Result>(caller: Caller, query: string, variables: Variables = {}): Promise<Result> {
  const data = await dataOf(await contextOf(caller), query, variables);
  return Object.values(data)[0] as Result;
}
const create = (caller: Caller, input: Variables = {}) =>
  ask<Issued>(caller, CREATE, { input: { ...INPUT, ...input } });

/** The code and message of the only error. */
async function refusal(
  caller: Caller,
  query: string,
  variables: Variables = {},
): Promise<readonly unknown[]> {
  const { data, errors = [] } = await execute(await contextOf(caller), query, variables);
  expect([data ?? null, errors.length]).toEqual([null, 1]);
  return [errors[0].extensions?.['code'], errors[0].message];
}
const refused = (caller: Caller, input: Variables) =>
  refusal(caller, CREATE, { input: { ...INPUT, ...input } });

/** The caller that shows a secret. */
async function keyCaller(secret: string): Promise<Caller> {
  const found = await services.keys.find(secret);
  if (found === null) throw new Error('expected the secret of a key');
  return callerWithKey('192.0.2.7', found.apiKey, found.owner);
}
const finds = async (secret: string) => (await services.keys.find(secret)) !== null;

describe('createApiKey', () => {
  test('returns a key with its secret, which works at once and is stored nowhere', async () => {
    const { apiKey, secret, formerUntil } = await create(users['asha'], { name: '  nightly export ' });
    expect(secret).toMatch(/^gok_[0-9A-Za-z]{43}$/);
    expect(apiKey).toMatchObject({
      name: 'nightly export',
      prefix: secret.slice(4, 12),
      scopes: ['SCORES_READ'],
      owner: { name: 'asha' },
      ...{ active: true, paused: false, unused: false },
      ...{ lastUsedAt: null, lastUsedAddress: null, useCount: 0, operationsPerMinute: null },
    });
    const days = Date.parse(String(apiKey['expiresAt'])) - Date.parse(String(apiKey['createdAt']));
    expect([days / 24 / HOUR_MS, formerUntil]).toEqual([90, null]);
    expect(await finds(secret)).toBe(true);
    const { rows: tables } = await database.pool.query<{ name: string }>(
      `SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
       WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
    );
    expect(tables.map(({ name }) => name)).toContain('public.api_keys');
    for (const { name } of tables) {
      const dump = await database.pool.query(
        `SELECT count(*) FROM ${name} AS t WHERE strpos(t::text, $1) > 0 OR strpos(t::text, $2) > 0`,
        // Bytes are written as hexadecimal digits.
        [secret, Buffer.from(secret).toString('hex')],
      );
      expect([name, dump.rows]).toEqual([name, [{ count: 0 }]]);
    }
  });

  test('takes days and a ceiling at both ends of their bounds', async () => {
    for (const input of [
      { expiresInDays: 1, operationsPerMinute: 1 },
      { expiresInDays: 365, operationsPerMinute: 2 ** 31 - 1, name: '𝔸'.repeat(100) },
    ]) {
      const { apiKey } = await create(users['asha'], input);
      expect(apiKey).toMatchObject({ active: true, operationsPerMinute: input.operationsPerMinute });
    }
  });

  test.each<[string, Variables, string]>([
    [
      'no name',
      { name: ' ' },
      'Expected the name of an API key to have 1 to 100 characters that print, got " "',
    ],
    ['a long name', { name: 'x'.repeat(101) }, '1 to 100 characters'],
    ['a name of two lines', { name: 'a\nb' }, 'characters that print'],
    ['a name that turns text', { name: 'a\u202eb' }, 'characters that print'],
    ['no scope', { scopes: [] }, 'Expected at least one scope for an API key, got none'],
    ['a scope twice', { scopes: ['SCORES_READ', 'SCORES_READ'] }, 'got SCORES_READ several times'],
    ...[...NOT_FOR_KEYS].map((scope): [string, Variables, string] => [
      scope,
      { scopes: ['SCORES_READ', scope] },
      `Expected scopes that an API key can hold, got ${scope}`,
    ]),
    ['scopes above its owner', { scopes: ['WHAT_IF', 'RUNS_WRITE'] }, 'whose role is TRADER, got RUNS_WRITE'],
    ['0 days', { expiresInDays: 0 }, 'Expected expiresInDays to be a whole number from 1 to 365, got 0'],
    ['366 days', { expiresInDays: 366 }, 'got 366'],
    [
      'a ceiling of 0',
      { operationsPerMinute: 0 },
      'Expected operationsPerMinute to be a whole number from 1',
    ],
  ])('refuses %s as bad input', async (_, input, message) => {
    expect(await refused(users['asha'], input)).toEqual(['BAD_USER_INPUT', expect.stringContaining(message)]);
  });

  test('refuses a 21st key, also where all are asked for at once, but not for others', async () => {
    // No more than the queue of writers takes.
    const answers = await Promise.all(
      Array.from({ length: 22 }, async () =>
        execute(await contextOf(users['asha']), CREATE, { input: INPUT }),
      ),
    );
    const codes = answers.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.['code']));
    expect(codes).toEqual(Array(2).fill('BAD_USER_INPUT'));
    expect(await ask(users['asha'], LIST)).toMatchObject({ totalCount: 20 });
    await create(users['ravi']);
    // Neither a revoked key nor an expired one counts.
    await database.pool.query(
      `UPDATE api_keys SET expires_at = now() WHERE id = (SELECT max(id) FROM api_keys WHERE owner_id = $1)`,
      [users['asha'].user?.id],
    );
    const { nodes } = await ask<{ nodes: Key[] }>(users['asha'], LIST);
    await ask(users['asha'], REVOKE, { id: nodes[5].id });
    await create(users['asha']);
    await create(users['asha']);
    expect(await refused(users['asha'], {})).toEqual([
      'BAD_USER_INPUT',
      'Expected at most 20 API keys of a user, got one more: revoke one that is not needed.',
    ]);
  });

  test('refuses a caller whose user was deactivated or demoted meanwhile', async () => {
    const gone = await addUser('gone', 'TRADER');
    await database.pool.query(`UPDATE users SET role = 'VIEWER' WHERE id = $1`, [gone.user?.id]);
    expect((await refused(gone, { scopes: ['WHAT_IF'] }))[0]).toBe('BAD_USER_INPUT');
    await database.pool.query('UPDATE users SET active = false WHERE id = $1', [gone.user?.id]);
    expect((await refused(gone, {}))[1]).toContain('Expected an active user');
  });

  test('makes keys of the built-in user for a local caller', async () => {
    const { apiKey } = await create(callerAt('127.0.0.1'), { scopes: ['RUNS_WRITE'] });
    expect(apiKey['owner']).toMatchObject({ name: 'local' });
  });
});

describe('updateApiKey', () => {
  test('changes what is given, and nothing else', async () => {
    const { apiKey, secret } = await create(users['asha'], { operationsPerMinute: 10 });
    const update = (input: Variables) =>
      ask<Key>(users['asha'], UPDATE, { input: { id: apiKey.id, ...input } });
    expect(await update({ name: ' weekly ' })).toEqual({ ...apiKey, name: 'weekly' });
    expect(await update({ paused: true, name: null })).toMatchObject({
      name: 'weekly',
      paused: true,
      active: false,
    });
    expect(await finds(secret)).toBe(false);
    expect(await update({ paused: false })).toMatchObject({ active: true, operationsPerMinute: 10 });
    expect(await finds(secret)).toBe(true);
    expect(await update({ operationsPerMinute: null })).toMatchObject({ operationsPerMinute: null });
  });

  test.each<[string, Variables, string]>([
    ['nothing to change', {}, 'Expected something to change of the API key, got nothing'],
    ['a bad name', { name: '' }, 'Expected the name of an API key'],
    ['a ceiling of 0', { operationsPerMinute: 0 }, 'from 1 to 2147483647, got 0'],
  ])('refuses %s', async (_, input, message) => {
    const { apiKey } = await create(users['asha']);
    const refusing = refusal(users['asha'], UPDATE, { input: { id: apiKey.id, ...input } });
    expect(await refusing).toEqual(['BAD_USER_INPUT', expect.stringContaining(message)]);
  });
});

describe('rotateApiKey', () => {
  test('returns a new secret, and lets the former one work for 24 hours', async () => {
    const { apiKey, secret: first } = await create(users['asha']);
    const {
      apiKey: key,
      secret: second,
      formerUntil,
    } = await ask<Issued>(users['asha'], ROTATE, { id: apiKey.id });
    expect([key.id, key.prefix, await finds(first), await finds(second)]).toEqual([
      apiKey.id,
      second.slice(4, 12),
      true,
      true,
    ]);
    expect(Math.abs(Date.parse(String(formerUntil)) - Date.now() - 24 * HOUR_MS)).toBeLessThan(60_000);
    const { secret: third } = await ask<Issued>(users['asha'], ROTATE, { id: apiKey.id });
    expect(await Promise.all([first, second, third].map(finds))).toEqual([false, true, true]);
  });

  test('ends the former secret at once with 0 hours, and never lets it outlive the key', async () => {
    const { apiKey, secret } = await create(users['asha'], { expiresInDays: 1 });
    const long = await ask<Issued>(users['asha'], ROTATE, { id: apiKey.id, graceHours: 168 });
    expect(long.formerUntil).toBe(apiKey['expiresAt']);
    const none = await ask<Issued>(users['asha'], ROTATE, { id: apiKey.id, graceHours: 0 });
    expect(none.formerUntil).toBeNull();
    expect(await Promise.all([secret, long.secret, none.secret].map(finds))).toEqual([false, false, true]);
  });

  test.each([-1, 169])('refuses %i hours', async (graceHours) => {
    const { apiKey } = await create(users['asha']);
    expect((await refusal(users['asha'], ROTATE, { id: apiKey.id, graceHours }))[0]).toBe('BAD_USER_INPUT');
  });

  test('is what a key may do to itself with its newest secret, and to no other key', async () => {
    const [one, other] = [await create(users['asha']), await create(users['asha'])];
    const caller = await keyCaller(one.secret);
    const rotated = await ask<Issued>(caller, ROTATE, { id: one.apiKey.id });
    expect((await refusal(caller, ROTATE, { id: other.apiKey.id }))[0]).toBe('FORBIDDEN');
    expect(await refusal(await keyCaller(one.secret), ROTATE, { id: one.apiKey.id })).toEqual([
      'FORBIDDEN',
      expect.stringContaining('Expected the newest secret of the API key, got a former one'),
    ]);
    await ask<Issued>(await keyCaller(rotated.secret), ROTATE, { id: one.apiKey.id });
    expect((await refusal(anonymousAt('192.0.2.1', rightsTo([])), ROTATE, { id: one.apiKey.id }))[0]).toBe(
      'FORBIDDEN',
    );
  });

  test('refuses a caller that was found before its secret became a former one', async () => {
    const { apiKey, secret } = await create(users['asha']);
    const before = await keyCaller(secret);
    await ask<Issued>(users['asha'], ROTATE, { id: apiKey.id });
    expect((await refusal(before, ROTATE, { id: apiKey.id }))[0]).toBe('FORBIDDEN');
  });

  test('lets one of several callers rotate at the same time that show the same secret', async () => {
    const { apiKey, secret } = await create(users['asha']);
    const caller = await keyCaller(secret);
    const rotating = Array.from({ length: 5 }, async () =>
      execute(await contextOf(caller), ROTATE, { id: apiKey.id }),
    );
    const answers = await Promise.all(rotating);
    expect(answers.filter(({ errors }) => errors === undefined)).toHaveLength(1);
  });

  test('refuses an expired key', async () => {
    const { apiKey } = await create(users['asha']);
    await database.pool.query('UPDATE api_keys SET expires_at = now()');
    expect((await refusal(users['asha'], ROTATE, { id: apiKey.id }))[1]).toContain('that has not expired');
  });
});

describe('revokeApiKey', () => {
  test('ends both secrets for good, once, and keeps the key in the list', async () => {
    const { apiKey, secret } = await create(users['asha']);
    const { secret: second } = await ask<Issued>(users['asha'], ROTATE, { id: apiKey.id });
    const revoked = await ask<Key>(users['asha'], REVOKE, { id: apiKey.id });
    expect(revoked).toMatchObject({ id: apiKey.id, active: false });
    expect(await Promise.all([secret, second].map(finds))).toEqual([false, false]);
    const at = 'SELECT revoked_at FROM api_keys';
    const { rows } = await database.pool.query(at);
    expect(await ask<Key>(users['asha'], REVOKE, { id: apiKey.id })).toEqual(revoked);
    expect((await database.pool.query(at)).rows).toEqual(rows);
    expect(await ask(users['asha'], LIST)).toMatchObject({ nodes: [{ id: apiKey.id }], totalCount: 1 });
    for (const [query, variables] of [
      [UPDATE, { input: { id: apiKey.id, paused: false } }],
      [ROTATE, { id: apiKey.id }],
    ] as const) {
      expect(await refusal(users['asha'], query, variables)).toEqual([
        'BAD_USER_INPUT',
        'Expected an API key that is not revoked, got one that is: make another.',
      ]);
    }
  });
});

describe('over HTTP', () => {
  afterEach(closeApis);

  test('a secret is in the answer that issues it, and in no log, header or error', async () => {
    const api = await apiOver(database, { LOG_LEVEL: 'trace' });
    const issued = await post(api, CREATE, { variables: { input: INPUT } });
    const { secret, apiKey } = answerOf(issued).data?.['createApiKey'] as Issued;
    expect(issued.headers['cache-control']).not.toContain('public');
    const texts = [JSON.stringify(issued.headers)];
    for (const [query, variables] of [
      [ROTATE, { id: secret }],
      [REVOKE, { id: secret }],
      [ROTATE, { id: apiKey.id, graceHours: secret }],
      [UPDATE, { input: { id: apiKey.id, name: `${secret}${'x'.repeat(100)}` } }],
      ['query ($id: ID!) { node(id: $id) { id } }', { id: secret }],
      [`{ node(id: "${secret}") { id } }`, {}],
      [`{ stock(ticker: "${secret}") { ticker } }`, {}],
      [`{ ${secret} }`, {}],
      [LIST, { after: secret }],
    ] as const) {
      const answer = await post(api, query, { variables });
      expect([query, answerOf(answer).errors?.length]).toEqual([query, 1]);
      texts.push(answer.body, JSON.stringify(answer.headers));
    }
    texts.push(...api.log.lines().map((line) => JSON.stringify(line)));
    expect(texts.filter((text) => text.includes(secret.slice(4, 30)))).toEqual([]);
  });
});

describe('the keys of others', () => {
  const changes = (id: string): readonly (readonly [string, Variables])[] => [
    [UPDATE, { input: { id, name: 'taken' } }],
    [ROTATE, { id }],
    [REVOKE, { id }],
  ];
  const NODE = 'query ($id: ID!) { node(id: $id) { id } }';

  test('are as if they did not exist', async () => {
    const { apiKey } = await create(users['asha']);
    const never = Buffer.from('ApiKey:2147483647').toString('base64url');
    for (const id of [apiKey.id, never]) {
      for (const [query, variables] of changes(id)) {
        expect((await refusal(users['ravi'], query, variables))[0]).toBe('NOT_FOUND');
      }
      expect(await ask(users['ravi'], NODE, { id })).toBeNull();
    }
    expect(await ask(users['ravi'], LIST)).toMatchObject({ nodes: [], totalCount: 0 });
    expect(await ask(users['asha'], NODE, { id: apiKey.id })).toEqual({ id: apiKey.id });
    for (const [query, variables] of changes('no id')) {
      expect((await refusal(users['ravi'], query, variables))[0]).toBe('BAD_USER_INPUT');
    }
  });

  test('may be read, changed and revoked with KEYS_ADMIN, but not rotated', async () => {
    const { apiKey } = await create(users['asha']);
    await create(users['ravi']);
    expect(await ask(users['mira'], LIST)).toMatchObject({ totalCount: 0 });
    expect(await ask(users['mira'], LIST, { ofEverybody: true })).toMatchObject({ totalCount: 2 });
    expect(await ask(users['mira'], NODE, { id: apiKey.id })).toEqual({ id: apiKey.id });
    expect(await ask(users['mira'], UPDATE, { input: { id: apiKey.id, paused: true } })).toMatchObject({
      paused: true,
      owner: { name: 'asha' },
    });
    expect((await refusal(users['mira'], ROTATE, { id: apiKey.id }))[0]).toBe('NOT_FOUND');
    expect(await ask(users['mira'], REVOKE, { id: apiKey.id })).toMatchObject({ active: false });
  });
});

describe('apiKeys', () => {
  test('returns pages of the newest keys, with their count', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await create(users['asha'], { name });
    await create(users['ravi']);
    const seen: unknown[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await ask<Page>(users['asha'], LIST, { first: 2, after });
      expect(page.totalCount).toBe(5);
      seen.push(page.nodes.map(({ name }) => name));
      ({ hasNextPage: more, endCursor: after } = page.pageInfo);
    }
    expect(seen).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
  });

  test('refuses a cursor of another list', async () => {
    await create(users['mira']);
    const { pageInfo } = await ask<{ pageInfo: { endCursor: string } }>(users['mira'], LIST);
    const other = { ofEverybody: true, after: pageInfo.endCursor };
    expect((await refusal(users['mira'], LIST, other))[0]).toBe('BAD_USER_INPUT');
  });

  test.each([
    ['90 days and an hour after it was made', '90 days 1 hour', null, true],
    ['90 days less an hour after it was made', '89 days 23 hours', null, false],
    ['a day after its last use', '200 days', '1 day', false],
    ['91 days after its last use', '200 days', '91 days', true],
  ])('flags a key as unused: %s', async (_, made, used, unused) => {
    const { apiKey } = await create(users['asha']);
    await database.pool.query(
      'UPDATE api_keys SET created_at = now() - $1::interval, last_used_at = now() - $2::interval',
      [made, used],
    );
    const query = `query ($id: ID!) { node(id: $id) { ... on ApiKey { unused } } }`;
    expect(await ask(users['asha'], query, { id: apiKey.id })).toEqual({ unused });
  });
});

describe('me', () => {
  const ME = `{ me {
    kind role scopes limits { operationsPerMinute operationsLeft pointsPerSecond pointsLeft }
    user { id email name role active version } apiKey { id name }
  } }`;

  test('tells a user what it may do, its keys and its limits', async () => {
    const { apiKey } = await create(users['ravi']);
    const me = await ask<Key>(users['ravi'], `{ me { user { id apiKeys { id } } } }`);
    expect(me['user']).toMatchObject({ apiKeys: [{ id: apiKey.id }] });
    expect(await ask(users['ravi'], ME)).toEqual({
      ...{ kind: 'USER', role: 'VIEWER', apiKey: null, limits: LIMITS },
      scopes: SCOPES.filter((scope) => scopesOf('VIEWER').includes(scope)),
      user: {
        ...{ id: Buffer.from(`User:${users['ravi'].user?.id}`).toString('base64url'), name: 'ravi' },
        ...{ email: 'ravi@example.com', role: 'VIEWER', active: true, version: 1 },
      },
    });
  });

  test('tells a key what it and its owner may do at the moment', async () => {
    const owner = await addUser('changing', 'ADMIN');
    const { apiKey, secret } = await create(owner, { scopes: ['WHAT_IF', 'SCORES_READ', 'RUNS_WRITE'] });
    await database.pool.query(`UPDATE users SET role = 'ANALYST' WHERE id = $1`, [owner.user?.id]);
    services.keys.changed();
    expect(await ask(await keyCaller(secret), ME)).toMatchObject({
      ...{ kind: 'API_KEY', role: 'ANALYST', scopes: ['SCORES_READ', 'WHAT_IF'] },
      apiKey: { id: apiKey.id, name: 'nightly' },
      user: { name: 'changing' },
    });
  });

  test('tells an anonymous and a local caller', async () => {
    const anonymous = anonymousAt('192.0.2.1', rightsTo(['SCORES_READ']));
    expect(await ask(anonymous, ME)).toMatchObject({
      ...{ kind: 'ANONYMOUS', role: null, scopes: ['SCORES_READ'], user: null, apiKey: null },
    });
    expect(await ask(callerAt('127.0.0.1'), ME)).toMatchObject({
      ...{ kind: 'LOCAL', role: 'ADMIN', scopes: SCOPES, user: { email: 'local', name: 'local' } },
    });
  });

  test('permissions lists what each role may do', async () => {
    const rows = await ask(users['ravi'], '{ permissions { role scopes } }');
    expect(rows).toEqual(ROLES.map((role) => ({ role, scopes: scopesOf(role) })));
  });
});

test('node returns a user to itself and to USERS_ADMIN alone', async () => {
  const id = Buffer.from(`User:${users['asha'].user?.id}`).toString('base64url');
  const query = 'query ($id: ID!) { node(id: $id) { id } }';
  const found = await Promise.all(['asha', 'ravi', 'mira'].map((name) => ask(users[name], query, { id })));
  expect(found).toEqual([{ id }, null, { id }]);
});
