import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { Books } from '../../src/books/bookCache.js';
import type { Snapshot } from '../../src/books/snapshot.js';
import { Snapshots, type SnapshotsOptions } from '../../src/books/snapshots.js';
import type { Database } from '../../src/database/database.js';
import { eventually } from '../support/time/eventually.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, NEWEST, SPLIT } from '../support/days/filledStore.js';

/** Of traders' and investors' newest day, in test/graphql/store.ts. */
const NEWEST_BOOKS = [
  { runId: 3, mode: 'TRADER' },
  { runId: 2, mode: 'INVESTOR' },
] as const;

let database: Database;
const started: Snapshots[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
}, 60_000);
afterEach(async () => {
  for (const snapshots of started.splice(0)) await snapshots.stop();
  const { totalCount, idleCount } = database.pool;
  expect({ inUse: totalCount - idleCount, listeners: await listeners() }).toEqual({
    inUse: 0,
    listeners: [],
  });
});
afterAll(closeTestDatabases);

function snapshotsOf(options: SnapshotsOptions = {}, source = database) {
  const books = new Books(source);
  return { books, snapshots: new Snapshots(source, books, { retryMs: 10, ...options }) };
}

async function startedSnapshots(options: SnapshotsOptions = {}) {
  const parts = snapshotsOf(options);
  started.push(parts.snapshots);
  await parts.snapshots.start();
  return parts;
}

/** Processes of the server that listen. */
async function listeners(): Promise<number[]> {
  const { rows } = await database.pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'greyoak listener'`,
  );
  return rows.map(({ pid }) => pid);
}

let imports = 1;
/** An import that gives the stock another name; resolves when it is committed. */
async function rename(): Promise<string> {
  const id = ++imports;
  const name = `Name ${id}`;
  const client = await database.pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(
      `INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
       VALUES ($1, 'companies', 'companies.csv', 1, 0, 1, 0, 0)`,
      [id],
    );
    await client.query(
      `WITH former AS (
         UPDATE companies SET superseded_in = $1
         WHERE superseded_in IS NULL AND stock_id = (SELECT id FROM stocks WHERE ticker = $3) RETURNING *
       )
       INSERT INTO companies SELECT stock_id, $1, NULL, $2, isin, industry, sector_group FROM former`,
      [id, name, SPLIT],
    );
    await client.query('COMMIT');
  } finally {
    client.release();
  }
  return name;
}

const nameIn = (snapshot: Snapshot) => snapshot.company(SPLIT)?.name;

/** Connections that are taken from the pool while some work goes on: a snapshot is read over one. */
async function connectionsFor(work: () => Promise<unknown>): Promise<number> {
  let count = 0;
  const onAcquire = () => count++;
  database.pool.on('acquire', onAcquire);
  await work();
  database.pool.off('acquire', onAcquire);
  return count;
}

/** The database, whose snapshots are read only to their first statement until `go` is called. */
function holding() {
  let go = (): void => undefined;
  const gate = new Promise<void>((resolve) => (go = resolve));
  let reached = 0;
  const pool = new Proxy(database.pool, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'connect')
        return (...args: readonly unknown[]): unknown => Reflect.apply(value, target, args);
      return async () => {
        const client = await target.connect();
        return new Proxy(client, {
          get: (inner, key) => {
            const member: unknown = Reflect.get(inner, key, inner);
            if (typeof member !== 'function') return member;
            return async (...args: readonly unknown[]) => {
              const result: unknown = await Reflect.apply(member, inner, args);
              if (String(args[0]).includes('FROM companies')) {
                reached++;
                await gate;
              }
              return result;
            };
          },
        });
      };
    },
  }) as pg.Pool;
  return { held: { ...database, pool }, go, reached: () => reached };
}

describe('snapshots without a listener', () => {
  test('are read for each caller, and show what is committed', async () => {
    const { snapshots } = snapshotsOf();
    for (let k = 0; k < 3; k++) {
      const name = await rename();
      const snapshot = await snapshots.newest();
      expect(nameIn(snapshot)).toBe(name);
      // It may be outdated at once, and the process could not know.
      expect(snapshots.isNewest(snapshot)).toBe(false);
    }
  });

  test('are shared by callers at the same time: one read is under way, and one waits for it', async () => {
    const { snapshots } = snapshotsOf();
    await snapshots.newest();
    let asked: readonly Snapshot[] = [];
    const count = await connectionsFor(async () => {
      asked = await Promise.all(Array.from({ length: 100 }, () => snapshots.newest()));
    });
    expect(count).toBe(2);
    expect(new Set(asked).size).toBe(2);
  });

  test('never come from a read that began before the call', async () => {
    const { held, go, reached } = holding();
    const { snapshots } = snapshotsOf({}, held);
    const early = snapshots.newest();
    await eventually(() => reached() === 1);
    const name = await rename();
    const late = snapshots.newest();
    go();
    expect(nameIn(await early)).not.toBe(name);
    expect(nameIn(await late)).toBe(name);
  });

  test('reject if they cannot be read, and are read again for the next caller', async () => {
    const { snapshots } = snapshotsOf();
    await asOwner(database, 'ALTER TABLE scored_days RENAME TO scored_days_away');
    try {
      await expect(snapshots.newest()).rejects.toThrow('relation "scored_days" does not exist');
    } finally {
      await asOwner(database, 'ALTER TABLE scored_days_away RENAME TO scored_days');
    }
    expect((await snapshots.newest()).scoredDay('TRADER', null)).toMatchObject({ day: NEWEST, runId: 3 });
  });
});

describe('snapshots with a listener', () => {
  test('are the same until something is committed, and given at once', async () => {
    const { snapshots } = await startedSnapshots();
    const first = await snapshots.newest();
    const count = await connectionsFor(async () => {
      for (let k = 0; k < 100; k++) expect(snapshots.newest()).toBe(first);
    });
    expect(count).toBe(0);
    expect(snapshots.isNewest(first)).toBe(true);
  });

  test('are replaced after a commit, which all callbacks hear of at once', async () => {
    const { snapshots } = await startedSnapshots();
    const first = await snapshots.newest();
    const told: boolean[] = [];
    snapshots.onCommit(() => told.push(snapshots.isNewest(first)));
    const name = await rename();
    await eventually(() => told.length === 1);
    // A caller now must no longer get what was kept until then.
    expect(told).toEqual([false]);
    const second = await snapshots.newest();
    expect(nameIn(second)).toBe(name);
    expect(second.version).not.toBe(first.version);
    expect(snapshots.isNewest(second)).toBe(true);
    expect(snapshots.isNewest(first)).toBe(false);
  });

  test('follow many commits to the last one', async () => {
    const { snapshots } = await startedSnapshots();
    let last = '';
    for (let k = 0; k < 20; k++) last = await rename();
    // A snapshot that is read before the last commits are announced may have the last name already, and be outdated by
    // them.
    await eventually(async () => {
      const snapshot = await snapshots.newest();
      return nameIn(snapshot) === last && snapshots.isNewest(snapshot);
    });
  });

  test('are read even without a call', async () => {
    const { snapshots } = await startedSnapshots({ aheadMs: 10 });
    await snapshots.newest();
    const name = await rename();
    await eventually(() => snapshots.last !== null && nameIn(snapshots.last) === name);
    expect(snapshots.newest()).toBe(snapshots.last);
  });

  test('are not read at once, so that events go out first and commits in a row are read once', async () => {
    const { snapshots } = await startedSnapshots({ aheadMs: 600_000 });
    const first = await snapshots.newest();
    let told = 0;
    snapshots.onCommit(() => told++);
    let last = '';
    const count = await connectionsFor(async () => {
      for (let k = 0; k < 3; k++) last = await rename();
      await eventually(() => told === 3);
    });
    // The three imports, and no read.
    expect(count).toBe(3);
    expect(snapshots.last).toBe(first);
    expect(nameIn(await snapshots.newest())).toBe(last);
  });

  test('keep what cannot have changed: runs and methods', async () => {
    const { snapshots } = await startedSnapshots();
    const first = await snapshots.newest();
    const hash = first.currentRun(2)?.method_hash ?? '';
    const method = first.method(hash);
    await rename();
    await eventually(async () => (await snapshots.newest()) !== first);
    const second = await snapshots.newest();
    expect(second.currentRun(2)).toBe(first.currentRun(2));
    expect(second.method(hash)).toBe(method);
  });

  test('have their books read already, and outdated books are forgotten', async () => {
    const { books, snapshots } = await startedSnapshots();
    await snapshots.newest();
    const before = books.of(NEWEST_BOOKS);
    // Not a promise: they are there.
    expect(before).toEqual([
      expect.objectContaining({ runId: 3, mode: 'TRADER', day: NEWEST }),
      expect.objectContaining({ runId: 2, mode: 'INVESTOR', day: NEWEST }),
    ]);
    const name = await rename();
    await eventually(async () => nameIn(await snapshots.newest()) === name);
    const after = await books.of(NEWEST_BOOKS);
    expect(after.map((book) => book?.scoreOf(SPLIT)?.name)).toEqual([name, name]);
    expect(books.of(NEWEST_BOOKS)).toEqual(after);
  });

  test('are read for each caller while the connection is lost, and kept again after it', async () => {
    // The lost connection is not made again before the database lets it, which another one must say.
    const other = await openTestDatabase();
    const { snapshots } = await startedSnapshots();
    let missed: string;
    await snapshots.newest();
    const { rows } = await database.pool.query<{ name: string }>('SELECT current_database() AS name');
    const [pid] = await listeners();
    const allow = (isAllowed: boolean) =>
      asOwner(other, `ALTER DATABASE ${rows[0].name} ALLOW_CONNECTIONS ${isAllowed}`);
    await allow(false);
    try {
      await database.pool.query('SELECT pg_terminate_backend($1)', [pid]);
      await eventually(async () => !snapshots.isNewest(await snapshots.newest()));
      for (let k = 0; k < 3; k++) {
        const name = await rename();
        const snapshot = await snapshots.newest();
        expect(nameIn(snapshot)).toBe(name);
        expect(snapshots.isNewest(snapshot)).toBe(false);
      }
      missed = await rename();
    } finally {
      await allow(true);
    }
    await eventually(async () => snapshots.isNewest(await snapshots.newest()));
    expect(nameIn(await snapshots.newest())).toBe(missed);
    const name = await rename();
    await eventually(async () => nameIn(await snapshots.newest()) === name);
  }, 30_000);

  test('end with their listener', async () => {
    const { snapshots } = await startedSnapshots();
    const first = await snapshots.newest();
    expect(await listeners()).toHaveLength(1);
    await snapshots.stop();
    expect(snapshots.isNewest(first)).toBe(false);
    expect(await listeners()).toEqual([]);
  });
});
