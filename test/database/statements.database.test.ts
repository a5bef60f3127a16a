import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { eventually } from '../support/time/eventually.js';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterAll(closeTestDatabases);

const SLEEP = 'SELECT pg_sleep(30), $1::text AS mark';

/** How many statements with a mark are being executed by the server. */
async function running(mark: string, { pool }: Pick<Database, 'pool'> = database): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) FROM pg_stat_activity
     WHERE state = 'active' AND query LIKE '%' || $1 || '%' AND pid <> pg_backend_pid()`,
    [mark],
  );
  return rows[0].count;
}

const inUse = ({ totalCount, idleCount, waitingCount }: pg.Pool) => ({
  connections: totalCount - idleCount,
  waiting: waitingCount,
});

describe('a statement', () => {
  test('gives its rows, in the types of the pool', async () => {
    const rows = await database.query<{ day: string; n: number; none: null }>(
      `SELECT $1::date AS day, $2::bigint AS n, NULL AS none UNION ALL SELECT $1::date + 1, 0, NULL`,
      ['2024-10-08', 2 ** 40],
    );
    expect(rows).toEqual([
      { day: '2024-10-08', n: 2 ** 40, none: null },
      { day: '2024-10-09', n: 0, none: null },
    ]);
  });

  test('that is refused tells why, and gives its connection back', async () => {
    const signal = new AbortController().signal;
    await expect(database.query('SELECT nothing', [], signal)).rejects.toThrow(
      'column "nothing" does not exist',
    );
    expect(inUse(database.pool)).toEqual({ connections: 0, waiting: 0 });
  });

  test('that ended is no longer affected by its signal', async () => {
    const ending = new AbortController();
    await database.query('SELECT 1', [], ending.signal);
    const next = database.query<{ done: string }>(`SELECT pg_sleep(0.2), 'done' AS done`, []);
    ending.abort();
    expect(await next).toMatchObject([{ done: 'done' }]);
  });
});

describe('a statement that is cancelled', () => {
  test('ends on the server, and its connection is not used again', async () => {
    const ending = new AbortController();
    const statement = database.query(SLEEP.replace('mark', 'mark_one'), ['x'], ending.signal);
    const refusal = expect(statement).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(async () => (await running('mark_one')) === 1);
    ending.abort();
    await refusal;
    await eventually(async () => (await running('mark_one')) === 0);
    expect(inUse(database.pool)).toEqual({ connections: 0, waiting: 0 });
  }, 20_000);

  test('by a reason of its own fails with that', async () => {
    const ending = new AbortController();
    const reason = new Error('too late');
    const statement = database.query(SLEEP.replace('mark', 'mark_two'), ['x'], ending.signal);
    const refusal = expect(statement).rejects.toBe(reason);
    await eventually(async () => (await running('mark_two')) === 1);
    ending.abort(reason);
    await refusal;
  }, 20_000);

  test('before it begins is never sent', async () => {
    let acquired = 0;
    const count = () => acquired++;
    database.pool.on('acquire', count);
    const refusal = database.query('SELECT 1', [], AbortSignal.abort());
    await expect(refusal).rejects.toMatchObject({ name: 'AbortError' });
    database.pool.off('acquire', count);
    expect(acquired).toBe(0);
  });

  test('while it waits for a connection is not sent, and the connection goes to the next one', async () => {
    const most = database.pool.options.max;
    const held = await Promise.all(Array.from({ length: most }, () => database.pool.connect()));
    const ending = new AbortController();
    const statement = database.query('SELECT 1 / 0', [], ending.signal);
    const refusal = expect(statement).rejects.toMatchObject({ name: 'AbortError' });
    await eventually(async () => database.pool.waitingCount === 1);
    ending.abort();
    for (const client of held) client.release();
    await refusal;
    expect(inUse(database.pool)).toEqual({ connections: 0, waiting: 0 });
  });

  test('is one of as many as there are connections: all are cancelled, and all connections are returned', async () => {
    const { pool } = database;
    const most = pool.options.max;
    const ending = new AbortController();
    const statements = Array.from({ length: most }, () =>
      database.query(SLEEP.replace('mark', 'mark_all'), ['x'], ending.signal),
    );
    const settled = Promise.allSettled(statements);
    const observer = await openTestDatabase();
    // Of another database on the same server, which shows all of them.
    await eventually(async () => (await running('mark_all', observer)) === most);
    expect(inUse(pool)).toEqual({ connections: most, waiting: 0 });
    ending.abort();
    expect(new Set((await settled).map(({ status }) => status))).toEqual(new Set(['rejected']));
    await eventually(async () => (await running('mark_all', observer)) === 0);
    expect(inUse(pool)).toEqual({ connections: 0, waiting: 0 });
    // As many as before can be had at the same time, and none of them is hit by a late cancellation.
    const again = await Promise.all(
      Array.from({ length: most }, (_, k) =>
        database.query<{ k: number }>('SELECT pg_sleep(0.1), $1::int AS k', [k]),
      ),
    );
    expect(again.flat().map(({ k }) => k)).toEqual(Array.from({ length: most }, (_, k) => k));
  }, 30_000);
});
