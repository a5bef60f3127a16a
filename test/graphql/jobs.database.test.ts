/** The queue as operators see and change it by the API. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type pg from 'pg';
import { z } from 'zod';
import { callerAt, rightsTo, type Caller } from '../../src/access/caller.js';
import type { Scope } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { exportJob, exportKey } from '../../src/exports/exportJob.js';
import { createContext } from '../../src/graphql/context.js';
import { enqueue, type EnqueueOptions } from '../../src/jobs/enqueue.js';
import type { Task } from '../../src/jobs/task.js';
import { rescoreJob } from '../../src/runs/rescoreJob.js';
import { countJobs } from '../../src/status/countJobs.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill } from '../support/days/filledStore.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { answerOf, apiOver, closeApis, post, type TestApi } from '../support/http/api.js';
import { jobIn, start, stopAll, untilEmpty } from '../support/jobs/workers.js';
import { eventually } from '../support/time/eventually.js';

interface Told {
  readonly id: string;
  readonly task: string;
  readonly key: string | null;
  readonly status: string;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly runAt: string;
  readonly createdAt: string;
  readonly lastError: string | null;
  readonly payload: string;
}

const FIELDS = 'id task key status attempts maxAttempts runAt createdAt lastError payload';

let database: Database;
let api: TestApi;
/** What the task does; it succeeds by default. */
let work: () => Promise<void>;

/** A task of one attempt, so that a failure is for good. */
const once: Task<{ readonly day: string }> = {
  name: 'fetch_once',
  payload: z.object({ day: z.string() }),
  attempts: 1,
  timeoutMs: 60_000,
  run: () => work(),
};
const often: Task<{ readonly day: string }> = { ...once, name: 'fetch_often', attempts: 3 };

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  api = await apiOver(database);
}, 60_000);
beforeEach(() => {
  work = () => Promise.resolve();
});
afterEach(async () => {
  await stopAll();
  await database.pool.query(`SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`);
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeApis();
  await closeTestDatabases();
});

const add = (task: Task<{ readonly day: string }>, day: string, options?: EnqueueOptions) =>
  enqueue(database.pool, task, { day }, options);

const read = async (query: string, variables?: Readonly<Record<string, unknown>>) =>
  dataOf(await createContext(api.services), query, variables);

interface Page {
  readonly nodes: readonly Told[];
  readonly totalCount: number;
  readonly pageInfo: { readonly startCursor: string; readonly endCursor: string };
}
async function list(args = ''): Promise<Page> {
  const page = `totalCount pageInfo { startCursor endCursor }`;
  return (await read(`{ jobs${args} { nodes { ${FIELDS} } ${page} } }`))['jobs'] as Page;
}

async function only(): Promise<Told> {
  const { nodes } = await list();
  expect(nodes).toHaveLength(1);
  return nodes[0];
}

type Change = 'retryJob' | 'cancelJob';

const mutate = async (change: Change, id: string) =>
  execute(
    await createContext(api.services),
    `mutation Change($id: ID!) { ${change}(id: $id) { ${FIELDS} } }`,
    { id },
  );

async function changed(change: Change, id: string): Promise<Told> {
  const { data, errors } = await mutate(change, id);
  expect(errors).toBeUndefined();
  return data?.[change] as Told;
}

async function refused(change: Change, id: string) {
  const { errors = [] } = await mutate(change, id);
  return errors.map(({ message, extensions }) => [extensions?.['code'], message]);
}

const idOf = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');

async function audit(): Promise<readonly unknown[]> {
  const { rows } = await database.pool.query(
    `SELECT action, result, subject, details FROM audit_entries WHERE action LIKE 'JOB%' ORDER BY id DESC LIMIT 1`,
  );
  return rows;
}

/** Runs a job until it has failed for good. */
async function failed(): Promise<Told> {
  work = () => Promise.reject(new Error('postgres://user:hunter2@host: out of luck'));
  await add(once, '2024-10-08');
  await start(database, [once]);
  await jobIn(database, once.name, 'FAILED');
  return only();
}

describe('jobs', () => {
  test('are none in an empty queue', async () => {
    expect(await list()).toMatchObject({ nodes: [], totalCount: 0 });
  });

  test('are shown as they wait, run and fail, and leave the queue when they succeed', async () => {
    const due = new Date(Date.now() + 3_600_000);
    await add(once, '2024-10-08', { key: 'fetch 2024-10-08', due });
    expect(await only()).toMatchObject({
      ...{ task: 'fetch_once', key: 'fetch 2024-10-08', status: 'QUEUED', attempts: 0, maxAttempts: 1 },
      ...{ runAt: due.toISOString(), lastError: null, payload: '{"day":"2024-10-08"}' },
    });

    let go = (): void => undefined;
    work = () => new Promise((resolve) => (go = resolve));
    await add(once, '2024-10-09', { key: 'fetch 2024-10-08' });
    await start(database, [once]);
    await jobIn(database, once.name, 'RUNNING');
    expect(await only()).toMatchObject({ status: 'RUNNING', attempts: 1, payload: '{"day":"2024-10-09"}' });
    go();
    await untilEmpty(database);
    expect((await list()).totalCount).toBe(0);
  });

  test('say why they failed, without what is inside', async () => {
    const job = await failed();
    expect(job).toMatchObject({ status: 'FAILED', attempts: 1 });
    expect(job.lastError).toBe('The job failed; the log of the service says why.');
  });

  test('wait again between two attempts', async () => {
    work = () => Promise.reject(new Error('not yet'));
    await add(often, '2024-10-08');
    await start(database, [often]);
    await jobIn(database, often.name, 'RETRYING');
    expect(await only()).toMatchObject({ status: 'QUEUED', attempts: 1, maxAttempts: 3 });
  });

  test('show no credential, whatever has been added to the queue', async () => {
    const payload = { day: `Bearer ${'a'.repeat(40)}`, from: 'https://me:hunter2@host', zero: 'a\u202eb' };
    await database.pool.query('SELECT queue_job($1, $2, NULL, NULL, 0)', ['other', JSON.stringify(payload)]);
    const shown = (await only()).payload;
    expect(shown).toBe('{"day":"Bearer [redacted]","from":"https://me:[redacted]@host","zero":"a\uFFFDb"}');
    await database.pool.query('SELECT queue_job($1, $2, NULL, NULL, 0)', [
      'large',
      JSON.stringify({ text: 'x'.repeat(100_000) }),
    ]);
    expect((await list()).nodes[0].payload.length).toBeLessThan(1_100);
  });

  test('are filtered by task and state', async () => {
    await failed();
    await add(often, '2024-10-08');
    const tasksOf = async (filter: string) => {
      const { nodes, totalCount } = await list(`(filter: ${filter})`);
      expect(totalCount).toBe(nodes.length);
      return nodes.map(({ task }) => task);
    };
    expect(await tasksOf('{}')).toEqual(['fetch_often', 'fetch_once']);
    expect(await tasksOf('{ tasks: ["fetch_once"] }')).toEqual(['fetch_once']);
    expect(await tasksOf('{ statuses: [QUEUED] }')).toEqual(['fetch_often']);
    expect(await tasksOf('{ statuses: [FAILED, QUEUED] }')).toEqual(['fetch_often', 'fetch_once']);
    expect(await tasksOf('{ statuses: [FAILED], tasks: ["fetch_often"] }')).toEqual([]);
    expect(await tasksOf('{ statuses: [SUCCEEDED] }')).toEqual([]);
    expect(await tasksOf('{ tasks: ["no_such_task"] }')).toEqual([]);
  });

  test.each([
    ['{ tasks: [] }', 'Expected at least one value in filter.tasks, got none: leave it out to list all.'],
    [
      '{ statuses: [] }',
      'Expected at least one value in filter.statuses, got none: leave it out to list all.',
    ],
    [
      '{ tasks: ["fetch_once", "a b"] }',
      'Expected names of tasks in filter.tasks, such as rescore_outdated, got "a b": Job.task has them.',
    ],
    [
      '{ tasks: ["\\u0000"] }',
      'Expected names of tasks in filter.tasks, such as rescore_outdated, got "\uFFFD": Job.task has them.',
    ],
  ])('refuse the filter %s', async (filter, message) => {
    const { errors = [] } = await execute(
      await createContext(api.services),
      `{ jobs(filter: ${filter}) { totalCount } }`,
    );
    expect(errors.map((error) => [error.message, error.extensions?.['code']])).toEqual([
      [message, 'BAD_USER_INPUT'],
    ]);
  });

  test('refuse a filter of too many tasks', async () => {
    const query = 'query ($tasks: [String!]) { jobs(filter: { tasks: $tasks }) { totalCount } }';
    const tasks = Array.from({ length: 21 }, (_, k) => `task_${k}`);
    expect(await read(query, { tasks: tasks.slice(1) })).toEqual({ jobs: { totalCount: 0 } });
    const { errors = [] } = await execute(await createContext(api.services), query, { tasks });
    expect(errors.map(({ message }) => message)).toEqual([
      'Expected at most 20 names in filter.tasks, got 21: ask for fewer, or leave it out.',
    ]);
  });

  test('come in pages that meet, both ways, with cursors of their filter', async () => {
    for (let day = 1; day <= 5; day++) await add(often, `2024-10-0${day}`);
    const all = await list();
    expect(all.nodes.map(({ payload }) => payload)).toEqual(
      [5, 4, 3, 2, 1].map((day) => `{"day":"2024-10-0${day}"}`),
    );
    const first = await list('(first: 2)');
    const second = await list(`(first: 2, after: "${first.pageInfo.endCursor}")`);
    const third = await list(`(first: 2, after: "${second.pageInfo.endCursor}")`);
    expect([...first.nodes, ...second.nodes, ...third.nodes]).toEqual(all.nodes);
    const back = await list(`(last: 2, before: "${second.pageInfo.startCursor}")`);
    expect(back.nodes).toEqual(first.nodes);
    expect(first.totalCount).toBe(5);
    const { errors = [] } = await execute(
      await createContext(api.services),
      `{ jobs(filter: { statuses: [FAILED] }, after: "${first.pageInfo.endCursor}") { totalCount } }`,
    );
    expect(errors[0].message).toContain('Expected a cursor with filter');
  });

  test('are found by their ids', async () => {
    await add(once, '2024-10-08');
    const { id } = await only();
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Job { task } } }';
    expect(await read(query, { ids: [id, idOf('Job', 999_999)] })).toEqual({
      nodes: [{ id, task: 'fetch_once' }, null],
    });
  });
});

describe('retryJob', () => {
  test('makes a job due that has failed, which then runs', async () => {
    const { id } = await failed();
    await stopAll();
    const job = await changed('retryJob', id);
    expect(job).toMatchObject({ id, status: 'QUEUED', attempts: 0 });
    expect(Date.parse(job.runAt)).toBeLessThanOrEqual(Date.now() + 60_000);
    expect(await audit()).toEqual([
      {
        action: 'JOB_RETRIED',
        result: 'DONE',
        subject: expect.stringMatching(/^Job:\d+$/),
        details: { task: 'fetch_once' },
      },
    ]);
    let runs = 0;
    work = () => Promise.resolve(void runs++);
    await start(database, [once]);
    await untilEmpty(database);
    expect(runs).toBe(1);
  });

  test('does not wait for the next attempt of a job', async () => {
    work = () => Promise.reject(new Error('not yet'));
    await add(often, '2024-10-08');
    await start(database, [often]);
    await jobIn(database, often.name, 'RETRYING');
    await stopAll();
    const { id, runAt } = await only();
    expect(Date.parse(runAt)).toBeGreaterThan(Date.now());
    const job = await changed('retryJob', id);
    expect(Date.parse(job.runAt)).toBeLessThan(Date.parse(runAt));
  });

  test('refuses a job that waits for its first attempt', async () => {
    await add(once, '2024-10-08');
    const { id } = await only();
    expect(await refused('retryJob', id)).toEqual([
      [
        'CONFLICT',
        'Expected a job to retry that has failed or was cancelled, got one of the task fetch_once that cannot be, because it ' +
          'has not failed, and waits for a worker: read its status again.',
      ],
    ]);
  });

  test('lets a run that was given up be made again, unless another one waits', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      `INSERT INTO runs (day, status, read_batch, method_hash, sectors_hash, code_version, error, finished_at)
       SELECT day, 'FAILED', read_batch, method_hash, sectors_hash, code_version, 'given up', now()
       FROM runs ORDER BY id LIMIT 1 RETURNING id`,
    );
    const [{ id: runId }] = rows;
    const status = async () => {
      const found = await database.pool.query('SELECT status, error FROM runs WHERE id = $1', [runId]);
      return found.rows[0] as unknown;
    };
    await enqueue(database.pool, rescoreJob, { runId }, { key: `rescore ${runId}` });
    const { id } = await only();
    await changed('cancelJob', id);
    await changed('retryJob', id);
    expect(await status()).toEqual({ status: 'QUEUED', error: null });

    await changed('cancelJob', id);
    await database.pool.query(`UPDATE runs SET status = 'FAILED', error = 'again' WHERE id = $1`, [runId]);
    await database.pool.query(
      `INSERT INTO runs (day, status, read_batch, method_hash, sectors_hash, code_version)
       SELECT day, 'QUEUED', read_batch, method_hash, sectors_hash, code_version FROM runs WHERE id = $1`,
      [runId],
    );
    const [[code, message]] = await refused('retryJob', id);
    expect([code, message]).toEqual([
      'CONFLICT',
      expect.stringContaining(
        'because another run of the same day, mode and method waits: read its status again.',
      ),
    ]);
    expect(await status()).toEqual({ status: 'FAILED', error: 'again' });
    expect(await only()).toMatchObject({ status: 'CANCELLED' });
    await database.pool.query(`UPDATE runs SET status = 'FAILED' WHERE status = 'QUEUED'`);
  });

  test('changes no run whose job leaves the queue at this moment', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      `INSERT INTO runs (day, status, read_batch, method_hash, sectors_hash, code_version, error, finished_at)
       SELECT day, 'FAILED', read_batch, method_hash, sectors_hash, code_version, 'given up', now()
       FROM runs ORDER BY id LIMIT 1 RETURNING id`,
    );
    const [{ id: runId }] = rows;
    await enqueue(database.pool, rescoreJob, { runId }, { key: `rescore ${runId}` });
    const { id } = await only();
    await changed('cancelJob', id);
    const other = await database.pool.connect();
    try {
      await other.query('BEGIN');
      await other.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
      const answer = refused('retryJob', id);
      await isBlocked(other);
      await other.query('COMMIT');
      expect((await answer)[0][0]).toBe('NOT_FOUND');
    } finally {
      other.release();
    }
    const run = await database.pool.query('SELECT status, error FROM runs WHERE id = $1', [runId]);
    expect(run.rows).toEqual([{ status: 'FAILED', error: 'given up' }]);
  });

  test('lets an export wait again', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      `WITH one AS (INSERT INTO users (email, name, role) VALUES ('a@example.com', 'A', 'ANALYST') RETURNING id)
       INSERT INTO exports (owner_id, kind, format, arguments, status, error)
       SELECT id, 'SCORES', 'CSV', '{}', 'FAILED', 'given up' FROM one RETURNING id`,
    );
    const [{ id: exportId }] = rows;
    await enqueue(database.pool, exportJob, { exportId }, { key: exportKey(exportId) });
    const { id } = await only();
    await changed('cancelJob', id);
    await changed('retryJob', id);
    const found = await database.pool.query('SELECT status, error FROM exports WHERE id = $1', [exportId]);
    expect(found.rows).toEqual([{ status: 'QUEUED', error: null }]);
  });
});

describe('cancelJob', () => {
  test('gives up a job that waits; no worker takes it, and a retry takes it back', async () => {
    let runs = 0;
    work = () => Promise.resolve(void runs++);
    await add(once, '2024-10-08', { due: new Date(Date.now() + 3_600_000) });
    const { id } = await only();
    expect(await changed('cancelJob', id)).toMatchObject({
      ...{ id, status: 'CANCELLED', attempts: 1, lastError: 'Cancelled by an operator.' },
    });
    expect(await audit()).toMatchObject([{ action: 'JOB_CANCELLED', details: { task: 'fetch_once' } }]);
    expect((await list('(filter: { statuses: [FAILED] })')).totalCount).toBe(0);
    expect((await list('(filter: { statuses: [CANCELLED] })')).totalCount).toBe(1);
    // It is no failure that an operator has to look after.
    expect((await countJobs(database.pool)).tasks).toEqual([]);
    expect((await refused('cancelJob', id))[0]).toEqual([
      'CONFLICT',
      expect.stringContaining('because it is cancelled already: read its status again.'),
    ]);
    await start(database, [once]);
    await changed('retryJob', id);
    await untilEmpty(database);
    expect(runs).toBe(1);
  });

  test('lets another job take the key', async () => {
    await add(once, '2024-10-08', { key: 'fetch' });
    await changed('cancelJob', (await only()).id);
    await add(once, '2024-10-09', { key: 'fetch' });
    expect(await only()).toMatchObject({ status: 'QUEUED', key: 'fetch', payload: '{"day":"2024-10-09"}' });
  });

  test('refuses a job that has failed for good', async () => {
    const { id } = await failed();
    expect((await refused('cancelJob', id))[0]).toEqual([
      'CONFLICT',
      'Expected a job to cancel that waits, got one of the task fetch_once that cannot be, because it has failed for good ' +
        'already: read its status again.',
    ]);
  });
});

describe.each<Change>(['retryJob', 'cancelJob'])('%s', (change) => {
  test('refuses a job that runs, and leaves it alone', async () => {
    let go = (): void => undefined;
    work = () => new Promise((resolve) => (go = resolve));
    await add(once, '2024-10-08');
    await start(database, [once]);
    await jobIn(database, once.name, 'RUNNING');
    const job = await only();
    expect((await refused(change, job.id))[0]).toEqual([
      'CONFLICT',
      expect.stringContaining('because it runs: read its status again.'),
    ]);
    expect(await only()).toEqual(job);
    go();
    await untilEmpty(database);
  });

  test('waits for a worker that takes the job at this moment, and then refuses', async () => {
    await add(once, '2024-10-08');
    const { id } = await only();
    if (change === 'retryJob') await changed('cancelJob', id);
    const worker = await database.pool.connect();
    try {
      await worker.query('BEGIN');
      await taken(worker);
      const answer = refused(change, id);
      await isBlocked(worker);
      await worker.query('COMMIT');
      expect((await answer)[0][0]).toBe('CONFLICT');
    } finally {
      await worker.query(`SELECT graphile_worker.force_unlock_workers(ARRAY['a worker'])`);
      worker.release();
    }
  });

  test('finds no job that has left the queue meanwhile', async () => {
    await add(once, '2024-10-08');
    const { id } = await only();
    if (change === 'retryJob') await changed('cancelJob', id);
    const worker = await database.pool.connect();
    try {
      await worker.query('BEGIN');
      await worker.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
      const answer = refused(change, id);
      await isBlocked(worker);
      await worker.query('COMMIT');
      expect((await answer)[0][0]).toBe('NOT_FOUND');
    } finally {
      worker.release();
    }
  });

  test('finds no job by an id of none', async () => {
    const id = idOf('Job', 999_999);
    expect(await refused(change, id)).toEqual([
      [
        'NOT_FOUND',
        `Expected the id of a job in the queue, got "${id}": Query.jobs lists them. A job that succeeds leaves the queue.`,
      ],
    ]);
  });

  test.each(['', '7', idOf('Run', 1), idOf('Job', 2 ** 40), '\u0000'])('refuses the id %j', async (id) => {
    expect((await refused(change, id))[0][0]).toBe('BAD_USER_INPUT');
  });

  test('done twice at the same time is done once', async () => {
    await add(once, '2024-10-08');
    const { id } = await only();
    if (change === 'retryJob') await changed('cancelJob', id);
    const answers = await Promise.all([mutate(change, id), mutate(change, id)]);
    const codes = answers.map(({ errors }) => errors?.[0].extensions?.['code'] ?? 'DONE');
    expect(codes.sort()).toEqual(['CONFLICT', 'DONE']);
  });
});

test.each<[string, readonly Scope[]]>([
  ['{ jobs { totalCount } }', ['OPERATIONS_READ']],
  [`mutation { retryJob(id: "${idOf('Job', 1)}") { task } }`, ['OPERATIONS_WRITE']],
  [`mutation { cancelJob(id: "${idOf('Job', 1)}") { task } }`, ['OPERATIONS_WRITE']],
  [`{ node(id: "${idOf('Job', 1)}") { id } }`, ['OPERATIONS_READ']],
])('%s needs %j', async (query, scopes) => {
  const others: readonly Scope[] = ['SCORES_READ', 'MARKET_READ', 'RUNS_WRITE', 'EXPORTS_WRITE'];
  const caller: Caller = { ...callerAt('192.0.2.1'), rights: rightsTo(others) };
  const closed = await apiOver(database, {}, { callerOf: () => caller });
  const { errors = [] } = answerOf(await post(closed, query));
  expect(errors.map(({ extensions }) => [extensions['code'], extensions['scopes']])).toEqual([
    ['FORBIDDEN', scopes],
  ]);
});

/** Takes the only job, as a worker does. */
async function taken(client: pg.ClientBase): Promise<void> {
  await client.query(
    `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'a worker', attempts = attempts + 1`,
  );
}

/** Resolves when another connection waits for this one. */
async function isBlocked(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await eventually(async () => {
    const waiting = await database.pool.query(
      'SELECT FROM pg_locks WHERE NOT granted AND $1 = ANY (pg_blocking_pids(pid))',
      [rows[0].pid],
    );
    return waiting.rows.length > 0;
  });
}
