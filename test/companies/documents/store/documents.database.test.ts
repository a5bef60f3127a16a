/** Documents from the upload to READY: what is refused, what fails, what is done again, and what deletes. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DOCUMENT_STEPS } from '../../../../src/companies/documents/names.js';
import type { DocumentServices } from '../../../../src/companies/documents/steps/documentServices.js';
import { addDocument } from '../../../../src/companies/documents/store/addDocument.js';
import { deleteDocument } from '../../../../src/companies/documents/store/deleteDocument.js';
import { documentLog } from '../../../../src/companies/documents/store/documentLog.js';
import type { GivenParticulars } from '../../../../src/companies/documents/store/documentParticulars.js';
import { queueOutdatedVectors } from '../../../../src/companies/documents/store/queueOutdatedVectors.js';
import { reprocessDocument } from '../../../../src/companies/documents/store/reprocessDocument.js';
import { embedDocument } from '../../../../src/companies/tasks/embedDocument.js';
import { processDocument } from '../../../../src/companies/tasks/processDocument.js';
import { pruneDocuments } from '../../../../src/companies/tasks/pruneDocuments.js';
import type { Database } from '../../../../src/database/database.js';
import { ignoring } from '../../../../src/database/embedded/files.js';
import { inTransaction } from '../../../../src/database/transaction.js';
import { withConnection } from '../../../../src/database/withConnection.js';
import { cancelJob } from '../../../../src/jobs/cancelJob.js';
import { readJobs } from '../../../../src/jobs/readJobs.js';
import { retryJob } from '../../../../src/jobs/retryJob.js';
import type { Task } from '../../../../src/jobs/task.js';
import { importFolder } from '../../../../src/market/store/importFolder.js';
import { UserError } from '../../../../src/userError.js';
import { documentServices } from '../../../support/companies/documentServices.js';
import { testEmbedder } from '../../../support/companies/testEmbedder.js';
import { closeTestDatabases, openTestDatabase } from '../../../support/database/testDatabase.js';
import { start, stopAll } from '../../../support/jobs/workers.js';
import { csv, fileOf, removeFolders, TODAY, writeFolder } from '../../../support/market/folder.js';
import { remove, temporaryFolder } from '../../../support/temporaryFolder.js';
import { eventually } from '../../../support/time/eventually.js';

let database: Database;
let folder: string;
let services: DocumentServices;
const killed: ChildProcess[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
  const companies = csv(
    'ticker,name,isin,sector_group',
    'ALPHA,Alpha Ltd,INE467B01029,IT',
    'BETA,Beta Ltd,INE009A01021,IT',
  );
  for (const files of [{ 'companies.csv': companies }, fileOf('symbols', 'ALPHA,OLDALPHA,2020-03-31')]) {
    await importFolder(database.pool, await writeFolder(files), { today: TODAY });
  }
  folder = await temporaryFolder();
  const documentReader: DocumentServices['documentReader'] = {
    read: async (path) => {
      const text = await readFile(path, 'utf8');
      if (text.startsWith('encrypted')) throw new UserError('It is encrypted.');
      if (text.startsWith('odd')) throw new Error('a fault of ours');
      return {
        pageCount: 1,
        pages: [text.split('\n').map((line) => ({ kind: 'TEXT', text: line }) as const)],
      };
    },
  };
  services = documentServices(folder, { documentReader });
}, 60_000);
afterEach(stopAll);
afterAll(async () => {
  for (const child of killed) child.kill('SIGKILL');
  await closeTestDatabases();
  await removeFolders();
  await remove(folder);
});

const PARTICULARS: GivenParticulars = {
  ...{ ticker: 'ALPHA', category: 'RESULTS', title: 'Results', publishedOn: '2024-05-01', uploadedBy: null },
};

async function* bytesOf(text: string): AsyncIterable<Buffer> {
  yield Buffer.from(text);
}

async function add(text: string, others: Partial<GivenParticulars> = {}) {
  const staged = await services.documentFiles.stage(bytesOf(text));
  return addDocument(database.pool, services.documentFiles, { ...PARTICULARS, ...others }, staged);
}

const inOne = <Result>(work: (client: Parameters<typeof deleteDocument>[0]) => Promise<Result>) =>
  withConnection(database.pool, (client) => inTransaction(client, () => work(client)));

async function rowOf(id: number) {
  const { rows } = await database.pool.query<{
    status: string;
    step: string | null;
    reason: string | null;
    model: string | null;
    generation: number;
    revision: number;
    chunks: number;
    vectors: number;
  }>(
    `SELECT status, step, reason, model, generation, revision,
       (SELECT count(*) FROM document_chunks WHERE document_id = id) AS chunks,
       (SELECT count(*) FROM chunk_vectors WHERE document_id = id) AS vectors
     FROM documents WHERE id = $1`,
    [id],
  );
  return rows[0];
}

const work = (others: Partial<DocumentServices> = {}) =>
  start<DocumentServices>(
    database,
    [processDocument, embedDocument] as unknown as Task<unknown, DocumentServices>[],
    { services: { ...services, ...others } },
  );

const hasEnded = (id: number) => () =>
  rowOf(id).then(({ status }) => status === 'READY' || status === 'FAILED');

async function filesIn(path = folder): Promise<string[]> {
  const names = await readdir(path, { recursive: true });
  const found: string[] = [];
  for (const name of names) {
    const file = await stat(join(path, name)).catch(ignoring('ENOENT'));
    if (file?.isFile()) found.push(name);
  }
  return found;
}

async function events() {
  const { events } = await documentLog(database).since(0, 1_000);
  return events.map(({ position, id, event_status }) => [position, id, event_status]);
}

test('twenty uploads of the same bytes at once are one document with one job', async () => {
  const added = await Promise.all(Array.from({ length: 20 }, () => add('same bytes')));
  const [{ id }] = added;
  expect(new Set(added.map((one) => one.id))).toEqual(new Set([id]));
  expect(added.filter(({ isNew }) => isNew)).toHaveLength(1);
  expect(await readJobs(database.pool)).toHaveLength(1);
  const [name, ...others] = await filesIn();
  expect(others).toEqual([]);
  expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  // Under its symbol of that day it is the same company.
  expect(await add('same bytes', { title: 'Another', url: 'https://example.com/a' })).toEqual({
    ...{ id, status: 'QUEUED', isNew: false },
  });
  await expect(add('same bytes', { publishedOn: '2024-05-02' })).rejects.toThrow(
    `its bytes are document ${id} (ALPHA.NS, RESULTS, published on 2024-05-01) already`,
  );
  await expect(add('same bytes', { ticker: 'BETA' })).rejects.toMatchObject({
    kind: 'CONFLICT',
    field: 'file',
  });
  await work();
  await eventually(hasEnded(id));
  expect(await rowOf(id)).toMatchObject({
    ...{ status: 'READY', step: null, reason: null, model: 'words@1' },
  });
  expect(await events()).toEqual([[1, id, 'READY']]);
});

test.each<[string, Partial<GivenParticulars>, string]>([
  [
    'ticker',
    { ticker: 'GAMMA' },
    'Expected the ticker of a company of the store, got "GAMMA.NS": check the spelling',
  ],
  [
    'ticker',
    { ticker: 'OLDALPHA' },
    'got "OLDALPHA.NS": it was renamed, so write ALPHA.NS for a document of this day.',
  ],
  ['ticker', { ticker: '' }, 'Expected a symbol such as RELIANCE or 500325.BO, got ""'],
  ['ticker', { ticker: 'A\0' }, 'got "A\uFFFD"'],
  ['category', { category: 'results' }, 'Expected one of RESULTS, SHAREHOLDING'],
  ['title', { title: '  ' }, 'Expected a title of 1 to 300 characters, got none'],
  ['title', { title: 'x'.repeat(301) }, 'Expected a title of 1 to 300 characters, got 301'],
  ['title', { title: 'a\u001b[2J' }, 'Expected a title in one line without control characters'],
  ['title', { title: 'a\ud800' }, 'Expected a title in one line'],
  ['publishedOn', { publishedOn: '2024-02-30' }, 'Expected a date such as 2024-10-08, got "2024-02-30"'],
  ['publishedOn', { publishedOn: '9999-12-31' }, 'Expected a day up to today in India'],
  ['url', { url: 'http://example.com' }, 'Expected a link such as https://www.example.com/page'],
  ['url', { url: 'javascript:alert(1)' }, 'only https is taken'],
  ['url', { url: 'https://u:p@example.com/' }, 'Expected a link'],
  ['url', { url: `https://example.com/${'x'.repeat(2_000)}` }, 'Expected a link of at most 2000 characters'],
])('a %s is refused (%#)', async (field, others, message) => {
  const before = await filesIn();
  const refused = add('refused', others);
  await expect(refused).rejects.toThrow(message);
  await expect(refused).rejects.toMatchObject({ kind: 'FIELD', field });
  expect(await filesIn()).toEqual(before);
});

test('a file is refused by its bytes, and leaves nothing', async () => {
  const before = await filesIn();
  await expect(add('PK\u0003\u0004')).rejects.toMatchObject({ kind: 'MEDIA_TYPE', field: 'file' });
  await expect(add('')).rejects.toMatchObject({ kind: 'EMPTY', field: 'file' });
  const large = (async function* () {
    for (let k = 0; k < 26; k++) yield Buffer.alloc(1024 * 1024);
  })();
  await expect(services.documentFiles.stage(large)).rejects.toMatchObject({ kind: 'TOO_LARGE' });
  const broken = (async function* () {
    yield Buffer.from('half');
    await Promise.resolve();
    throw new Error('the client is gone');
  })();
  await expect(services.documentFiles.stage(broken)).rejects.toThrow('the client is gone');
  expect(await filesIn()).toEqual(before);
  expect(() => services.documentFiles.get('../../etc/passwd')).toThrow('Expected a SHA-256');
});

test('a company is found by its symbol of the day', async () => {
  const { id } = await add('long ago', { ticker: 'OLDALPHA', publishedOn: '2020-03-31' });
  const { rows } = await database.pool.query(
    'SELECT ticker FROM documents JOIN stocks ON stocks.id = stock_id WHERE documents.id = $1',
    [id],
  );
  expect(rows).toEqual([{ ticker: 'ALPHA.NS' }]);
});

test('what cannot be read fails with its reason, and can be processed again', async () => {
  const first = await events();
  const [encrypted, missing, changed] = [await add('encrypted'), await add('gone'), await add('changed')];
  const { rows } = await database.pool.query<{ hash: string }>(
    'SELECT hash FROM documents ORDER BY id DESC LIMIT 2',
  );
  const [changedPath, missingPath] = rows.map(({ hash }) => services.documentFiles.get(hash));
  const whole = await readFile(missingPath);
  await rm(missingPath);
  await writeFile(changedPath, 'other bytes');
  await work();
  for (const { id } of [encrypted, missing, changed]) await eventually(hasEnded(id));
  expect(await rowOf(encrypted.id)).toMatchObject({
    status: 'FAILED',
    step: 'EXTRACT',
    reason: 'It is encrypted.',
  });
  expect((await rowOf(missing.id)).reason).toMatch(
    /^Expected the file .* but it is missing: let all processes/,
  );
  expect((await rowOf(changed.id)).reason).toMatch(/its bytes have changed/);
  expect((await rowOf(missing.id)).reason).not.toContain(folder);
  await writeFile(changedPath, 'changed');
  await writeFile(missingPath, whole);
  expect(await inOne((client) => reprocessDocument(client, changed.id))).toBe(true);
  await eventually(hasEnded(changed.id));
  expect(await rowOf(changed.id)).toMatchObject({ status: 'READY', generation: 2, reason: null });
  const after = (await events()).slice(first.length);
  expect(after.filter(([, id]) => id === changed.id).map(([, , status]) => status)).toEqual([
    'FAILED',
    'READY',
  ]);
  expect((await events()).map(([position]) => position)).toEqual((await events()).map((_event, k) => k + 1));
});

test('what was given up fails, and an operator may retry it', async () => {
  const { id } = await add('given up');
  const { rows } = await database.pool.query<{ id: string }>(
    'SELECT id FROM graphile_worker.jobs WHERE key = $1',
    [`document ${id}`],
  );
  const job = Number(rows[0].id);
  await inOne((client) => cancelJob(client, job));
  await work();
  await eventually(hasEnded(id));
  expect(await rowOf(id)).toMatchObject({ status: 'FAILED', reason: 'Cancelled by an operator.' });
  await inOne((client) => retryJob(client, job, [processDocument]));
  await eventually(async () => (await rowOf(id)).status === 'READY');
  expect((await rowOf(id)).reason).toBeNull();
});

test('a document that is deleted or begun anew while a step runs keeps nothing of that step', async () => {
  const { promise: opened, open } = gate();
  let begun = 0;
  const embedder = {
    ...testEmbedder(),
    embed: async (texts: readonly string[]) => {
      begun++;
      await opened;
      return testEmbedder().embed(texts);
    },
  };
  const [deleted, again] = [await add('to delete'), await add('to begin anew')];
  const [first, second] = [await work({ embedder }), await work({ embedder })];
  await eventually(() => begun === 2);
  expect(await inOne((client) => deleteDocument(client, deleted.id))).toBe(true);
  expect(await inOne((client) => reprocessDocument(client, again.id))).toBe(true);
  open();
  await eventually(hasEnded(again.id));
  expect(await rowOf(again.id)).toMatchObject({ status: 'READY', generation: 2, chunks: 1, vectors: 1 });
  await untilIdle();
  await Promise.all([first.stop(), second.stop()]);
  expect(await rowOf(deleted.id)).toMatchObject({ chunks: 0, vectors: 0 });
  expect(await inOne((client) => deleteDocument(client, deleted.id))).toBe(false);
  expect(await inOne((client) => reprocessDocument(client, deleted.id))).toBe(false);
  expect((await events()).some(([, id]) => id === deleted.id)).toBe(false);
});

function gate() {
  let open = (): void => undefined;
  const promise = new Promise<void>((resolve) => (open = resolve));
  return { promise, open };
}

const untilIdle = () =>
  eventually(async () =>
    (await readJobs(database.pool)).every(
      ({ task, state }) => task !== processDocument.name || state === 'FAILED',
    ),
  );

test('another model embeds documents again', async () => {
  const { id } = await add('of two models');
  const workers = await work();
  await eventually(hasEnded(id));
  await workers.stop();
  const before = await rowOf(id);
  expect(await queueOutdatedVectors(database.pool, 'words@1')).toBe(0);
  expect(await queueOutdatedVectors(database.pool, 'words@2')).toBeGreaterThan(0);
  await work({ embedder: testEmbedder('words@2') });
  await eventually(async () => (await rowOf(id)).model === 'words@2');
  const after = await rowOf(id);
  expect(after).toMatchObject({ status: 'READY', vectors: 1 });
  expect(after.revision).toBeGreaterThan(before.revision);
});

test('files without a document are removed, but none that is just being added', async () => {
  const { id } = await add('soon deleted');
  const staged = await services.documentFiles.stage(bytesOf('abandoned'));
  const longAgo = new Date(Date.now() - 25 * 3_600_000);
  await utimes(staged.path, longAgo, longAgo);
  const orphan = await services.documentFiles.stage(bytesOf('orphan'));
  await services.documentFiles.put(orphan);
  await inOne((client) => deleteDocument(client, id));
  await start(database, [pruneDocuments], { services });
  await eventually(async () =>
    (await readJobs(database.pool)).every(({ task }) => task !== pruneDocuments.name),
  );
  const after = await filesIn();
  const { rows } = await database.pool.query<{ hash: string }>(
    'SELECT hash FROM documents WHERE deleted_at IS NULL',
  );
  // The orphan is new: a restore may be about to store its document.
  const kept = [...rows.map(({ hash }) => hash), orphan.hash].sort();
  expect(after.map((name) => basename(name)).sort()).toEqual(kept);
  const again = await add('soon deleted');
  expect(again.isNew).toBe(true);
});

test('a process that is killed in any step loses nothing, and nothing is done twice', async () => {
  await work();
  await untilIdle();
  await stopAll();
  const before = (await events()).length;
  const { id } = await add('killed');
  const url = String(database.pool.options.connectionString);
  const children = DOCUMENT_STEPS.map(() => stallingWorker(url));
  for (const [k, step] of DOCUMENT_STEPS.entries()) {
    const { child, said } = children[k];
    await eventually(() => said.includes('started'));
    // The step INDEX is all in the database: what it changes is locked, so that it is killed while it waits.
    const locked = step === 'INDEX' ? new pg.Client({ connectionString: url }) : null;
    await locked?.connect();
    await locked?.query('BEGIN');
    await locked?.query('SELECT FROM document_chunks WHERE document_id = $1 FOR NO KEY UPDATE', [id]);
    child.stdin.write(`${step}\n`);
    if (locked === null) await eventually(() => said.includes('in step'));
    else await eventually(isBlocked);
    expect(await rowOf(id)).toMatchObject({ status: 'PROCESSING', step });
    if (step === 'EMBED') expect(await rowOf(id)).toMatchObject({ chunks: 40, vectors: 16 });
    child.kill('SIGKILL');
    await locked?.end();
  }
  await work();
  await eventually(hasEnded(id));
  expect(await rowOf(id)).toMatchObject({ status: 'READY', chunks: 40, vectors: 40, generation: 1 });
  expect((await events()).slice(before)).toEqual([[before + 1, id, 'READY']]);
}, 60_000);

function stallingWorker(url: string) {
  const script = fileURLToPath(new URL('stallingWorker.js', import.meta.url));
  const child = spawn(process.execPath, [script, url, folder], { stdio: ['pipe', 'pipe', 'inherit'] });
  killed.push(child);
  const said: string[] = [];
  child.stdout.on('data', (text) => said.push(...String(text).split('\n')));
  return { child, said };
}

async function isBlocked(): Promise<boolean> {
  const { rows } = await database.pool.query(
    `SELECT FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'UPDATE document_chunks%'`,
  );
  return rows.length > 0;
}

test('the documents of a company follow it to its new symbol', async () => {
  const { id } = await add('before the rename', { ticker: 'BETA', publishedOn: '2024-03-31' });
  const { revision } = await rowOf(id);
  const files = await writeFolder({
    'companies.csv': csv('ticker,name,isin,sector_group', 'NEWBETA,Beta Ltd,INE009A01021,IT'),
    ...fileOf('symbols', 'NEWBETA,BETA,2024-06-30'),
  });
  await importFolder(database.pool, files, { today: TODAY });
  const { rows } = await database.pool.query(
    'SELECT ticker FROM documents JOIN stocks ON stocks.id = stock_id WHERE documents.id = $1',
    [id],
  );
  expect(rows).toEqual([{ ticker: 'NEWBETA.NS' }]);
  expect((await rowOf(id)).revision).toBeGreaterThan(revision);
});
