/** Denials: each is on record, and a flood of them fills nothing. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Denials, type Denial } from '../../../src/access/audit/denials.js';
import { anonymousAt, callerWithSession, rightsTo } from '../../../src/access/caller.js';
import type { Database } from '../../../src/database/database.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { fill } from '../../support/days/filledStore.js';
import { apiOver, closeApis, post } from '../../support/http/api.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(async () => {
  await closeApis();
  await asOwner(database, 'TRUNCATE audit_entries, audit_pending');
});
afterAll(closeTestDatabases);

const entries = async () =>
  (
    await database.pool.query<Readonly<Record<string, unknown>>>(
      `SELECT user_id, address, operation_name, details, extract(epoch FROM now() - at)::float8 AS age
       FROM audit_entries WHERE action = 'DENIED' AND result = 'DENIED' ORDER BY id`,
    )
  ).rows;

const UNKNOWN: Denial = { code: 'UNAUTHENTICATED', operationName: null };
const FORBIDDEN: Denial = {
  ...{ code: 'FORBIDDEN', operationName: 'Ask', scopes: ['RUNS_WRITE'] },
  coordinates: ['Mutation.rescore'],
};
const anonymous = (address: string) => anonymousAt(address, rightsTo([]));
const user = callerWithSession('192.0.2.1', { id: 1 }, { id: 7, role: 'VIEWER' });

/** Denials with a clock that stands until it is set. */
function denialsAt() {
  const clock = { now: 0 };
  const failures: Error[] = [];
  const denials = new Denials(database.pool, {
    now: () => clock.now,
    onFailure: (error) => failures.push(error),
  });
  return { clock, denials, failures };
}

test('an anonymous caller has one entry for a minute, of the first denial, with their count', async () => {
  const { clock, denials } = denialsAt();
  denials.note(anonymous('192.0.2.1'), FORBIDDEN);
  for (let k = 0; k < 99; k++) denials.note(anonymous('192.0.2.1'), UNKNOWN);
  denials.note(anonymous('2001:db8::1'), UNKNOWN);
  // Of the same network.
  denials.note(anonymous('2001:db8::2'), UNKNOWN);
  clock.now = 59_999;
  await denials.write();
  expect(await entries()).toEqual([]);
  clock.now = 60_000;
  await denials.write();
  denials.note(anonymous('192.0.2.1'), UNKNOWN);
  await denials.stop();
  const details = { code: 'FORBIDDEN', scopes: 'RUNS_WRITE', coordinates: 'Mutation.rescore' };
  const of = (address: string, count: number) => ({
    ...{ user_id: null, address, details: { code: 'UNAUTHENTICATED', count } },
  });
  const found = await entries();
  expect(found).toMatchObject([
    { address: '192.0.2.1', operation_name: 'Ask', details: { ...details, count: 100 } },
    of('2001:db8::1', 2),
    of('192.0.2.1', 1),
  ]);
  // At the time of the first one.
  expect(found[0]['age']).toBeGreaterThanOrEqual(60);
});

test('a known caller has an entry for each denial, up to a bound, and one with the count of the rest', async () => {
  const { denials } = denialsAt();
  for (let k = 0; k < 5_000; k++) denials.note(user, FORBIDDEN);
  await denials.stop();
  const found = await entries();
  expect(found).toHaveLength(11);
  expect(found[0]).toMatchObject({ user_id: 7, operation_name: 'Ask', details: { scopes: 'RUNS_WRITE' } });
  expect(found[10]).toMatchObject({ user_id: 7, details: { count: 4_990 } });
});

test('a flood from many addresses has a bounded number of entries', async () => {
  const { denials } = denialsAt();
  for (let k = 0; k < 50_000; k++)
    denials.note(anonymous(`10.${k >> 16}.${(k >> 8) & 255}.${k & 255}`), UNKNOWN);
  await denials.stop();
  const found = await entries();
  expect(found).toHaveLength(1_001);
  expect(found[1_000]).toMatchObject({ address: null, details: { count: 49_000 } });
});

test('entries wait while the database is away, within a bound', async () => {
  const failures: Error[] = [];
  let isAway = true;
  const pool = {
    query: (...given: Parameters<Database['pool']['query']>) =>
      isAway ? Promise.reject(new Error('away')) : database.pool.query(...given),
  } as Pick<Database['pool'], 'query'>;
  const denials = new Denials(pool, { onFailure: (error) => failures.push(error) });
  for (let k = 0; k < 600; k++) {
    const one = callerWithSession('192.0.2.1', { id: 1 }, { id: k, role: 'VIEWER' });
    for (let n = 0; n < 10; n++) denials.note(one, FORBIDDEN);
  }
  await denials.write();
  expect(failures.map(({ message }) => message)).toEqual(['1000 denials were not recorded: away']);
  isAway = false;
  await denials.stop();
  expect(await entries()).toHaveLength(5_000);
});

test('each refusal of a running API is noted, with its caller, scopes and coordinates', async () => {
  const denials = new Denials(database.pool);
  const api = await apiOver(
    database,
    { ACCESS: 'closed', ANONYMOUS_SCOPES: 'SCORES_READ', METRICS_TOKEN: 'x'.repeat(40) },
    { services: { denials } },
  );
  const bad = { authorization: `Bearer gok_${'z'.repeat(43)}` };
  await api.services.keys.start();
  try {
    expect((await post(api, '{ me { kind } }', { headers: bad })).statusCode).toBe(401);
    const audit = 'query Look { auditLog { totalCount } }';
    expect((await post(api, audit, { remoteAddress: '192.0.2.8' })).statusCode).toBe(403);
    expect((await post(api, '{ me { kind } }')).statusCode).toBe(200);
    // Never on the path of the request.
    expect(await entries()).toEqual([]);
    await denials.stop();
  } finally {
    await api.services.keys.stop();
  }
  const found = await entries();
  expect(found).toMatchObject([
    { address: '127.0.0.1', operation_name: null, details: { code: 'UNAUTHENTICATED', count: 1 } },
    {
      ...{ address: '192.0.2.8', operation_name: 'Look' },
      details: { code: 'FORBIDDEN', scopes: 'AUDIT_READ', count: 1 },
    },
  ]);
  expect(String((found[1]['details'] as { coordinates: string }).coordinates)).toContain('Query.auditLog');
  expect(JSON.stringify(found)).not.toContain('zzzz');
});
