/** The audit over GraphQL. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { chainPending } from '../../src/access/audit/chainPending.js';
import { NO_ACTOR, type AuditEntry } from '../../src/access/audit/auditEntry.js';
import { recordAudits } from '../../src/access/audit/recordAudit.js';
import { AuthKey } from '../../src/access/authKey.js';
import { callerWithSession } from '../../src/access/caller.js';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { dayServices } from '../support/days/dayServices.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute } from '../support/graphql/execute.js';

const LIST = `query ($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
  auditLog(filter: $filter, first: $first, after: $after, last: $last, before: $before) {
    nodes { id at action result userId apiKeyId address operationName subject details hash }
    totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`;
const idOf = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');

interface Page {
  readonly nodes: readonly Readonly<Record<string, string | null>>[];
  readonly totalCount: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string;
    readonly endCursor: string;
  };
}

const ACTOR = { userId: 7, apiKeyId: 3, address: '192.0.2.1', operationName: 'Add' };
const ENTRIES: readonly AuditEntry[] = [
  { action: 'USER_CREATED', result: 'DONE', actor: NO_ACTOR, subject: 'User:7', details: { role: 'VIEWER' } },
  { action: 'KEY_CREATED', result: 'DONE', actor: { ...ACTOR, apiKeyId: null }, subject: 'ApiKey:3' },
  { action: 'DENIED', result: 'DENIED', actor: ACTOR, details: { code: 'FORBIDDEN' } },
  { action: 'RESCORED', result: 'FAILED', actor: ACTOR },
  { action: 'RESCORED', result: 'DONE', actor: { ...ACTOR, userId: 8, apiKeyId: null } },
];

let database: Database;
let services: Services;
beforeAll(async () => {
  database = await openTestDatabase();
  services = await dayServices(database);
  // An hour apart, the last one now; they are stored in another order.
  const dated = ENTRIES.map((entry, k) => ({ ...entry, agoMs: (4 - k) * 3_600_000 }));
  await recordAudits(database.pool, [dated[1], dated[0], dated[2]]);
  await chainPending(database.pool, new AuthKey(Buffer.alloc(32, 7)));
  await recordAudits(database.pool, dated.slice(3));
}, 60_000);
afterAll(closeTestDatabases);

const contextOf = () =>
  createContext(services, callerWithSession('192.0.2.1', { id: 1 }, { id: 7, role: 'ADMIN' }));
type Variables = Readonly<Record<string, unknown>>;
const list = async (variables: Variables = {}) =>
  (await dataOf(await contextOf(), LIST, variables))['auditLog'] as Page;
const refusal = async (variables: Variables) => {
  try {
    const { errors = [] } = await execute(await contextOf(), LIST, variables);
    return errors[0]?.message;
  } catch (error) {
    return (error as Error).message;
  }
};
const actionsOf = ({ nodes }: Page) => nodes.map(({ action }) => action);

test('lists entries, the newest first, with hashes where they are chained', async () => {
  const page = await list();
  expect(actionsOf(page)).toEqual(['RESCORED', 'RESCORED', 'DENIED', 'KEY_CREATED', 'USER_CREATED']);
  expect([page.totalCount, page.nodes.map(({ hash }) => hash?.length ?? null)]).toEqual([
    5,
    [null, null, 64, 64, 64],
  ]);
  expect(page.nodes[2]).toMatchObject({
    ...{ action: 'DENIED', result: 'DENIED', address: '192.0.2.1', operationName: 'Add', subject: null },
    ...{ userId: idOf('User', 7), apiKeyId: idOf('ApiKey', 3), details: '{"code": "FORBIDDEN"}' },
  });
  expect(page.nodes[4]).toMatchObject({ userId: null, apiKeyId: null, address: null, subject: 'User:7' });
});

test('pages from both ends without gaps and repeats, with a true total', async () => {
  const all = (await list()).nodes.map(({ id }) => id);
  const seen: unknown[] = [];
  for (let after: string | null = null, more = true; more;) {
    const page: Page = await list({ first: 2, after });
    expect(page.totalCount).toBe(5);
    seen.push(...page.nodes.map(({ id }) => id));
    ({ hasNextPage: more, endCursor: after } = page.pageInfo);
  }
  expect(seen).toEqual(all);
  const last = await list({ last: 2 });
  expect(last.nodes.map(({ id }) => id)).toEqual(all.slice(3));
  const before = await list({ last: 2, before: last.pageInfo.startCursor });
  expect([before.nodes.map(({ id }) => id), before.pageInfo.hasPreviousPage]).toEqual([
    all.slice(1, 3),
    true,
  ]);
});

test('filters by time, action, result, user and key', async () => {
  const { nodes } = await list();
  const [from, to] = [nodes[3]['at'], nodes[1]['at']];
  for (const [filter, actions] of [
    [{ from, to }, ['DENIED', 'KEY_CREATED']],
    [{ actions: ['RESCORED', 'DENIED'] }, ['RESCORED', 'RESCORED', 'DENIED']],
    [{ actions: [] }, []],
    [{ results: ['FAILED'] }, ['RESCORED']],
    [{ userId: idOf('User', 7) }, ['RESCORED', 'DENIED', 'KEY_CREATED']],
    [{ apiKeyId: idOf('ApiKey', 3), results: ['DENIED', 'DONE'] }, ['DENIED']],
    [{ userId: idOf('User', 99) }, []],
    [
      { from: '1900-01-01T00:00:00Z', to: '9999-12-31T00:00:00Z', actions: null },
      nodes.map(({ action }) => action),
    ],
  ] as const) {
    const page = await list({ filter });
    expect([filter, actionsOf(page), page.totalCount]).toEqual([filter, actions, actions.length]);
  }
});

test('refuses ids of another kind, an empty time, and cursors of other lists', async () => {
  expect(await refusal({ filter: { userId: idOf('ApiKey', 3) } })).toContain(
    'Expected filter.userId to be the id of a User',
  );
  const from = '2026-01-01T00:00:00Z';
  expect(await refusal({ filter: { from, to: from } })).toContain(
    'Expected filter.from to be before filter.to',
  );
  const { pageInfo } = await list({ first: 1 });
  expect(await refusal({ after: pageInfo.endCursor, filter: { results: ['DONE'] } })).toContain(
    'Expected a cursor',
  );
  expect(await refusal({ after: 'x' })).toContain('Expected a cursor');
});

test('node finds an entry', async () => {
  const { nodes } = await list();
  const query = 'query ($id: ID!) { node(id: $id) { id ... on AuditEntry { action } } }';
  const { id, action } = nodes[0];
  expect(await dataOf(await contextOf(), query, { id })).toEqual({ node: { id, action } });
});
