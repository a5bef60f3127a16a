/** The drill: a store in use is backed up, restored into an empty database, and compared. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import { callerAt } from '../../src/access/caller.js';
import { LEFT_OUT } from '../../src/backup/leftOut.js';
import { DOCUMENTS, fileOf, MANIFEST, type Manifest } from '../../src/backup/manifest.js';
import { readManifest } from '../../src/backup/readManifest.js';
import { EXIT } from '../../src/cli/exitCodes.js';
import { makeSampleDocuments } from '../../src/companies/documents/sample/makeSampleDocuments.js';
import { DocumentFolder } from '../../src/companies/documents/store/documentFolder.js';
import type { Database } from '../../src/database/database.js';
import { reportJob, reportKey } from '../../src/companies/reports/store/reportJob.js';
import { openDatabase } from '../../src/database/openDatabase.js';
import { enqueue } from '../../src/jobs/enqueue.js';
import type { Task } from '../../src/jobs/task.js';
import { TEST_AUTH_KEY } from '../support/access/testAuthKey.js';
import { queryOnce } from '../support/database/queryOnce.js';
import {
  asOwner,
  closeTestDatabases,
  createTestDatabase,
  openTestDatabase,
  ownerUrl,
  roleOf,
  serviceUrl,
} from '../support/database/testDatabase.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { apiOver, closeApis, post } from '../support/http/api.js';
import { start, stopAll } from '../support/jobs/workers.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';

let folder: string;
let backup: string;
let manifest: Manifest;
let store: Database;
let copy: Database;
/** Of the restored store, as its owner. */
let copyUrl: string;

/** Each store has its files of documents in a folder of its own. */
const documentsOf = (url: string): string => join(folder, url === copyUrl ? 'copied' : 'documents');

const greyoak = (url: string, ...args: readonly string[]) =>
  run(args, { env: { DATABASE_URL: url, AUTH_KEY: TEST_AUTH_KEY, DOCUMENTS_FOLDER: documentsOf(url) } });

async function done(url: string, ...args: readonly string[]): Promise<string> {
  const { code, out, err } = await greyoak(url, ...args);
  expect({ args, code, err: code === EXIT.DONE ? '' : err }).toEqual({ args, code: EXIT.DONE, err: '' });
  return out;
}

beforeAll(async () => {
  folder = await temporaryFolder();
  backup = join(folder, 'backup');
  store = await openTestDatabase('sample');
  const url = ownerUrl(store);
  await done(url, 'users', 'add', 'asha@example.com', '--name', 'Asha');
  await done(url, 'keys', 'add', '--owner', 'asha@example.com', '--name', 'app', '--scope', 'SCORES_READ');
  await store.pool.query(
    `INSERT INTO sessions (owner_id, rotated_at, created_at, last_used_at, expires_at, address)
     SELECT max(id), now(), now(), now(), now() + interval '1 day', '127.0.0.1' FROM users`,
  );
  await store.pool.query(
    `SELECT queue_job('rescore', '{"runId":1}', 'later', now() + interval '1 day', 3, 'scores', 7),
       queue_job('rescore', '{"runId":2}', 'runs', now() + interval '1 day', 0, 'scores', 1),
       queue_job('rescore', '{"runId":3}', 'given up', now(), 0, 'scores', 1)`,
  );
  await store.pool.query(
    `UPDATE graphile_worker._private_jobs SET attempts = 1, locked_at = CASE key WHEN 'runs' THEN now() END,
       locked_by = CASE key WHEN 'runs' THEN 'worker' END WHERE key <> 'later'`,
  );
  await storeReports(store);
  // Of a key that waits in the queue as well, the newer job counts.
  await store.pool.query(
    `INSERT INTO early_jobs (key, task, payload, run_at, priority, queue, max_attempts)
     SELECT key, 'rescore', '{"runId":4}', now() + interval '1 day', 0, 'scores', 5
     FROM unnest(ARRAY['given up', 'later']) AS key`,
  );
  const files = new DocumentFolder(documentsOf(url));
  await makeSampleDocuments(store.pool, files);
  await makeSampleDocuments(store.pool, files);
  await store.pool.query(`DELETE FROM graphile_worker._private_jobs WHERE key LIKE 'document %'`);
  await done(url, 'backup', backup);
  manifest = await readManifest(backup);
  copyUrl = await createTestDatabase();
  await done(copyUrl, 'restore', backup, '--role', roleOf(store));
  copy = await openDatabase({ url: await serviceUrl(copyUrl), home: '' });
}, 120_000);
afterAll(async () => {
  await closeApis();
  await copy.close();
  await closeTestDatabases();
  await remove(folder);
});

/** One that is made, and one that waits. */
async function storeReports({ pool }: Database): Promise<void> {
  await pool.query(
    `WITH made AS (
       INSERT INTO reports (owner_id, kind, title, inputs, as_of, formats, status, finished_at, content, hash, template_version)
       SELECT max(users.id), 'SECTOR', 'made', '{"sector":"it"}', '2024-10-08', '{HTML,CSV}', 'SUCCEEDED', now(), content,
         encode(sha256(convert_to(content, 'UTF8')), 'hex'), 1
       FROM users, (VALUES ('{"findings":[{"rule":"LATE","sentence":"₹ \\"1\\""}]}')) AS of (content) GROUP BY content RETURNING id
     )
     INSERT INTO report_files SELECT id, 'HTML', 4, '\\x00ff0a5c' FROM made`,
  );
  const { rows } = await pool.query<{ id: number }>(
    `INSERT INTO reports (owner_id, kind, title, inputs, as_of, formats, status, step)
     SELECT max(id), 'SECTOR', 'waits', '{"sector":"it"}', '2024-10-08', '{JSON}', 'RUNNING', 'WRITE' FROM users RETURNING id`,
  );
  await enqueue(pool, reportJob, { reportId: rows[0].id }, { key: reportKey(rows[0].id) });
}

const inBoth = async <Result>(ask: (database: Database) => Promise<Result>): Promise<[Result, Result]> => [
  await ask(store),
  await ask(copy),
];

async function rowsOf<Row>({ pool }: Database, statement: string): Promise<Row[]> {
  return (await pool.query(statement)).rows as Row[];
}

/** These differ by what a restore does, which other tests look at. */
const RENEWED = ['event_log', 'audit_entries', 'audit_pending', 'early_jobs'];

test('a backup has each table of the schema that is not left out, and nothing else', async () => {
  const tables = await rowsOf<{ name: string; persistence: string }>(
    store,
    `SELECT relname AS name, relpersistence AS persistence FROM pg_class
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname`,
  );
  const kept = tables.filter(({ name, persistence }) => persistence === 'p' && !LEFT_OUT.includes(name));
  expect(Object.keys(manifest.tables).sort()).toEqual(kept.map(({ name }) => name));
  const names = tables.map(({ name }) => name);
  expect(LEFT_OUT.filter((name) => !names.includes(name))).toEqual([]);
  const files = [MANIFEST, DOCUMENTS, ...kept.map(({ name }) => fileOf(name))].sort();
  expect((await readdir(backup)).sort()).toEqual(files);
});

test('documents come back with their files, and one that is missing is told', async () => {
  const hashes = await rowsOf<{ hash: string }>(copy, 'SELECT hash FROM documents ORDER BY id');
  expect(hashes).toHaveLength(2);
  const copied = new DocumentFolder(documentsOf(copyUrl));
  for (const { hash } of hashes) {
    const bytes = await readFile(copied.get(hash));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(hash);
  }
  const [results, transcript] = await Promise.all(
    hashes.map(({ hash }) => readFile(copied.get(hash), 'utf8')),
  );
  expect(results).toMatch(/<td>Revenue from operations<\/td><td>[\d,]+\.\d\d<\/td>/);
  expect(transcript).toContain('Capacity utilisation at our two plants rose to 87%');
  expect(await done(ownerUrl(store), 'backup', backup, '--verify')).toContain(
    'and 2 files of documents with',
  );
  await rm(copied.get(hashes[0].hash));
  const again = join(folder, 'again');
  expect(await done(copyUrl, 'backup', again)).toContain('of 1 document the file is missing or was changed');
  const [name] = await readdir(join(again, DOCUMENTS));
  await writeFile(join(again, DOCUMENTS, name), 'other bytes');
  expect(await greyoak(copyUrl, 'backup', again, '--verify')).toMatchObject({
    err: expect.stringContaining('has other bytes than were written'),
  });
});

test('only its owner can read a backup', async () => {
  const modes = await Promise.all(
    ['.', MANIFEST, fileOf('users')].map(async (name) => (await stat(join(backup, name))).mode & 0o777),
  );
  expect(modes).toEqual([0o700, 0o600, 0o600]);
});

test('all rows of all tables have the same hashes', async () => {
  const hashes = async (database: Database) => {
    const of = async (table: string) => {
      const [{ hash, rows }] = await asOwnerOf<{ hash: string; rows: number }>(
        database,
        `SELECT count(*)::int AS rows, md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS hash
         FROM "${table}" AS t`,
      );
      return [table, rows, hash];
    };
    const names = Object.keys(manifest.tables).filter((name) => !RENEWED.includes(name));
    return Promise.all(names.map(of));
  };
  const [before, after] = await inBoth(hashes);
  expect(after).toEqual(before);
  expect(manifest.tables['scores'].rows).toBeGreaterThan(10_000);
});

const asOwnerOf = <Row extends object>(database: Database, statement: string): Promise<Row[]> =>
  database === store ? asOwner<Row>(store, statement) : queryOnce<Row>(copyUrl, statement);

test('runs of the restored store are reproduced', async () => {
  const [{ day }] = await rowsOf<{ day: string }>(copy, 'SELECT max(day)::text AS day FROM runs');
  expect(await done(copyUrl, 'reproduce', '--date', day)).toMatch(/^(\d+) of \1 runs reproduced/);
}, 60_000);

test('the audit verifies, and has the restore as its last entry', async () => {
  expect(await done(copyUrl, 'audit', 'verify')).toContain('all as they were written');
  const [entry] = await rowsOf(
    copy,
    'SELECT action, result, details FROM audit_entries ORDER BY id DESC LIMIT 1',
  );
  const { takenAt, version } = manifest;
  expect(entry).toEqual({ action: 'RESTORED', result: 'DONE', details: { takenAt, version } });
});

test('GraphQL gives the same answers, and refuses cursors of the former store', async () => {
  const [before, after] = [await apiOver(store), await apiOver(copy)];
  const query = `{ stocks(mode: INVESTOR, first: 200) { nodes { ticker score(mode: INVESTOR) {
    id value band pillars { all { name score } } provenance { inputsHash }
  } } } }`;
  const answers = await Promise.all(
    [before, after].map(async (api) => (await post(api, query)).json<unknown>()),
  );
  expect(answers[0]).toMatchObject({ data: { stocks: { nodes: expect.any(Array) } } });
  expect(answers[1]).toEqual(answers[0]);
  const { data } = (await post(before, '{ latestCursor }')).json<{ data: { latestCursor: string } }>();
  const subscription = `subscription { scoreChanged(after: "${data.latestCursor}") { cursor } }`;
  const sink = new RecordingSink();
  const running = after.startOperation({ query: subscription }, callerAt('127.0.0.1'), sink);
  await eventually(() => sink.errors !== null);
  running.stop();
  expect(sink.errors).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
}, 60_000);

test('jobs that waited or ran wait in the queue, and one that was given up does not, but its successor', async () => {
  const jobs = await rowsOf(
    copy,
    `SELECT key, identifier AS task, payload, priority, queue_name AS queue, max_attempts AS most, attempts,
       run_at > now() AS "isLater"
     FROM graphile_worker._private_jobs AS job JOIN graphile_worker._private_tasks AS task ON task.id = task_id
     JOIN graphile_worker._private_job_queues AS queue ON queue.id = job_queue_id ORDER BY key`,
  );
  const job = { task: 'rescore', queue: 'scores', attempts: 0, isLater: true };
  const evaluation = {
    ...job,
    key: 'evaluate_alerts',
    task: 'evaluate_alerts',
    queue: 'upkeep',
    isLater: false,
  };
  expect(jobs).toEqual([
    { ...evaluation, payload: {}, priority: 0, most: 25 },
    { ...job, key: 'given up', payload: { runId: 4 }, priority: 0, most: 5 },
    { ...job, key: 'later', payload: { runId: 1 }, priority: 3, most: 7 },
    { ...job, key: 'runs', payload: { runId: 2 }, priority: 0, most: 1 },
  ]);
});

test('reports come back with their files, and one that was being made is given to a worker', async () => {
  const [made, waiting] = await rowsOf<{ id: number; findings: unknown }>(
    copy,
    `SELECT reports.id, findings, status, step, encode(body, 'hex') AS body
     FROM reports LEFT JOIN report_files ON report_id = reports.id ORDER BY reports.id`,
  );
  expect(made).toMatchObject({ findings: [{ rule: 'LATE', sentence: '₹ "1"' }], body: '00ff0a5c' });
  const begun: unknown[] = [];
  const taking = {
    ...reportJob,
    timeoutMs: 10_000,
    run: (payload: unknown) => Promise.resolve(void begun.push(payload)),
  };
  await start(copy, [taking as Task]);
  await eventually(() => begun.length === 1);
  await stopAll();
  expect(begun).toEqual([{ reportId: waiting.id }]);
});

test('sign-ins have ended, and their ids are not given again', async () => {
  expect(await rowsOf(copy, 'SELECT FROM sessions')).toEqual([]);
  const next = ['sessions', 'exports', 'reports', 'users', 'runs'].map((table) => {
    const sequence = `pg_get_serial_sequence('${table}', 'id')::regclass`;
    return `pg_sequence_last_value(${sequence})::float8 AS ${table}`;
  });
  const [before, after] = await inBoth(async (database) => {
    const [row] = await asOwnerOf<Record<string, number>>(database, `SELECT ${next.join(', ')}`);
    return row;
  });
  expect(after).toEqual({
    ...before,
    sessions: before['sessions'] + 10_000_000,
    exports: 10_000_000,
    reports: before['reports'] + 10_000_000,
  });
});

test('a backup shows one moment, whatever is stored meanwhile', async () => {
  const late = join(folder, 'late');
  const writer = new pg.Client({ connectionString: ownerUrl(store) });
  await writer.connect();
  // The backup cannot read this table, and has read none of those that come after it.
  await writer.query('BEGIN; LOCK TABLE refusals IN ACCESS EXCLUSIVE MODE');
  const writing = done(ownerUrl(store), 'backup', late);
  const isWaiting = () =>
    asOwner(
      store,
      `SELECT FROM pg_stat_activity
       WHERE application_name = 'greyoak backup' AND datname = current_database() AND wait_event_type = 'Lock'`,
    ).then(({ length }) => length > 0);
  await eventually(isWaiting);
  await writer.query(
    `INSERT INTO batches (id, source, dataset, rows_read, inserted, updated, unchanged, refused)
     VALUES (999999, 'prices.csv', 'prices', 1, 0, 0, 0, 1);
     INSERT INTO refusals VALUES (999999, 1, '', '', '', ''); COMMIT`,
  );
  await writer.end();
  await writing;
  const { tables } = await readManifest(late);
  expect([tables['batches'].rows, tables['refusals'].rows]).toEqual([
    manifest.tables['batches'].rows,
    manifest.tables['refusals'].rows,
  ]);
  await rm(late, { recursive: true });
}, 60_000);

test('refuses a store that is not empty, and changes nothing', async () => {
  const { code, out, err } = await greyoak(copyUrl, 'restore', backup);
  expect({ code, out }).toEqual({ code: EXIT.FAILED, out: '' });
  expect(err).toMatch(
    /^greyoak: Expected an empty database to restore into, got one with the table .* Nothing was changed/,
  );
  expect(await rowsOf(copy, "SELECT FROM audit_entries WHERE action = 'RESTORED'")).toHaveLength(1);
});

test('refuses to back up into a folder that exists, as the service, or a store without a schema', async () => {
  const url = ownerUrl(store);
  const cases: readonly (readonly [url: string, folder: string, message: string])[] = [
    [url, backup, `Expected a folder that does not exist, but ${backup} exists`],
    [url, join(folder, 'none', 'backup'), 'none/backup.'],
    [
      String(store.pool.options.connectionString),
      join(folder, 'new'),
      'Expected the owner of the schema, got another user',
    ],
    [
      await createTestDatabase(),
      join(folder, 'new'),
      'Expected a schema with 0016_exports, got none in the database',
    ],
  ];
  for (const [at, place, message] of cases) {
    const { code, out, err } = await greyoak(at, 'backup', place);
    expect({ code, out, err }).toEqual({ code: EXIT.FAILED, out: '', err: expect.stringContaining(message) });
  }
  const noStore = await run(['backup', join(folder, 'new')], {
    env: { GREYOAK_HOME: join(folder, 'no-home') },
  });
  expect(noStore).toMatchObject({ code: EXIT.FAILED, err: expect.stringContaining('Expected a store in') });
  expect((await readdir(folder)).sort()).toEqual(['again', 'backup', 'copied', 'documents']);
});
