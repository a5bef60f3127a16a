/** The last active administrator stays, also where two connections take away one each at the same time. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import { removeUser } from '../../../src/access/users/removeUser.js';
import { requireAnotherAdmin } from '../../../src/access/users/requireAnotherAdmin.js';
import { Users } from '../../../src/access/users/users.js';
import type { Database } from '../../../src/database/database.js';
import { inTransaction } from '../../../src/database/transaction.js';
import { UserError } from '../../../src/userError.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { eventually } from '../../support/time/eventually.js';

let database: Database;
let users: Users;
let ids: readonly [number, number];

beforeAll(async () => {
  database = await openTestDatabase();
  users = new Users(database);
}, 60_000);
beforeEach(async () => {
  await database.pool.query('DELETE FROM users WHERE id > 0');
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO users (email, name, role) VALUES ('a@example.com', 'a', 'ADMIN'), ('b@example.com', 'b', 'ADMIN')
     RETURNING id`,
  );
  ids = [rows[0].id, rows[1].id];
});
afterAll(closeTestDatabases);

const left = async (): Promise<number> =>
  (await database.pool.query(`SELECT FROM users WHERE id > 0 AND role = 'ADMIN' AND active`)).rowCount ?? 0;

/** The ways to lose an administrator, each as one transaction. */
const WAYS: Readonly<Record<string, (id: number) => Promise<unknown>>> = {
  demotion: (id) => users.update(id, null, { role: 'TRADER' }, NO_ACTOR),
  deactivation: (id) => users.update(id, null, { active: false }, NO_ACTOR),
  deletion: (id) => users.delete(id, null, NO_ACTOR),
  'deletion of oneself': (id) =>
    over((client) =>
      inTransaction(client, async () => {
        await requireAnotherAdmin(client, id);
        await removeUser(database.db, client, id);
      }),
    ),
};

async function over<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
  const client = await database.jobs.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

const pairs = Object.keys(WAYS).flatMap((one) => Object.keys(WAYS).map((other) => [one, other] as const));

describe('of two at the same time, one stays', () => {
  test.each(pairs)('%s and %s', async (one, other) => {
    // Both begin to wait for the same row, so that both have begun before either ends.
    const ended = await over((blocker) =>
      inTransaction(blocker, async () => {
        await blocker.query('SELECT FROM users WHERE id > 0 ORDER BY id FOR UPDATE');
        const waiting = [WAYS[one](ids[0]), WAYS[other](ids[1])];
        const settled = Promise.allSettled(waiting);
        await eventually(async () => {
          const { rowCount } = await database.pool.query(
            `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          );
          return rowCount === 2;
        });
        return { settled };
      }),
    );
    const outcomes = await ended.settled;
    const refused = outcomes.filter(({ status }) => status === 'rejected') as PromiseRejectedResult[];
    expect(refused.map(({ reason }) => reason as unknown)).toEqual([
      new UserError(
        'Expected another active administrator to remain, got the last one: make another user an administrator first.',
      ),
    ]);
    expect(await left()).toBe(1);
  });
});

test.each(Object.keys(WAYS))('%s of the only active one is refused', async (way) => {
  await database.pool.query('UPDATE users SET active = false WHERE id = $1', [ids[1]]);
  await expect(WAYS[way](ids[0])).rejects.toThrow('Expected another active administrator to remain');
  expect(await left()).toBe(1);
  // One who is not active is none who must stay.
  await WAYS[way](ids[1]);
  expect(await left()).toBe(1);
});

test('does not count the built-in user, and accepts all who are no administrators', async () => {
  const { user } = await users.add({ email: 'c@example.com', name: 'c', role: 'VIEWER' }, NO_ACTOR);
  await users.delete(ids[1], null, NO_ACTOR);
  await users.update(user.id, null, { active: false }, NO_ACTOR);
  await users.delete(user.id, null, NO_ACTOR);
  await expect(users.delete(ids[0], null, NO_ACTOR)).rejects.toThrow('the last one');
});
