/** Feeds and backfills as operators see and change them by the API. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { callerAt, rightsTo, type Caller } from '../../src/access/caller.js';
import type { Scope } from '../../src/access/scopes.js';
import type { Database } from '../../src/database/database.js';
import { createContext } from '../../src/graphql/context.js';
import { ProgressWatcher } from '../../src/live/progressWatcher.js';
import { BACKFILL_SOURCE } from '../../src/graphql/backfill/backfillSource.js';
import { Backfills } from '../../src/market/feeds/backfills.js';
import { FeedChanges } from '../../src/market/feeds/feedChanges.js';
import type { FeedServices } from '../../src/market/feeds/feedServices.js';
import type { ImportFile } from '../../src/market/feeds/importFile.js';
import { parseFeeds } from '../../src/market/feeds/loadFeeds.js';
import { fetchFeed } from '../../src/market/tasks/fetchFeed.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill } from '../support/days/filledStore.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { answerOf, apiOver, closeApis, post, type TestApi } from '../support/http/api.js';
import { start, stopAll } from '../support/jobs/workers.js';
import { eventually } from '../support/time/eventually.js';

const FEEDS = parseFeeds(
  `
feeds:
  - name: closes
    dataset: prices
    command: [echo, "{date}"]
    retries: { attempts: 1 }
    pause_seconds: 0
  - name: indices
    dataset: indices
    url: "https://exchange.example/{date:ddMMyyyy}.csv?key=public"
    headers: { authorization: "Bearer \${TOKEN}" }
    schedule: ["18:30", "21:00"]
    days: weekly
    enabled: false
  - name: inbox
    dataset: statements
    format: any
    folder: /srv/inbox
  - name: newest
    dataset: companies
    command: [echo, newest]
`,
  'feeds.yaml',
  { TOKEN: 'gok_hunter2hunter2' },
);

const DAYS_OF_BACKFILL = 'days { date feed status rows attempts error }';
const FIELDS = `id feeds from to status done total startedAt finishedAt error ${DAYS_OF_BACKFILL}`;

interface Told {
  readonly id: string;
  readonly status: string;
  readonly done: number;
  readonly total: number;
  readonly error: string | null;
  readonly days: readonly { readonly date: string; readonly status: string; readonly error: string | null }[];
}

let database: Database;
let api: TestApi;
let importFile: ImportFile;

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  api = await apiOver(
    database,
    {},
    {
      services: {
        feeds: FEEDS,
        feedChanges: new FeedChanges(database, FEEDS, new Backfills({ feeds: FEEDS, most: 100 })),
      },
    },
  );
}, 60_000);
beforeEach(() => {
  // A file of each day has as many rows as its day.
  importFile = (_file, { expectedDay }) =>
    Promise.resolve({
      days: expectedDay === null ? [] : [expectedDay],
      rows: Number(expectedDay?.slice(8)),
      batches: [1],
      refusedReason: null,
    });
});
afterEach(async () => {
  await stopAll();
  const { pool } = database;
  await pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  for (const table of ['backfill_days', 'backfills', 'feed_days', 'feed_takings', 'feed_files', 'feeds']) {
    await pool.query('DELETE FROM ' + table);
  }
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await api.services.backfillWatcher.stop();
  await closeApis();
  await closeTestDatabases();
});

const ask = async (query: string, variables?: Readonly<Record<string, unknown>>) =>
  execute(await createContext(api.services), query, variables);
const read = async (query: string, variables?: Readonly<Record<string, unknown>>) =>
  dataOf(await createContext(api.services), query, variables);

const START = `mutation Start($input: BackfillInput!) { startBackfill(input: $input) { ${FIELDS} } }`;
const SPAN = { from: '2024-10-07', to: '2024-10-09', feeds: ['closes'] };

const startBackfill = async (input: Readonly<Record<string, unknown>> = {}) =>
  (await read(START, { input: { ...SPAN, ...input } }))['startBackfill'] as Told;

const change = async (field: 'retryBackfill' | 'cancelBackfill', id: string) =>
  ask(`mutation Change($id: ID!) { ${field}(id: $id) { ${FIELDS} } }`, { id });

async function changed(field: 'retryBackfill' | 'cancelBackfill', id: string): Promise<Told> {
  const { data, errors } = await change(field, id);
  expect(errors).toBeUndefined();
  return data?.[field] as Told;
}

const refusalOf = ({ errors = [] }: Awaited<ReturnType<typeof ask>>) =>
  errors.map(({ message, extensions }) => [extensions?.['code'], message]);

const backfills = async (args = '') =>
  (await read(`{ backfills${args} { nodes { ${FIELDS} } totalCount pageInfo { endCursor startCursor } } }`))[
    'backfills'
  ] as {
    readonly nodes: readonly Told[];
    readonly totalCount: number;
    readonly pageInfo: { readonly endCursor: string; readonly startCursor: string };
  };

const work = () => {
  const feeds: FeedServices = {
    ...{ feeds: FEEDS, catchUp: 5, recheck: 0, stillMs: 0, env: process.env },
    importFile: (file, options) => importFile(file, options),
  };
  return start(database, [fetchFeed], { services: { feeds } });
};

async function ended(): Promise<Told> {
  let nodes: readonly Told[] = [];
  await eventually(async () => {
    ({ nodes } = await backfills());
    return nodes.every(({ status }) => status !== 'QUEUED' && status !== 'RUNNING');
  });
  return nodes[0];
}

async function lastAct(): Promise<unknown> {
  const { rows } = await database.pool.query(
    'SELECT action, result, operation_name, subject, details FROM audit_entries ORDER BY id DESC LIMIT 1',
  );
  return rows[0];
}

const idOf = (type: string, id: number) => Buffer.from(`${type}:${id}`).toString('base64url');

describe('feeds', () => {
  test('are those of the file, with what the store knows', async () => {
    const fields =
      'name dataset format location schedule paused lastAt lastResult lastError breaker failures successRate';
    const { feeds } = await read(`{ feeds { ${fields} } }`);
    const unseen = {
      ...{ paused: false, lastAt: null, lastResult: null, breaker: 'CLOSED', failures: 0, successRate: null },
    };
    expect(feeds).toEqual([
      {
        ...{ name: 'closes', dataset: 'PRICES', format: 'any', location: 'echo' },
        ...{ ...unseen, schedule: '19:00 on sessions', lastError: null },
      },
      {
        ...{ name: 'indices', dataset: 'INDICES', format: 'any' },
        location: 'https://exchange.example/{date:ddMMyyyy}.csv?key=public',
        ...{ ...unseen, schedule: '18:30, 21:00 weekly' },
        lastError: 'It is off: enabled is false in the file of feeds.',
      },
      {
        ...{ name: 'inbox', dataset: 'STATEMENTS', format: 'any', location: '/srv/inbox' },
        ...{ ...unseen, schedule: 'watched each minute', lastError: null },
      },
      {
        ...{ name: 'newest', dataset: 'COMPANIES', format: 'any', location: 'echo' },
        ...{ ...unseen, schedule: '19:00 on sessions', lastError: null },
      },
    ]);
  });

  test('say how they ended, and when they are asked next', async () => {
    importFile = (_file, { expectedDay }) =>
      Promise.resolve({
        days: [],
        rows: 0,
        batches: [],
        refusedReason: expectedDay === '2024-10-08' ? 'the file says "Bearer abcdefghijkl"' : null,
      });
    await startBackfill();
    await work();
    await ended();
    const { feeds } = await read(
      '{ feeds { name nextAt lastAt lastResult lastError failures successRate } }',
    );
    const [closes, indices, inbox] = feeds as readonly Record<string, unknown>[];
    expect(Date.parse(String(closes['nextAt']))).toBeGreaterThan(Date.now());
    expect(closes['nextAt']).toMatch(/T13:30:00\.000Z$/);
    expect(Date.parse(String(closes['lastAt']))).toBeGreaterThan(Date.now() - 60_000);
    expect(closes['successRate']).toBeCloseTo(2 / 3, 9);
    expect([indices['nextAt'], inbox['nextAt']]).toEqual([null, null]);
    const days = (await backfills()).nodes[0].days;
    expect(days[1].error).toContain('Bearer [redacted]');
  });
});

describe('setFeedPaused', () => {
  const setPaused = (name: string, paused: boolean) =>
    ask(
      `mutation Pause($name: String!, $paused: Boolean!) {
         setFeedPaused(name: $name, paused: $paused) { name paused nextAt } }`,
      { name, paused },
    );

  test('pauses a feed and resumes it, more than once', async () => {
    for (const paused of [true, true, false]) {
      const { data } = await setPaused('closes', paused);
      expect(data?.['setFeedPaused']).toEqual({
        ...{ name: 'closes', paused },
        nextAt: paused ? null : expect.any(String),
      });
      expect(await lastAct()).toEqual({
        ...{ action: paused ? 'FEED_PAUSED' : 'FEED_RESUMED', result: 'DONE', operation_name: 'Pause' },
        ...{ subject: 'Feed:closes', details: {} },
      });
    }
  });

  test('answers each of several with its own state', async () => {
    expect(
      await read(`mutation {
        a: setFeedPaused(name: "closes", paused: true) { paused }
        b: setFeedPaused(name: "closes", paused: false) { paused }
      }`),
    ).toEqual({ a: { paused: true }, b: { paused: false } });
  });

  test('keeps days of a paused feed from being asked for', async () => {
    await startBackfill();
    await setPaused('closes', true);
    await work();
    expect(refusalOf(await ask(START, { input: SPAN }))).toEqual([
      ['BAD_USER_INPUT', 'The feed closes is paused: resume it first, or leave it out.'],
    ]);
    await setPaused('closes', false);
    expect((await ended()).status).toBe('SUCCEEDED');
  });

  test('resumes days whose job is about to end because the feed was paused', async () => {
    await read('mutation { runFeed(name: "closes", on: "2024-10-08") { id } }');
    await setPaused('closes', true);
    await database.pool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'a worker', attempts = 1`,
    );
    await setPaused('closes', false);
    // The worker ends its job, which has read that the feed was paused.
    await database.pool.query('DELETE FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL');
    // Workers that start would add it; those that run do not look again.
    expect(await read('{ jobs(filter: { statuses: [QUEUED] }) { totalCount } }')).toEqual({
      jobs: { totalCount: 1 },
    });
    await work();
    expect((await ended()).status).toBe('SUCCEEDED');
  });

  test.each(['nobody', '', '\u0000', 'x'.repeat(1_000)])('refuses the name %j', async (name) => {
    const [[code, message]] = refusalOf(await setPaused(name, true));
    expect([code, message]).toEqual([
      'BAD_USER_INPUT',
      expect.stringMatching(/^Expected the name of a feed, got ".{0,80}": closes, indices, inbox, newest\.$/),
    ]);
  });
});

describe('startBackfill', () => {
  test('queues each day, and tells what became of it', async () => {
    const queued = await startBackfill();
    const day = { feed: 'closes', status: 'QUEUED', rows: null, attempts: 0, error: null };
    expect(queued).toMatchObject({
      ...{ feeds: ['closes'], from: '2024-10-07', to: '2024-10-09', status: 'QUEUED', done: 0, total: 3 },
      ...{ startedAt: null, finishedAt: null, error: null },
      days: ['2024-10-07', '2024-10-08', '2024-10-09'].map((date) => ({ ...day, date })),
    });
    expect(await lastAct()).toEqual({
      ...{ action: 'BACKFILL_STARTED', result: 'DONE', operation_name: 'Start' },
      subject: expect.stringMatching(/^Backfill:\d+$/),
      details: { feeds: 1, from: '2024-10-07', to: '2024-10-09', days: 3 },
    });
    await work();
    expect(await ended()).toMatchObject({
      ...{ id: queued.id, status: 'SUCCEEDED', done: 3, total: 3, error: null },
      days: [7, 8, 9].map((rows) => ({ ...day, date: `2024-10-0${rows}`, status: 'SUCCEEDED', rows })),
      startedAt: expect.any(String),
      finishedAt: expect.any(String),
    });
  });

  test.each<[object, string]>([
    [{ to: '2024-10-06' }, 'Expected from on or before to, got 2024-10-07 and 2024-10-06: exchange them.'],
    [{ to: '2999-01-01' }, 'Expected days up to today'],
    [{ from: '2020-01-01' }, 'Expected at most 100 days of feeds in a backfill, got'],
    [{ from: '2024-10-12', to: '2024-10-13' }, 'Expected at least one session from 2024-10-12 to 2024-10-13'],
    [{ feeds: [] }, 'Expected 1 to 200 names in input.feeds, got 0: name some, or leave it out for all.'],
    [
      { feeds: Array.from({ length: 201 }, () => 'closes') },
      'Expected 1 to 200 names in input.feeds, got 201',
    ],
    [{ feeds: ['closes', 'nobody'] }, 'Expected the name of a feed, got "nobody"'],
    [{ feeds: ['\u0000'] }, 'Expected the name of a feed, got "\uFFFD"'],
    [{ feeds: ['indices'] }, 'The feed indices is off: enabled is false in the file of feeds.'],
    [{ feeds: ['newest'] }, 'The feed newest gives its newest file only'],
  ])('refuses %j', async (input, message) => {
    const [[code, told]] = refusalOf(await ask(START, { input: { ...SPAN, ...input } }));
    expect([code, told]).toEqual(['BAD_USER_INPUT', expect.stringContaining(message)]);
    expect((await backfills()).totalCount).toBe(0);
  });
});

describe('runFeed', () => {
  const run = (args: string) => ask(`mutation Run { runFeed(${args}) { ${FIELDS} } }`);

  test('asks for one day', async () => {
    const { data } = await run('name: "closes", on: "2024-10-08"');
    expect(data?.['runFeed']).toMatchObject({
      from: '2024-10-08',
      to: '2024-10-08',
      total: 1,
      status: 'QUEUED',
    });
    await work();
    expect(await ended()).toMatchObject({ status: 'SUCCEEDED', days: [{ rows: 8 }] });
  });

  test('asks for the newest one where none is named', async () => {
    const { data } = await run('name: "newest"');
    expect(data?.['runFeed']).toMatchObject({ feeds: ['newest'], total: 1 });
  });

  test.each([
    ['name: "nobody"', 'Expected the name of a feed, got "nobody"'],
    ['name: "indices"', 'The feed indices is off'],
    ['name: "closes", on: "2024-10-12"', 'Expected at least one session from 2024-10-12 to 2024-10-12'],
    ['name: "closes", on: "2999-01-01"', 'Expected days up to today'],
    ['name: "newest", on: "2024-10-08"', 'The feed newest gives its newest file only'],
  ])('refuses %s', async (args, message) => {
    const [[code, told]] = refusalOf(await run(args));
    expect([code, told]).toEqual(['BAD_USER_INPUT', expect.stringContaining(message)]);
  });
});

describe('retryBackfill', () => {
  test('asks again for the days that failed, and no others', async () => {
    const good = importFile;
    const asked: unknown[] = [];
    importFile = (file, options) => {
      if (options.expectedDay !== '2024-10-08') return good(file, options);
      return Promise.resolve({ days: [], rows: 0, batches: [], refusedReason: 'the file is of another day' });
    };
    const { id } = await startBackfill();
    await work();
    expect(await ended()).toMatchObject({
      ...{ status: 'FAILED', done: 3, error: '1 of 3 days failed: retry the backfill' },
      days: [{ status: 'SUCCEEDED' }, { status: 'FAILED', attempts: 1 }, { status: 'SUCCEEDED' }],
    });
    importFile = (file, options) => {
      asked.push(options.expectedDay);
      return good(file, options);
    };
    expect(await changed('retryBackfill', id)).toMatchObject({ status: 'QUEUED', done: 2, error: null });
    expect(await lastAct()).toMatchObject({ action: 'BACKFILL_RETRIED', details: { days: 3 } });
    expect(await ended()).toMatchObject({ id, status: 'SUCCEEDED', done: 3 });
    expect(asked).toEqual(['2024-10-08']);
    expect(refusalOf(await change('retryBackfill', id))).toEqual([
      ['CONFLICT', 'Expected a backfill with a day that failed or was cancelled, got one without.'],
    ]);
  });
});

describe('cancelBackfill', () => {
  test('cancels the days that wait, which a retry takes back', async () => {
    const { id } = await startBackfill();
    expect(await changed('cancelBackfill', id)).toMatchObject({
      ...{ status: 'CANCELLED', done: 3 },
      days: [{ status: 'CANCELLED' }, { status: 'CANCELLED' }, { status: 'CANCELLED' }],
    });
    expect(await lastAct()).toMatchObject({ action: 'BACKFILL_CANCELLED', details: { days: 3 } });
    expect(refusalOf(await change('cancelBackfill', id))).toEqual([
      ['CONFLICT', 'Expected a backfill with days that wait, got one without.'],
    ]);
    await changed('retryBackfill', id);
    await work();
    expect(await ended()).toMatchObject({ id, status: 'SUCCEEDED' });
  });
});

test('retryJob asks again for a day whose job was cancelled', async () => {
  await read(`mutation { runFeed(name: "closes", on: "2024-10-08") { id } }`);
  const { jobs } = await read('{ jobs(filter: { tasks: ["fetch_feed"] }) { nodes { id key payload } } }');
  const [{ id, key, payload }] = (jobs as { nodes: { id: string; key: string; payload: string }[] }).nodes;
  expect([key, JSON.parse(payload)]).toEqual([
    'feed closes 2024-10-08',
    { feed: 'closes', day: '2024-10-08' },
  ]);
  await read('mutation ($id: ID!) { cancelJob(id: $id) { status } }', { id });
  await work();
  // The feed is told within seconds.
  expect(await ended()).toMatchObject({ status: 'FAILED', days: [{ error: 'Cancelled by an operator.' }] });
  await read('mutation ($id: ID!) { retryJob(id: $id) { status } }', { id });
  await eventually(async () => {
    const { rows } = await database.pool.query('SELECT status, rows FROM feed_days');
    return JSON.stringify(rows) === '[{"status":"SUCCEEDED","rows":8}]';
  });
});

describe.each<'retryBackfill' | 'cancelBackfill'>(['retryBackfill', 'cancelBackfill'])('%s', (field) => {
  test('finds no backfill by an id of none', async () => {
    const id = idOf('Backfill', 999_999);
    expect(refusalOf(await change(field, id))).toEqual([
      ['NOT_FOUND', `Expected the id of a backfill that exists, got "${id}": Query.backfills lists them.`],
    ]);
  });

  test.each(['', '7', idOf('Job', 1), '\u0000'])('refuses the id %j', async (id) => {
    expect(refusalOf(await change(field, id))[0][0]).toBe('BAD_USER_INPUT');
  });

  test('done twice at the same time is done once', async () => {
    const { id } = await startBackfill();
    if (field === 'retryBackfill') await changed('cancelBackfill', id);
    const answers = await Promise.all([change(field, id), change(field, id)]);
    const codes = answers.map(({ errors }) => errors?.[0].extensions?.['code'] ?? 'DONE');
    expect(codes.sort()).toEqual(['CONFLICT', 'DONE']);
  });
});

test('backfills come in pages that meet, both ways, and are found by their ids', async () => {
  for (let k = 0; k < 5; k++) await startBackfill();
  const all = await backfills();
  expect(all.totalCount).toBe(5);
  const first = await backfills('(first: 3)');
  const second = await backfills(`(first: 3, after: "${first.pageInfo.endCursor}")`);
  expect([...first.nodes, ...second.nodes]).toEqual(all.nodes);
  const back = await backfills(`(last: 3, before: "${second.pageInfo.startCursor}")`);
  expect(back.nodes).toEqual(first.nodes);
  const ids = [all.nodes[4].id, idOf('Backfill', 999_999)];
  const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Backfill { total days { feed } } } }';
  const found = { id: ids[0], total: 3, days: [{ feed: 'closes' }, { feed: 'closes' }, { feed: 'closes' }] };
  expect(await read(query, { ids })).toEqual({ nodes: [found, null] });
});

describe('backfillProgress', () => {
  const PROGRESS = `subscription ($id: ID!) { backfillProgress(id: $id) { status done ${DAYS_OF_BACKFILL} } }`;
  const follow = (id: unknown, caller = callerAt('127.0.0.1')) => {
    const sink = new RecordingSink();
    const running = api.startOperation({ query: PROGRESS, variables: { id } }, caller, sink);
    return { sink, running };
  };
  const statesOf = ({ results }: RecordingSink) =>
    results.map((result) => (result['data'] as { backfillProgress: Told }).backfillProgress);

  test('tells each new state, and completes when the backfill has ended', async () => {
    const { id } = await startBackfill();
    const { sink } = follow(id);
    await eventually(() => sink.results.length === 1);
    expect(statesOf(sink)).toMatchObject([{ status: 'QUEUED', done: 0 }]);
    await work();
    await eventually(() => sink.isComplete);
    const states = statesOf(sink);
    expect(states.at(-1)).toMatchObject({ status: 'SUCCEEDED', done: 3 });
    expect(states.map(({ done }) => done)).toEqual(states.map(({ done }) => done).sort());
    expect(api.services.backfillWatcher.count).toBe(0);
  });

  test('of one that has ended is its state, and the end', async () => {
    const { id } = await startBackfill();
    await changed('cancelBackfill', id);
    const { sink } = follow(id);
    await eventually(() => sink.isComplete);
    expect(statesOf(sink)).toMatchObject([{ status: 'CANCELLED', done: 3 }]);
  });

  test('ends with its client', async () => {
    const { id } = await startBackfill();
    const { sink, running } = follow(id);
    await eventually(() => sink.results.length === 1);
    running.stop();
    await eventually(() => api.services.backfillWatcher.count === 0);
    await changed('cancelBackfill', id);
    expect(sink.results).toHaveLength(1);
  });

  test('gives a client that is behind the newest state alone', async () => {
    const { id } = await startBackfill();
    const { sink, running } = follow(id);
    await eventually(() => sink.results.length === 1);
    sink.isFull = true;
    await work();
    await ended();
    await eventually(async () => (await backfills()).nodes[0].done === 3);
    // What the watcher was told meanwhile is kept until the client can read again.
    await eventually(() => {
      sink.isFull = false;
      running.resume();
      return sink.isComplete;
    });
    expect(statesOf(sink).at(-1)).toMatchObject({ status: 'SUCCEEDED', done: 3 });
  });

  test('tries again after the store could not be read', async () => {
    let isDown = false;
    const failures: unknown[] = [];
    const { query } = database;
    const failing: Pick<Database, 'query'> = {
      query: (text, values, signal) =>
        isDown ? Promise.reject(new Error('down')) : query(text, values, signal),
    };
    const watcher = new ProgressWatcher(failing, BACKFILL_SOURCE, (error) => failures.push(error));
    const { id } = await startBackfill();
    const rows: unknown[] = [];
    const number = Number(Buffer.from(id, 'base64url').toString().split(':')[1]);
    await watcher.watch(number, (told) => rows.push(...told.map(({ status }) => status)));
    isDown = true;
    watcher.hint();
    await eventually(() => failures.length === 1);
    isDown = false;
    await changed('cancelBackfill', id);
    watcher.hint();
    await eventually(() => rows.length === 2);
    expect(rows).toEqual(['QUEUED', 'CANCELLED']);
    await watcher.stop();
  });

  test.each([
    [
      idOf('Backfill', 999_999),
      'Expected the id of a backfill, got one of no backfill: the field backfills lists them.',
    ],
    [idOf('Run', 1), 'Expected the id of a backfill from an answer of this API'],
    ['', 'Expected the id of a backfill from an answer of this API'],
  ])('is refused for the id %j', async (id, message) => {
    const { sink } = follow(id);
    await eventually(() => sink.errors !== null);
    expect(sink.errors).toMatchObject([
      { message: expect.stringContaining(message), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

test.each<[string, Scope]>([
  ['{ feeds { name } }', 'OPERATIONS_READ'],
  ['{ backfills { totalCount } }', 'OPERATIONS_READ'],
  [`{ node(id: "${idOf('Backfill', 1)}") { id } }`, 'OPERATIONS_READ'],
  [`subscription { backfillProgress(id: "${idOf('Backfill', 1)}") { done } }`, 'OPERATIONS_READ'],
  [
    'mutation { startBackfill(input: { from: "2024-10-07", to: "2024-10-08" }) { done } }',
    'OPERATIONS_WRITE',
  ],
  [`mutation { retryBackfill(id: "${idOf('Backfill', 1)}") { done } }`, 'OPERATIONS_WRITE'],
  [`mutation { cancelBackfill(id: "${idOf('Backfill', 1)}") { done } }`, 'OPERATIONS_WRITE'],
  ['mutation { runFeed(name: "closes") { done } }', 'OPERATIONS_WRITE'],
  ['mutation { setFeedPaused(name: "closes", paused: true) { paused } }', 'OPERATIONS_WRITE'],
])('%s needs %s', async (query, scope) => {
  const others: readonly Scope[] = ['SCORES_READ', 'MARKET_READ', 'RUNS_WRITE', 'MARKET_WRITE'];
  const caller: Caller = { ...callerAt('192.0.2.1'), rights: rightsTo(others) };
  if (query.startsWith('subscription')) {
    const sink = new RecordingSink();
    api.startOperation({ query }, caller, sink);
    await eventually(() => sink.errors !== null);
    expect(sink.errors?.[0].extensions).toMatchObject({ code: 'FORBIDDEN', scopes: [scope] });
    return;
  }
  const closed = await apiOver(database, {}, { callerOf: () => caller });
  const { errors = [] } = answerOf(await post(closed, query));
  expect(errors.map(({ extensions }) => [extensions['code'], extensions['scopes']])).toEqual([
    ['FORBIDDEN', [scope]],
  ]);
});
