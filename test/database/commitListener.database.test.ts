import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import pg from 'pg';
import { CommitListener, type CommitListenerOptions } from '../../src/database/commitListener.js';
import type { Database } from '../../src/database/database.js';
import { guardPool } from '../../src/database/guardPool.js';
import { eventually } from '../support/time/eventually.js';
import { StallingProxy } from '../support/network/stallingProxy.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

let database: Database;
const listeners: CommitListener[] = [];
const undo: (() => Promise<unknown>)[] = [];
beforeAll(async () => {
  database = await openTestDatabase();
}, 60_000);
afterEach(async () => {
  for (const listener of listeners.splice(0)) await listener.stop();
  for (const step of undo.splice(0).reverse()) await step();
  // The server ends a connection some time after the client has.
  await eventually(async () => (await pids()).length === 0);
});
afterAll(closeTestDatabases);

/** A listener that was started, how often it called back, and whether it listened then. */
async function listening(options: CommitListenerOptions = {}, pool = database.pool) {
  const told = { times: 0, listened: [] as boolean[] };
  const onCommit = () => {
    told.times++;
    told.listened.push(listener.isListening);
  };
  const listener = new CommitListener(pool, onCommit, { retryMs: 10, ...options });
  listeners.push(listener);
  await listener.start();
  return { listener, told };
}

/** Processes of the server that listen. */
async function pids(): Promise<number[]> {
  const { rows } = await database.pool.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'greyoak listener'`,
  );
  return rows.map(({ pid }) => pid);
}

let batches = 0;
/** What an import begins with. */
function importsFile(client: pg.Pool | pg.ClientBase = database.pool): Promise<unknown> {
  return client.query(
    `INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
     VALUES ($1, 'prices', 'x', 0, 0, 0, 0, 0)`,
    [++batches],
  );
}

describe('a listener', () => {
  test('calls back once when it begins, at each commit, and when it ends', async () => {
    const { listener, told } = await listening();
    expect({ ...told, isListening: listener.isListening }).toEqual({
      times: 1,
      listened: [true],
      isListening: true,
    });
    await importsFile();
    await eventually(() => told.times === 2);
    await importsFile();
    await eventually(() => told.times === 3);
    await listener.stop();
    expect({ ...told, isListening: listener.isListening }).toEqual({
      times: 4,
      listened: [true, true, true, false],
      isListening: false,
    });
  });

  test('hears of a transaction with its commit, once, and of none that is rolled back', async () => {
    const { told } = await listening();
    const client = await database.pool.connect();
    await client.query('BEGIN');
    await importsFile(client);
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    await importsFile(client);
    await importsFile(client);
    await client.query(`UPDATE runs SET error = NULL`);
    expect(told.times).toBe(1);
    await client.query('COMMIT');
    client.release();
    await eventually(() => told.times === 2);
    // What comes over the same connection comes in order: were there more, they would be here before this one.
    await importsFile();
    await eventually(() => told.times === 3);
  });

  test.each(['batches', 'features', 'runs', 'scored_days'])('hears of changes of %s', async (table) => {
    const { told } = await listening();
    const { rows } = await database.pool.query<{ column: string }>(
      'SELECT column_name AS column FROM information_schema.columns WHERE table_name = $1',
      [table],
    );
    // Triggers are for statements, also for those that change no row.
    await asOwner(database, `UPDATE ${table} SET ${rows[0].column} = ${rows[0].column} WHERE false`);
    await eventually(() => told.times === 2);
    await database.pool.query(`INSERT INTO ${table} SELECT * FROM ${table} WHERE false`);
    await eventually(() => told.times === 3);
  });

  test('hears the new end of the log of events, and that it may have missed a commit', async () => {
    const positions: number[] = [];
    const { listener } = await listening({ onEvents: (position) => positions.push(position) });
    await database.pool.query('UPDATE event_log SET last_position = 7');
    await database.pool.query('UPDATE event_log SET last_position = 7');
    await database.pool.query('UPDATE event_log SET last_position = 9');
    await eventually(() => positions.includes(9));
    await listener.stop();
    expect(positions).toEqual([Infinity, 7, 9, Infinity]);
  });

  test('proves that it still listens: a connection that answers, and hears nothing, is made again', async () => {
    // Beats follow each other at once, and each has all the time of a slow machine to be answered.
    jest.resetModules();
    jest.unstable_mockModule('node:timers/promises', () => ({
      setTimeout: (_ms: number, value: unknown, options: object) => wait(10, value, options),
    }));
    const { CommitListener: Hasty } = await import('../../src/database/commitListener.js');
    const { Client } = (await import('pg')).default;
    jest.unstable_unmockModule('node:timers/promises');
    // As behind a pooler that gives each statement another connection.
    let isDeaf = true;
    const calls: string[] = [];
    let beats = 0;
    const real = Client.prototype.query;
    Client.prototype.query = function (this: pg.Client, ...call: unknown[]) {
      const [text] = call;
      if (typeof text === 'string' && text.startsWith('SELECT pg_notify')) beats++;
      if (typeof text === 'string' && text.startsWith('LISTEN "greyoak_heart')) {
        calls.push(text);
        if (isDeaf) return Promise.resolve({ rows: [] });
      }
      return Reflect.apply(real, this, call) as unknown;
    } as typeof real;
    undo.push(async () => void (Client.prototype.query = real));
    const listened: boolean[] = [];
    const listener = new Hasty(database.pool, () => listened.push(listener.isListening), {
      heartbeatMs: 10_000,
    });
    listeners.push(listener);
    await listener.start();
    await eventually(() => calls.length >= 2);
    expect(listened).toContain(false);
    isDeaf = false;
    const before = calls.length;
    await eventually(() => calls.length > before && listener.isListening);
    const settled = calls.length;
    const beaten = beats;
    // Several beats later it is still the same connection.
    await eventually(() => beats > beaten + 5);
    expect(calls.length).toBe(settled);
  });

  test('reports a lost connection, and listens again', async () => {
    const { told } = await listening();
    const [pid] = await pids();
    await database.pool.query('SELECT pg_terminate_backend($1)', [pid]);
    // Told that something may be missed from now on, and that something may have been missed until now.
    await eventually(() => told.times === 3);
    expect(told.listened).toEqual([true, false, true]);
    // The process of the one that was lost ends some time after its connection.
    await eventually(async () => (await pids()).length === 1 && !(await pids()).includes(pid));
    await importsFile();
    await eventually(() => told.times === 4);
  });

  test('notices a connection that is open but delivers nothing', async () => {
    const proxy = await StallingProxy.before(database.pool);
    const pool = guardPool(new pg.Pool(proxy.config));
    undo.push(
      () => pool.end(),
      () => proxy.close(),
    );
    const { listener, told } = await listening({ heartbeatMs: 500 }, pool);
    expect(told.listened).toEqual([true]);
    proxy.stall();
    await eventually(() => told.listened.includes(false) && listener.isListening);
    const before = told.times;
    await importsFile();
    await eventually(() => told.times > before);
    await listener.stop();
    // The server learns that the stalled connection is gone when its socket is closed.
    await proxy.close();
    await eventually(async () => (await pids()).length === 0);
  }, 20_000);

  test('starts without a server, does not call back, and listens once there is one', async () => {
    const proxy = await StallingProxy.before(database.pool);
    const pool = guardPool(new pg.Pool(proxy.config));
    undo.push(
      () => pool.end(),
      () => proxy.close(),
    );
    await proxy.close();
    const { listener, told } = await listening({}, pool);
    expect({ ...told, isListening: listener.isListening }).toEqual({
      times: 0,
      listened: [],
      isListening: false,
    });
    await proxy.open();
    await eventually(() => listener.isListening);
    expect(told.times).toBe(1);
    await listener.stop();
  });

  test('can be stopped while it waits to try again, and when it was never started', async () => {
    const pool = guardPool(new pg.Pool({ host: '127.0.0.1', port: 1 }));
    undo.push(() => pool.end());
    const { listener } = await listening({ retryMs: 3_600_000 }, pool);
    await listener.stop();
    expect(listener.isListening).toBe(false);
    await new CommitListener(database.pool, () => undefined).stop();
  });
});
