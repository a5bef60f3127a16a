/** Documents that are added by uploads and by `greyoak documents`, and what is served of them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { rightsTo } from '../../../src/access/caller.js';
import { DocumentFolder } from '../../../src/companies/documents/store/documentFolder.js';
import type { Database } from '../../../src/database/database.js';
import { appWith, closeApps } from '../../support/http/app.js';
import { FakeKeys } from '../../support/http/fakeKeys.js';
import { fileOf, FORM_TYPE, formOf, TEXTS, type FormPart } from '../../support/http/uploadForm.js';
import { writeSmallMarket } from '../../support/market/smallMarket.js';
import { readJobs } from '../../../src/jobs/readJobs.js';
import { closeTestDatabases, openTestDatabase, ownerUrl } from '../../support/database/testDatabase.js';
import { run } from '../../support/process/terminal.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';

const keys = new FakeKeys();
// The audit names users that exist.
const writer = keys.make('writer', ['COMPANIES_READ', 'COMPANIES_WRITE'], {
  owner: { id: 0, role: 'ADMIN' },
});

let database: Database;
let home: string;
let app: FastifyInstance;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  database = await openTestDatabase('schema');
  home = await temporaryFolder();
  const market = await temporaryFolder();
  env = { DATABASE_URL: ownerUrl(database), GREYOAK_HOME: home };
  await writeSmallMarket(market);
  expect((await run(['import', market, '--no-rescore'], { env })).code).toBe(0);
  await remove(market);
  app = await appWith({
    access: { mode: () => 'closed', keys: () => keys, anonymous: rightsTo(['COMPANIES_READ']) },
    documentServices: () => ({ database, documentFiles: new DocumentFolder(join(home, 'documents')) }),
  });
}, 60_000);
afterEach(async () => {
  expect(await readdir(join(home, 'documents', 'staged'))).toEqual([]);
  await database.pool.query('DELETE FROM documents');
});
afterAll(async () => {
  await closeApps();
  await closeTestDatabases();
  await remove(home);
});

const upload = (...parts: readonly FormPart[]) =>
  app.inject({
    ...{ method: 'POST', url: '/documents', payload: formOf(parts) },
    headers: { 'content-type': FORM_TYPE, authorization: `Bearer ${writer}` },
  });

const but = (changes: Readonly<Record<string, string>>): FormPart[] =>
  TEXTS.map((part) => ({ ...part, body: changes[part.name] ?? part.body }));

interface Refused {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: { readonly code: string; readonly field?: string };
  }[];
}

const rows = async (statement: string): Promise<unknown[]> =>
  (await database.pool.query(statement)).rows as unknown[];

/** The document that an upload adds, by its number. */
const added = (id: string): number => Number(Buffer.from(id, 'base64url').toString().split(':')[1]);

describe('an upload', () => {
  test('is accepted, in whatever order its fields come, and its first job waits', async () => {
    const url = { name: 'url', body: 'https://www.example.com/results' };
    const response = await upload(
      fileOf('Sales grew by 12.5 per cent.', 'a name – with signs.pdf'),
      url,
      ...TEXTS,
    );
    expect(response.statusCode).toBe(202);
    const { id, status } = response.json<{ id: string; status: string }>();
    expect(status).toBe('QUEUED');
    expect(await rows('SELECT id, title, media_type, published_on::text, url, bytes FROM documents')).toEqual(
      [
        {
          ...{ id: added(id), title: 'Results of the second quarter', media_type: 'text/plain' },
          ...{ published_on: '2024-10-08', url: url.body, bytes: 28 },
        },
      ],
    );
    expect(await readJobs(database.pool)).toMatchObject([
      { task: 'process_document', key: `document ${added(id)}` },
    ]);
    const [entry] = await rows(
      "SELECT result, user_id, api_key_id, subject FROM audit_entries WHERE action = 'UPLOADED' ORDER BY id DESC LIMIT 1",
    );
    expect(entry).toEqual({ result: 'DONE', user_id: 0, api_key_id: 1, subject: `Document:${added(id)}` });
  });

  test('of the same bytes is the same document, also of several at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(...TEXTS, fileOf('same'))));
    const again = await upload(...but({ title: 'Another title' }), fileOf('same', 'other.txt'));
    const ids = [...answers, again].map((answer) => answer.json<{ id: string }>().id);
    expect(new Set(ids).size).toBe(1);
    expect(await rows('SELECT title FROM documents')).toEqual([{ title: 'Results of the second quarter' }]);
  });

  test.each([
    ['ticker', { ticker: 'NOBODY.NS' }],
    ['ticker', { ticker: '' }],
    ['ticker', { ticker: "ALPHA'; DROP TABLE documents; --" }],
    ['category', { category: 'NEWS' }],
    ['category', { category: 'results' }],
    ['title', { title: ' ' }],
    ['title', { title: 'x'.repeat(301) }],
    ['title', { title: 'a\u0000b' }],
    ['title', { title: 'a\u202Eb' }],
    ['publishedOn', { publishedOn: '8/10/2024' }],
    ['publishedOn', { publishedOn: '2024-02-30' }],
    ['publishedOn', { publishedOn: '2999-01-01' }],
  ])('with a bad %s is refused (%j)', async (field, changes) => {
    const response = await upload(...but(changes), fileOf('text'));
    const { code, field: named } = response.json<Refused>().errors[0].extensions;
    expect([response.statusCode, code, named]).toEqual([400, 'BAD_USER_INPUT', field]);
    expect(await rows('SELECT id FROM documents')).toEqual([]);
  });

  test.each([
    'http://example.com',
    'javascript:alert(1)',
    'https://a:b@example.com',
    `https://a.example/${'x'.repeat(2_000)}`,
  ])('with the link %.40s is refused', async (url) => {
    const response = await upload(...TEXTS, { name: 'url', body: url }, fileOf('text'));
    expect([response.statusCode, response.json<Refused>().errors[0].extensions.field]).toEqual([400, 'url']);
  });

  test('of the same bytes with another company, category or day is a conflict that names the document', async () => {
    const { id } = (await upload(...TEXTS, fileOf('same'))).json<{ id: string }>();
    for (const changes of [
      { ticker: 'BETA' },
      { category: 'OTHER' },
      { publishedOn: '2024-10-07' },
    ] as const) {
      const response = await upload(...but(changes as Readonly<Record<string, string>>), fileOf('same'));
      expect(response.statusCode).toBe(409);
      const { message, extensions } = response.json<Refused>().errors[0];
      expect(extensions).toMatchObject({ field: 'file', id });
      expect([extensions.code, message]).toEqual([
        'CONFLICT',
        expect.stringContaining(`document ${added(id)} `),
      ]);
    }
  });

  test.each([
    ['a program', Buffer.from('MZ\x90\0\x03\0\0\0\x04\0\0\0\xFF\xFF\0\0', 'latin1')],
    ['an archive', Buffer.from('PK\x03\x04\x14\0\0\0\x08\0', 'latin1')],
    ['a picture', Buffer.from('\x89PNG\r\n\x1A\n\0\0\0\rIHDR', 'latin1')],
  ])('of %s that is named results.pdf is refused by its bytes', async (_, bytes) => {
    const response = await upload(...TEXTS, { ...fileOf(bytes, 'results.pdf'), type: 'application/pdf' });
    expect([response.statusCode, response.json<Refused>().errors[0].extensions.field]).toEqual([415, 'file']);
  });
});

describe('the text of a document', () => {
  const ask = (id: string, method: 'GET' | 'HEAD' = 'GET') =>
    app.inject({ method, url: `/documents/${id}/text` });

  test('is served as it was cut, as a file to save that no browser shows as a page', async () => {
    const { id } = (await upload(...TEXTS, fileOf('same'))).json<{ id: string }>();
    const text = '<script>alert(1)</script> ₹ 1,234.56 crore 😀\n';
    await database.pool.query('INSERT INTO document_texts (document_id, cleaned) VALUES ($1, $2)', [
      added(id),
      text,
    ]);
    const response = await ask(id);
    expect([response.statusCode, response.body]).toEqual([200, text]);
    expect(response.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="document-${added(id)}.txt"`,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    });
    const { body, headers } = await ask(id, 'HEAD');
    expect([body, headers['content-length']]).toEqual(['', String(Buffer.byteLength(text))]);
  });

  test('is not found before it is read, where it cannot be read, and once it is deleted', async () => {
    const { id } = (await upload(...TEXTS, fileOf('same'))).json<{ id: string }>();
    const told = async () => {
      const response = await ask(id);
      return [response.statusCode, response.json<Refused>().errors[0].message];
    };
    expect(await told()).toEqual([404, expect.stringContaining('ask again when its status is READY')]);
    await database.pool.query("UPDATE documents SET status = 'FAILED', reason = 'It is encrypted.'");
    expect(await told()).toEqual([404, expect.stringContaining('It is encrypted.')]);
    await database.pool.query('UPDATE documents SET deleted_at = now()');
    expect(await told()).toEqual([404, expect.stringContaining('Expected the id of a document')]);
  });
});

describe('greyoak documents', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await temporaryFolder();
  });
  afterEach(() => remove(folder));

  const documents = (...args: string[]) => run(['documents', folder, ...args], { env });

  /** Documents that are read already, so that the command has nothing to wait for. */
  const ready = () =>
    database.pool.query("UPDATE documents SET status = 'READY', step = NULL; DELETE FROM document_texts");

  test('takes good rows, names the others with line and reason, and ends with 3', async () => {
    await writeFile(join(folder, 'good.txt'), 'good');
    await writeFile(join(folder, 'program.pdf'), 'MZ\x90\0');
    await writeFile(join(folder, 'empty.txt'), '');
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'inner', 'also.txt'), 'also good');
    await symlink('/etc/hostname', join(folder, 'link.txt'));
    await symlink('inner/also.txt', join(folder, 'inside.txt'));
    const uploaded = await upload(...TEXTS, fileOf('good'));
    expect(uploaded.statusCode).toBe(202);
    await upload(...but({ ticker: 'BETA' }), fileOf('also good'));
    await ready();
    const lines = [
      '\uFEFFfile,title,ticker,category,published_on',
      'good.txt,Title,ALPHA,RESULTS,2024-10-08',
      'inside.txt,Title,BETA,RESULTS,2024-10-08',
      'missing.pdf,Title,ALPHA,RESULTS,2024-10-08',
      '../good.txt,Title,ALPHA,RESULTS,2024-10-08',
      '/etc/hostname,Title,ALPHA,RESULTS,2024-10-08',
      'link.txt,Title,ALPHA,RESULTS,2024-10-08',
      'inner,Title,ALPHA,RESULTS,2024-10-08',
      'program.pdf,Title,ALPHA,RESULTS,2024-10-08',
      'empty.txt,Title,ALPHA,RESULTS,2024-10-08',
      'good.txt,Title,NOBODY,RESULTS,2024-10-08',
      'good.txt,Title,ALPHA,NEWS,2024-10-08',
      'good.txt,,ALPHA,RESULTS,2024-10-08',
      'good.txt,Title,ALPHA,RESULTS,2999-10-08',
      'good.txt,Title,ALPHA,RESULTS,2024-10-07',
      ',Title,ALPHA,RESULTS,2024-10-08',
      'good.txt,Title,ALPHA',
    ];
    await writeFile(join(folder, 'index.csv'), `${lines.join('\n')}\n`);
    const { code, out } = await documents();
    const [head, counts, ...refused] = out.trimEnd().split('\n');
    expect([code, head, counts?.trim()]).toEqual([
      3,
      'Read  Added  Unchanged  Refused  Ready  Failed',
      '16      0          2       14      2       0',
    ]);
    expect(refused.map((line) => line.split(':', 1)[0])).toEqual([
      ...[4, 5, 6, 7, 8, 9, 10].map((line) => `index.csv, line ${line}, file`),
      'index.csv, line 11, ticker',
      'index.csv, line 12, category',
      'index.csv, line 13, title',
      'index.csv, line 14, published_on',
      'index.csv, line 15, file',
      'index.csv, line 16, file',
      'index.csv, line 17',
    ]);
    const json = JSON.parse((await documents('--json')).out) as Record<string, unknown>;
    expect(json).toMatchObject({ read: 16, added: 0, unchanged: 2, ready: 2, failed: 0 });
    expect(json['refused']).toHaveLength(14);
  });

  test.each([
    ['no index', null, /index\.csv cannot be read: it does not exist/],
    ['an empty index', '', /index\.csv is empty: expected a header row/],
    ['an index without a column', 'ticker,title\n', /expected the columns published_on, category, file/],
    [
      'an index with another column',
      'ticker,published_on,category,title,file,hash\n',
      /column "hash" is unknown/,
    ],
  ])('refuses a folder with %s', async (_, text, message) => {
    if (text !== null) await writeFile(join(folder, 'index.csv'), text);
    const { code, err } = await documents();
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });

  test('keeps the bytes that it was given', async () => {
    await upload(...TEXTS, fileOf('kept as it is'));
    const [{ hash }] = (await rows('SELECT hash FROM documents')) as { hash: string }[];
    const path = new DocumentFolder(join(home, 'documents')).get(hash);
    expect(await readFile(path, 'utf8')).toBe('kept as it is');
  });
});
