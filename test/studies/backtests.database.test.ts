/** Backtests from the request to the figures, as several users see them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { anonymousAt, callerWithSession, rightsTo, type Caller } from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { BACKTEST_IDS } from '../../src/graphql/backtest/backtest.js';
import { decodeId, encodeId } from '../../src/graphql/ids.js';
import { jobOf } from '../support/backtest/jobOf.js';
import { randomMarket } from '../support/backtest/randomMarket.js';
import { METHOD, storeMarket } from '../support/backtest/storeMarket.js';
import { runBacktest } from '../../src/studies/tasks/runBacktest.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, execute } from '../support/graphql/execute.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { start, stopAll } from '../support/jobs/workers.js';
import { eventually } from '../support/time/eventually.js';

const SESSIONS = randomMarket(3, 30);
const [FIRST, LAST] = [SESSIONS[0].day, SESSIONS[29].day];

let database: Database;
let api: TestApi;
const users: Record<string, Caller> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  await storeMarket(database.pool, SESSIONS);
  api = await apiOver(database);
  for (const [name, role] of [
    ['asha', 'ANALYST'],
    ['ravi', 'ANALYST'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
}, 60_000);
afterEach(async () => {
  await stopAll();
  await database.pool.query('DELETE FROM backtests');
  await database.pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

async function addUser(name: string, role: Role): Promise<Caller> {
  const { rows } = await database.pool.query<{ id: number }>(
    'INSERT INTO users (email, name, role) VALUES ($1, $2, $3) RETURNING id',
    [`${name}@example.com`, name, role],
  );
  return callerWithSession('192.0.2.1', { id: 1 }, { id: rows[0].id, role });
}

const contextOf = (caller: Caller) => createContext(api.services, caller);

const FIELDS = `id status progress error mode methodName from to totalReturn benchmark annualReturn volatility maxDrawdown
  turnover costs randomMedian randomShareBeaten createdAt owner { name } points { date value totalReturn benchmark }`;
const START = `mutation Try($input: BacktestInput!) { startBacktest(input: $input) { ${FIELDS} } }`;
const INPUT = { mode: 'INVESTOR', from: FIRST, every: 7, topN: 4 } as const;

type Told = Readonly<Record<string, unknown>> & { readonly id: string; readonly status: string };

async function begin(caller: Caller, input: Readonly<Record<string, unknown>> = {}): Promise<Told> {
  const { startBacktest } = await dataOf(await contextOf(caller), START, { input: { ...INPUT, ...input } });
  return startBacktest as Told;
}

async function refused(caller: Caller, input: Readonly<Record<string, unknown>> = {}) {
  const { errors } = await execute(await contextOf(caller), START, { input: { ...INPUT, ...input } });
  return { code: errors?.[0].extensions?.['code'], message: errors?.[0].message };
}

async function list(caller: Caller, ofEverybody = false): Promise<readonly Told[]> {
  const query = `{ backtests(ofEverybody: ${ofEverybody}, first: 1) { nodes { ${FIELDS} } totalCount } }`;
  const { backtests } = (await dataOf(await contextOf(caller), query)) as {
    backtests: { nodes: readonly Told[]; totalCount: number };
  };
  expect(backtests.totalCount).toBe(backtests.nodes.length);
  return backtests.nodes;
}

async function one(caller: Caller, id: string): Promise<Told | null> {
  const query = `query ($id: ID!) { node(id: $id) { ... on Backtest { ${FIELDS} } } }`;
  return (await dataOf(await contextOf(caller), query, { id }))['node'] as Told | null;
}

const work = () => start(database, [runBacktest], { services: {} });

async function ended(caller: Caller, id: string): Promise<Told> {
  let told: Told | null = null;
  await eventually(async () => {
    told = await one(caller, id);
    return told !== null && told.status !== 'QUEUED' && told.status !== 'RUNNING';
  });
  if (told === null) throw new Error('expected a backtest, got none');
  return told;
}

function follow(caller: Caller, id: string): RecordingSink {
  const sink = new RecordingSink();
  const query = 'subscription ($id: ID!) { backtestProgress(id: $id) { id status progress totalReturn } }';
  api.startOperation({ query, variables: { id } }, caller, sink);
  return sink;
}

async function refusedFollow(caller: Caller, id: string): Promise<RecordingSink> {
  const sink = follow(caller, id);
  await eventually(() => sink.errors !== null);
  return sink;
}

describe('startBacktest', () => {
  test('queues a backtest, which a worker computes', async () => {
    const queued = await begin(users['asha']);
    expect(queued).toMatchObject({
      ...{ status: 'QUEUED', progress: null, error: null, mode: 'INVESTOR', methodName: METHOD },
      ...{ from: FIRST, to: LAST, totalReturn: null, costs: null, points: [], owner: { name: 'asha' } },
    });
    await work();
    const told = await ended(users['asha'], queued.id);
    expect(told).toMatchObject({ status: 'SUCCEEDED', progress: null, error: null });
    for (const field of [
      'totalReturn',
      'annualReturn',
      'volatility',
      'maxDrawdown',
      'turnover',
      'benchmark',
    ]) {
      expect(told[field]).toEqual(expect.any(Number));
    }
    for (const field of ['randomMedian', 'randomShareBeaten'])
      expect(told[field]).toEqual(expect.any(Number));
    expect(told['costs']).toMatch(/^\d+\.\d\d$/);
    const points = told['points'] as readonly Readonly<Record<string, unknown>>[];
    expect(points).toHaveLength(30);
    expect(points[0]).toEqual({ date: FIRST, value: '1000000.00', totalReturn: 0, benchmark: 0 });
    expect(points.at(-1)).toMatchObject({ date: LAST, totalReturn: told['totalReturn'] });
    expect(await list(users['asha'])).toEqual([told]);
    // Again, to the byte.
    const again = await ended(users['asha'], (await begin(users['asha'])).id);
    expect({ ...again, id: told.id, createdAt: told['createdAt'] }).toEqual(told);
  });

  test('keeps what was asked for, with the costs of the file, and records it', async () => {
    await begin(users['asha'], { capital: '250000.5', costs: { perSale: '15.34' }, to: LAST });
    const { rows } = await database.pool.query('SELECT arguments FROM backtests');
    expect(rows).toEqual([
      {
        arguments: {
          ...{ minBand: 'BUY', topN: 4, weighting: 'EQUAL', maxWeight: '0.1', sectorCap: '0.3', every: 7 },
          capital: '250000.5',
          costs: { buyRate: '0.001186226', sellRate: '0.001036226', perSale: '15.34' },
        },
      },
    ]);
    const audit = await database.pool.query(
      'SELECT action, user_id, operation_name, details FROM audit_entries ORDER BY id DESC LIMIT 1',
    );
    expect(audit.rows).toEqual([
      {
        ...{ action: 'BACKTEST_STARTED', user_id: users['asha'].user?.id, operation_name: 'Try' },
        details: { mode: 'INVESTOR', method: METHOD, from: FIRST, to: LAST },
      },
    ]);
  });

  test.each([
    [{ from: '2024-02-02', to: '2024-01-01' }, 'Expected a first day that is not after the last'],
    [{ from: '2031-01-01' }, 'Expected a first day that is not after the last'],
    [{ from: '1990-01-01', to: '1991-01-01' }, `Expected a span with scores of the method "${METHOD}"`],
    [{ mode: 'TRADER' }, `Expected a span with scores of the method "${METHOD}" and TRADER, got none`],
    [{ method: 'x' }, 'Expected the name of a method, one of '],
    [{ every: 0 }, 'Expected every as a whole number from 1 to 250'],
    [{ topN: 101 }, 'Expected topN as a whole number from 1 to 100'],
    [{ capital: '0' }, 'Expected capital as'],
    [{ costs: { buyRate: '0.051' } }, 'Expected buyRate as'],
  ])('refuses %j and stores nothing', async (input, message) => {
    const refusal = await refused(users['asha'], input);
    expect(refusal.code).toBe('BAD_USER_INPUT');
    expect(refusal.message).toContain(message);
    expect(await list(users['asha'])).toEqual([]);
  });

  test('refuses anonymous callers, and more than may wait, also where they come at once', async () => {
    expect(await refused(anonymousAt('192.0.2.1', rightsTo(['WHAT_IF'])))).toMatchObject({
      code: 'FORBIDDEN',
    });
    const answers = await Promise.all(Array.from({ length: 6 }, () => refused(users['asha'])));
    expect(answers.filter(({ code }) => code === undefined)).toHaveLength(3);
    expect(answers.find(({ code }) => code !== undefined)).toEqual({
      code: 'BAD_USER_INPUT',
      message:
        'Expected at most 3 backtests of a user that wait or run, got one more: ask again when one has ended.',
    });
    expect(await begin(users['ravi'])).toMatchObject({ status: 'QUEUED' });
  });

  test('deletes the oldest beyond those that are kept, of its owner alone', async () => {
    await database.pool.query(
      `INSERT INTO backtests (owner_id, mode, method, from_day, to_day, arguments, status)
       SELECT id, 'INVESTOR', 'x', '2024-01-01', '2024-01-02', '{}', 'FAILED' FROM users, generate_series(1, 50)
       WHERE name IN ('asha', 'ravi')`,
    );
    await begin(users['asha']);
    const { rows } = await database.pool.query(
      `SELECT name, count(*)::integer FROM backtests JOIN users ON users.id = owner_id GROUP BY name ORDER BY name`,
    );
    expect(rows).toEqual([
      { name: 'asha', count: 50 },
      { name: 'ravi', count: 50 },
    ]);
  });
});

describe('a backtest of another user', () => {
  test('is not there, by no field, id or subscription', async () => {
    const { id } = await begin(users['asha']);
    await work();
    await ended(users['asha'], id);
    for (const other of [users['ravi'], users['mira']]) {
      expect(await one(other, id)).toBeNull();
      expect(await list(other)).toEqual([]);
      for (const asked of [id, encodeId(BACKTEST_IDS, 999_999), 'nonsense']) {
        const { errors, results } = await refusedFollow(other, asked);
        expect(results).toEqual([]);
        expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
        expect(errors?.[0].message).toContain('Expected the id of a backtest of the caller');
      }
    }
    // Only who may read what is of everybody sees it in the list.
    expect(await list(users['mira'], true)).toMatchObject([{ id, owner: { name: 'asha' } }]);
  });

  test('goes with its owner', async () => {
    const gone = await addUser('gita', 'ANALYST');
    await begin(gone);
    await database.pool.query('DELETE FROM users WHERE id = $1', [gone.user?.id]);
    expect((await database.pool.query('SELECT FROM backtests')).rows).toEqual([]);
    await work();
    await eventually(
      async () => (await database.pool.query('SELECT FROM graphile_worker.jobs')).rows.length === 0,
    );
  });
});

describe('the job', () => {
  test('tells its progress until it has ended', async () => {
    const { id } = await begin(users['asha']);
    const sink = follow(users['asha'], id);
    await eventually(() => sink.results.length === 1);
    await work();
    await eventually(() => sink.isComplete);
    const states = sink.results.map(
      (result) => (result['data'] as { backtestProgress: Told }).backtestProgress,
    );
    expect(states[0]).toMatchObject({ id, status: 'QUEUED', progress: null });
    expect(states.at(-1)).toMatchObject({ id, status: 'SUCCEEDED', totalReturn: expect.any(Number) });
    expect(api.services.backtestWatcher.count).toBe(0);
  });

  test('shows how far it is', async () => {
    const { id } = await begin(users['asha']);
    await database.pool.query(`UPDATE backtests SET status = 'RUNNING'`);
    await database.pool.query(
      `INSERT INTO job_progress (job_id, done, total) SELECT id, 10, 40 FROM graphile_worker.jobs`,
    );
    expect(await one(users['asha'], id)).toMatchObject({ status: 'RUNNING', progress: 0.25 });
    await database.pool.query('DELETE FROM job_progress');
  });

  test('is done by another worker where its process was killed in the middle', async () => {
    const { id } = await begin(users['asha']);
    const script = fileURLToPath(new URL('dyingWorker.js', import.meta.url));
    const child = spawn(process.execPath, [script, String(database.pool.options.connectionString)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await one(users['asha'], id)).toMatchObject({ status: 'RUNNING', totalReturn: null, points: [] });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await work();
    expect(await ended(users['asha'], id)).toMatchObject({ status: 'SUCCEEDED' });
  }, 60_000);

  test('fails where it was killed at its last attempt, and can be tried again', async () => {
    const { id } = await begin(users['asha']);
    await asOwner(database, 'UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
    await work();
    expect(await ended(users['asha'], id)).toMatchObject({
      status: 'FAILED',
      error: 'The worker ended before the backtest was done, also when it was tried again.',
    });
    await dataOf(await contextOf(users['mira']), 'mutation ($id: ID!) { retryJob(id: $id) { status } }', {
      id: await jobOf(database),
    });
    expect(await ended(users['asha'], id)).toMatchObject({ status: 'SUCCEEDED', error: null });
  });

  test('is cancelled by an operator while it waits', async () => {
    const { id } = await begin(users['asha']);
    await dataOf(await contextOf(users['mira']), 'mutation ($id: ID!) { cancelJob(id: $id) { status } }', {
      id: await jobOf(database),
    });
    await work();
    expect(await ended(users['asha'], id)).toMatchObject({
      status: 'CANCELLED',
      error: null,
      totalReturn: null,
    });
  });

  test('fails with a reason where the scores of its span are gone', async () => {
    const { id } = await begin(users['asha']);
    await database.pool.query(`UPDATE backtests SET from_day = '2020-01-01', to_day = '2020-02-01'`);
    await work();
    const told = await ended(users['asha'], id);
    expect(told).toMatchObject({ status: 'FAILED', points: [] });
    expect(told['error']).toContain('Expected a span with scores of the method');
    expect(decodeId(BACKTEST_IDS, id)).toEqual(expect.any(Number));
  });
});
