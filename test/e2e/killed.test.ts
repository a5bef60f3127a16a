/** Kills imports at any moment, and checks that the next import completes them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { Random } from '../../src/market/sample/random.js';
import { temporaryFolder } from '../support/temporaryFolder.js';
import { withoutProgress } from '../support/process/withoutProgress.js';
import { checkEvents } from '../support/runs/eventModel.js';
import {
  GreyoakProcess,
  postmasterOf,
  removeHome,
  socketsOf,
  until,
} from '../support/process/greyoakProcess.js';
import { filesOf, marketOver, sessionsFrom } from '../support/market/market.js';
import { reproduced, storedDays } from '../support/runs/store.js';

/** How many runs are stored in one transaction. */
const AT_ONCE = 20;
const SESSIONS = 4 * AT_ONCE;
let folder: string;
let market: string;
let expected: Awaited<ReturnType<typeof storedDays>>;
const homes: string[] = [];
const processes: GreyoakProcess[] = [];
const clients: pg.Client[] = [];

async function newHome(name: string): Promise<string> {
  const home = join(folder, name);
  await mkdir(home, { mode: 0o755 });
  homes.push(home);
  return home;
}

function greyoak(home: string, ...args: readonly string[]): GreyoakProcess {
  const started = new GreyoakProcess(args, { GREYOAK_HOME: home });
  processes.push(started);
  return started;
}

/** Reads from the store of a home that no process uses. */
async function read<Result>(home: string, work: (database: Database) => Promise<Result>): Promise<Result> {
  const database = await openDatabase({ home });
  return work(database).finally(database.close);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  market = join(folder, 'market');
  await mkdir(market);
  const files = filesOf(marketOver(await sessionsFrom('2024-05-02', SESSIONS), 'killed'));
  await Promise.all(Object.entries(files).map(([name, content]) => writeFile(join(market, name), content)));
  const home = await newHome('undisturbed');
  const whole = greyoak(home, 'import', market);
  expect(await whole.end()).toBe(0);
  expected = await read(home, storedDays);
  expect(expected.size).toBe(2 * SESSIONS);
}, 120_000);
afterEach(async () => {
  for (const process of processes.splice(0)) {
    process.kill('SIGKILL');
    await process.end();
  }
  await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)));
});
afterAll(async () => {
  for (const home of homes) await removeHome(home);
  await rm(folder, { recursive: true, force: true });
});

/**
 * SQL that makes an import wait in its last transaction until the connection that ran this is closed. A test can then
 * see how far the import is before it kills it. Up to that transaction the import runs undisturbed.
 */
const HOLD_ITS_END = `
  SELECT pg_advisory_lock(1, 1);
  CREATE FUNCTION hold_its_end() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF (SELECT count(*) FROM runs) > ${SESSIONS - AT_ONCE} THEN PERFORM pg_advisory_xact_lock(1, 1); END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER hold_its_end AFTER INSERT ON runs FOR EACH STATEMENT EXECUTE FUNCTION hold_its_end()`;

/** Waits until a condition holds in the database of a running import, and keeps the import from ending by itself. */
async function untilStored(home: string, importing: GreyoakProcess, condition: string): Promise<void> {
  const client = await inspector(home, importing);
  await client.query(HOLD_ITS_END);
  await until(condition, async () => {
    if (!importing.isRunning) throw new Error(`the import ended before ${condition}: ${importing.err}`);
    return (await client.query<{ holds: boolean }>(`SELECT ${condition} AS holds`)).rows[0].holds;
  });
}

/** Connects to the database of an import once it has stored its first batch. */
async function inspector(home: string, importing: GreyoakProcess): Promise<pg.Client> {
  const connection = { host: await socketsOf(home), user: 'greyoak', database: 'greyoak' };
  for (;;) {
    if (!importing.isRunning) throw new Error(`the import ended before its first batch: ${importing.err}`);
    const client = new pg.Client(connection);
    client.on('error', () => undefined);
    clients.push(client);
    try {
      await client.connect();
      if ((await client.query('SELECT FROM batches')).rowCount !== 0) return client;
    } catch {
      // The server or its tables do not exist yet.
    }
    await client.end().catch(() => undefined);
    await wait(5);
  }
}

/** Imports again, and expects the store of an undisturbed import. */
async function complete(home: string): Promise<void> {
  const again = greyoak(home, 'import', market);
  const code = await again.end();
  expect({ code, err: withoutProgress(again.err) }).toEqual({ code: 0, err: '' });
  await read(home, async (database) => {
    expect(await storedDays(database)).toEqual(expected);
    expect(await checkEvents(database)).toBeGreaterThan(0);
    const runs = await reproduced(database);
    expect(runs.length).toBeGreaterThanOrEqual(SESSIONS);
    expect(runs.filter(({ reason }) => reason !== null)).toEqual([]);
  });
}

describe('an import that is killed', () => {
  const random = new Random('moments of kills');
  // The order of batches: calendar, companies, actions, prices, fundamentals, statements, shareholding, events.
  test.each([
    ['while it imports files', `(SELECT count(*) FROM batches) >= ${random.whole(1, 6)}`],
    ['while it scores', `(SELECT count(*) FROM runs) >= ${random.whole(1, 20)}`],
    ['later while it scores', `(SELECT count(*) FROM runs) >= ${random.whole(21, 60)}`],
  ])(
    '%s is completed by the next one',
    async (name, condition) => {
      const home = await newHome(name.replaceAll(' ', '-'));
      const importing = greyoak(home, 'import', market);
      await untilStored(home, importing, condition);
      importing.kill('SIGKILL');
      expect(await importing.end()).toBe('SIGKILL');
      await complete(home);
    },
    120_000,
  );

  test('is completed after its PostgreSQL was killed, and says what happened', async () => {
    const home = await newHome('postgres');
    const importing = greyoak(home, 'import', market);
    await untilStored(home, importing, `(SELECT count(*) FROM runs) >= ${random.whole(20, 60)}`);
    process.kill(await postmasterOf(home), 'SIGKILL');
    const code = await importing.end();
    expect(code).not.toBe(0);
    await complete(home);
    // A lost database is not a defect of greyoak, so the exit code is not 70.
    expect({ code, err: withoutProgress(importing.err) }).toEqual({
      code: 1,
      err: expect.stringMatching(/^greyoak: .*(PostgreSQL|database)/),
    });
  }, 120_000);

  test('is completed after both were killed at once', async () => {
    const home = await newHome('both');
    const importing = greyoak(home, 'import', market);
    await untilStored(home, importing, `(SELECT count(*) FROM runs) >= ${random.whole(20, 60)}`);
    process.kill(await postmasterOf(home), 'SIGKILL');
    importing.kill('SIGKILL');
    expect(await importing.end()).toBe('SIGKILL');
    await complete(home);
  }, 120_000);
});
