/** What is refused of uploads before anything is stored, and that nothing is left of it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyMultipart from '@fastify/multipart';
import { fastify, type FastifyInstance } from 'fastify';
import { rightsTo } from '../../../src/access/caller.js';
import { SCOPES } from '../../../src/access/scopes.js';
import { DocumentFolder } from '../../../src/companies/documents/store/documentFolder.js';
import { codedError } from '../../../src/graphql/codedError.js';
import type { DocumentServices } from '../../../src/http/documents/documentOptions.js';
import { receiveUpload } from '../../../src/http/documents/receiveUpload.js';
import { appWith, closeApps, logOf } from '../../support/http/app.js';
import { FakeKeys } from '../../support/http/fakeKeys.js';
import { FakeSessions } from '../../support/http/fakeSessions.js';
import { BOUNDARY, fileOf, FORM_TYPE, formOf, TEXTS, type FormPart } from '../../support/http/uploadForm.js';
import { endRawClients, RawClient } from '../../support/network/rawClient.js';
import { remove, temporaryFolder } from '../../support/temporaryFolder.js';
import { eventually } from '../../support/time/eventually.js';

const MB = 1024 * 1024;
const keys = new FakeKeys();
const sessions = new FakeSessions();
const writer = keys.make('writer', ['COMPANIES_WRITE']);
const reader = keys.make(
  'reader',
  SCOPES.filter((scope) => scope !== 'COMPANIES_WRITE' && scope !== 'COMPANIES_READ'),
);
const AUTHORIZED = { authorization: `Bearer ${writer}` };
const log = logOf();

let folder: string;
let files: DocumentFolder;
let app: FastifyInstance;
let port: number;
let mode: 'open' | 'closed' = 'closed';
let services: () => DocumentServices;

beforeAll(async () => {
  folder = await temporaryFolder();
  files = new DocumentFolder(folder);
  app = await appWith({
    access: {
      mode: () => mode,
      keys: () => keys,
      sessions: () => sessions,
      anonymous: rightsTo(['COMPANIES_READ']),
    },
    documentServices: () => services(),
    logger: { level: 'trace', stream: log.stream },
  });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});
afterEach(() => {
  mode = 'closed';
  services = open;
  endRawClients();
});
afterAll(async () => {
  await closeApps();
  await remove(folder);
});

/** Nothing of these tests gets as far as the database. */
const open = (): DocumentServices => ({
  documentFiles: files,
  database: {
    query: () => Promise.reject(new Error('expected no statement')),
    writers: {
      during: () => ({ connect: () => Promise.reject(new Error('expected no transaction')) }),
    },
  } as unknown as DocumentServices['database'],
});
services = open;

const send = (payload: Buffer | string, headers: Readonly<Record<string, string>> = AUTHORIZED) =>
  app.inject({
    method: 'POST',
    url: '/documents',
    payload,
    headers: { 'content-type': FORM_TYPE, ...headers },
  });

const upload = (...parts: readonly FormPart[]) => send(formOf(parts));

interface Refusal {
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: Readonly<Record<string, unknown>>;
  }[];
}

/** Status, code and message of a refusal; the field where it names one. */
async function refusalOf(answer: ReturnType<typeof upload>): Promise<readonly unknown[]> {
  const response = await answer;
  const { errors } = response.json<Refusal>();
  const { code, field, requestId } = errors[0].extensions;
  expect(errors).toHaveLength(1);
  expect(requestId).toBe(response.headers['x-request-id']);
  return [response.statusCode, code, ...(field === undefined ? [] : [field]), errors[0].message];
}

/** Files that were staged, and not removed. */
const staged = () => readdir(join(folder, 'staged')).catch(() => []);
afterEach(async () => expect(await staged()).toEqual([]));

const FORM = 'a form with the fields ticker, category, title, publishedOn, file and, as wanted, url';

describe('a form', () => {
  test.each(['ticker', 'category', 'title', 'publishedOn'])('needs the field %s', async (name) => {
    const texts = TEXTS.filter((part) => part.name !== name);
    expect(await refusalOf(upload(fileOf('text'), ...texts))).toEqual([
      ...[400, 'BAD_USER_INPUT', name],
      `Expected the field ${name}, got a form without: add it.`,
    ]);
  });

  test('needs a file', async () => {
    const message = 'Expected the field file, got a form without: add it.';
    expect(await refusalOf(upload(...TEXTS))).toEqual([400, 'BAD_USER_INPUT', 'file', message]);
  });

  test('that is empty has no ticker', async () => {
    expect(await refusalOf(upload())).toEqual([400, 'BAD_USER_INPUT', 'ticker', expect.anything()]);
  });

  test.each([
    [
      'a field of another name',
      [{ name: 'owner', body: '1' }],
      'owner',
      `Expected ${FORM}, got the field "owner": leave it out, or fix its name.`,
    ],
    ['a field without a name', [{ name: '', body: '1' }], '', expect.stringContaining('got the field ""')],
    ['a field of a name that objects have', [{ name: '__proto__', body: '1' }], undefined, expect.anything()],
    [
      'a field twice',
      [...TEXTS, TEXTS[0]],
      'ticker',
      'Expected the field ticker once, got it again: send one.',
    ],
    [
      'two files',
      [fileOf('one'), fileOf('two')],
      'file',
      'Expected one file, got another one: upload it by itself.',
    ],
    [
      'a file of another field',
      [{ ...fileOf('one'), name: 'annex' }],
      'annex',
      expect.stringContaining('got the field "annex"'),
    ],
    [
      'a file as a text',
      [{ name: 'file', body: 'text' }],
      'file',
      'Expected a file in the field file, got a text: send its bytes, as curl -F file=@NAME does.',
    ],
    [
      'a text as a file',
      [{ ...fileOf('one'), name: 'title' }],
      'title',
      'Expected a text in the field title, got a file: send a text.',
    ],
    [
      'a field that is too long',
      [{ name: 'title', body: 'x'.repeat(8_193) }],
      'title',
      'Expected at most 8192 bytes in the field title, got more: shorten it.',
    ],
    [
      'a text that is no UTF-8',
      [{ name: 'title', body: Buffer.from([0x80]) }],
      'title',
      'Expected a text in UTF-8 in the field title, got another value: send it as a text.',
    ],
    [
      'a field of JSON',
      [{ name: 'title', body: '{"a":1}', type: 'application/json' }],
      'title',
      expect.stringMatching(/UTF-8/),
    ],
    ['an empty file', [fileOf('')], 'file', expect.stringMatching(/empty file/)],
  ] as const)('with %s is refused', async (_, parts, field, message) => {
    const [status, code, ...rest] = await refusalOf(upload(...parts));
    expect([status, code]).toEqual([400, field === undefined ? 'BAD_REQUEST' : 'BAD_USER_INPUT']);
    expect(rest).toEqual(field === undefined ? [message] : [field, message]);
  });

  test('of very many parts is refused', async () => {
    const many = Array.from({ length: 1_000 }, () => ({ name: 'ticker', body: 'A' }));
    expect((await upload(...many)).statusCode).toBe(400);
    expect((await upload(...many.map(() => ({ ...fileOf('a'), name: 'x' })))).statusCode).toBe(400);
  });

  test.each([
    '../results.pdf',
    '..\\results.pdf',
    'C:\\results.pdf',
    'C:results.pdf',
    '/etc/passwd',
    'a/b.pdf',
    '..',
    'nul\0.pdf',
    'bell\x07.pdf',
    'line\u2028.pdf',
  ])('whose file is named %j is refused', async (name) => {
    expect((await refusalOf(upload(...TEXTS, fileOf('text', name)))).slice(0, 3)).toEqual([
      ...[400, 'BAD_USER_INPUT', 'file'],
    ]);
  });

  test.each([
    ['ends in the middle of the file', formOf([...TEXTS, fileOf('half')], '').subarray(0, -2)],
    ['ends in the middle of a text', formOf(TEXTS, '').subarray(0, -5)],
    ['ends in a header', Buffer.from(`--${BOUNDARY}\r\nContent-Disp`)],
    ['has another boundary', Buffer.from('--other\r\n\r\n--other--\r\n')],
    ['is no form', Buffer.from('%PDF-1.7')],
  ])('that %s is refused', async (_, body) => {
    const [status] = await refusalOf(send(body));
    expect(status).toBe(400);
  });

  test.each([
    [415, undefined],
    [415, 'application/json'],
    [415, 'application/x-www-form-urlencoded'],
    [415, 'multipart/mixed; boundary=a'],
    [400, 'multipart/form-data'],
    [400, 'multipart/form-data; boundary='],
  ])('is refused with %i of the type %s', async (status, type) => {
    const response = await app.inject({
      ...{ method: 'POST', url: '/documents', payload: '{}' },
      headers: { ...AUTHORIZED, ...(type !== undefined && { 'content-type': type }) },
    });
    expect([response.statusCode, response.json<Refusal>().errors[0].extensions['code']]).toEqual([
      ...[status, 'BAD_REQUEST'],
    ]);
  });
});

describe('a file', () => {
  test('of more than 25 MB is refused', async () => {
    const bytes = Buffer.alloc(25 * MB + 1, 'a');
    expect(await refusalOf(upload(...TEXTS, fileOf(bytes)))).toEqual([
      ...[413, 'BAD_USER_INPUT', 'file'],
      'Expected a file of at most 25 MB, got a larger one: split it, or leave out its pictures.',
    ]);
  });

  test('whose length is too large is refused before it is sent', async () => {
    const client = await RawClient.connect(port);
    client.send(head('content-length: 100000000'));
    expect(await client.answers(1)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('that is hidden behind the form without an end is refused', async () => {
    const client = await RawClient.connect(port);
    const junk = 'x'.repeat(MB);
    client.send(head('transfer-encoding: chunked'));
    for (let k = 0; k < 27; k++) client.send(`${MB.toString(16)}\r\n${junk}\r\n`);
    expect(await client.answers(1)).toMatch(/^HTTP\/1\.1 413 /);
  });

  test('of a client that goes away in the middle is removed', async () => {
    const client = await RawClient.connect(port);
    client.send(head('content-length: 1000000'));
    client.send(formOf([...TEXTS, fileOf('a'.repeat(100_000))], '').toString());
    await eventually(async () => (await staged()).length === 1);
    client.socket.destroy();
    await eventually(async () => (await staged()).length === 0);
  });

  test('is asked for where the client waits for that, unless it is refused at once', async () => {
    const client = await RawClient.connect(port);
    client.send(head('content-length: 3\r\nexpect: 100-continue'));
    await eventually(() => client.statuses.includes(100));
    client.send('abc');
    await eventually(() => client.statuses.includes(400));
  });

  test('for which the disk has no place is told so', async () => {
    const full = Object.assign(new Error('write'), { code: 'ENOSPC', errno: -28 });
    services = () => ({
      ...open(),
      documentFiles: { ...files, stage: () => Promise.reject(full) } as unknown as DocumentFolder,
    });
    const response = await upload(...TEXTS, fileOf('text'));
    expect([response.statusCode, response.headers['retry-after']]).toEqual([503, '60']);
    expect(response.json<Refusal>().errors[0].message).toMatch(/the disk of the documents is full/);
  });

  test('fails without a word of the cause where the folder cannot be used', async () => {
    const secret = Object.assign(new Error('EACCES /srv/secret'), { code: 'EACCES', errno: -13 });
    services = () => ({
      ...open(),
      documentFiles: { ...files, stage: () => Promise.reject(secret) } as unknown as DocumentFolder,
    });
    expect(await refusalOf(upload(...TEXTS, fileOf('text')))).toEqual([
      ...[500, 'INTERNAL_SERVER_ERROR', 'Internal server error'],
    ]);
  });
});

describe('an upload', () => {
  const good = formOf([...TEXTS, fileOf('text')]);

  test.each([
    [403, 'FORBIDDEN', 'nobody', {}],
    [403, 'FORBIDDEN', 'a key without COMPANIES_WRITE', { authorization: `Bearer ${reader}` }],
    [401, 'UNAUTHENTICATED', 'a key that is unknown', { authorization: `Bearer gok_${'x'.repeat(43)}` }],
    [401, 'UNAUTHENTICATED', 'what is no key', { authorization: 'Bearer me' }],
  ] as const)('is refused with %i %s to %s', async (status, code, _, headers) => {
    expect((await refusalOf(send(good, headers))).slice(0, 2)).toEqual([status, code]);
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['a file or a sandbox', { origin: 'null' }],
    ['another server of this machine', { origin: 'http://localhost:9999' }],
    ['a form of another site without Origin', { 'sec-fetch-site': 'cross-site' }],
  ])('of a page of %s is refused in open mode', async (_, headers) => {
    mode = 'open';
    expect((await refusalOf(send(good, headers))).slice(0, 2)).toEqual([403, 'FORBIDDEN']);
  });

  test.each([
    ['no page', {}],
    ['our own page', { origin: 'http://localhost:80' }],
  ])('of %s is read in open mode', async (_, headers) => {
    mode = 'open';
    const response = await send(formOf(TEXTS), { host: 'localhost:80', ...headers });
    expect([response.statusCode, response.json<Refusal>().errors[0].extensions['field']]).toEqual([
      400,
      'file',
    ]);
  });

  const cookie = `greyoak_80=${sessions.make('signedIn').cookie}`;
  const ownPage = { host: 'localhost:80', cookie, origin: 'http://localhost:80', 'x-greyoak': '1' };
  test.each([
    [400, 'our own page', ownPage],
    [403, 'our own page without the header that no form has', { ...ownPage, 'x-greyoak': undefined }],
    [403, 'another site', { ...ownPage, origin: 'https://evil.example' }],
    [403, 'no page', { ...ownPage, origin: undefined }],
    [
      401,
      'our own page with a cookie that is unknown',
      { ...ownPage, cookie: `greyoak_80=goc_${'x'.repeat(43)}` },
    ],
  ])('is answered with %i to the cookie of %s', async (status, _, headers) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const response = await send(formOf(TEXTS), given as Record<string, string>);
    expect(response.statusCode).toBe(status);
  });

  test('that takes too long is ended, and its file removed', async () => {
    const slow = fastify();
    await slow.register(fastifyMultipart);
    slow.post('/', (request) => receiveUpload(request, files, 50));
    const place = Number(new URL(await slow.listen({ port: 0, host: '127.0.0.1' })).port);
    const client = await RawClient.connect(place);
    client.send(
      `POST / HTTP/1.1\r\nhost: localhost\r\ncontent-type: ${FORM_TYPE}\r\ncontent-length: 1000\r\n\r\n`,
    );
    client.send(formOf([fileOf('the beginning')], '').toString());
    expect(await client.answers(1)).toMatch(/^HTTP\/1\.1 408 /);
    client.socket.destroy();
    await slow.close();
  });

  test('is refused while the store is not open', async () => {
    services = () => {
      throw codedError('OVERLOADED', 'Not ready yet.', { status: 503, retryAfter: 1 });
    };
    expect(await refusalOf(send(good))).toEqual([503, 'OVERLOADED', 'Not ready yet.']);
  });

  test('counts, and its caller is told what is left', async () => {
    const { headers } = await upload();
    expect(headers['ratelimit']).toMatch(/^"cost";r=\d+/);
  });

  test('is one of four of its caller at a time', async () => {
    const clients = await Promise.all(Array.from({ length: 4 }, () => RawClient.connect(port)));
    for (const client of clients) {
      client.send(head('content-length: 1000000'));
      client.send(formOf([fileOf('a'.repeat(100_000))], '').toString());
    }
    await eventually(async () => (await staged()).length === 4);
    expect((await refusalOf(send(good))).slice(0, 2)).toEqual([429, 'RATE_LIMITED']);
    for (const { socket } of clients) socket.destroy();
    await eventually(async () => (await staged()).length === 0);
    expect((await upload()).statusCode).toBe(400);
  });

  test('by another method, or at another place, is not served', async () => {
    const ask = (method: 'GET' | 'PUT', url: string) => app.inject({ method, url, headers: AUTHORIZED });
    expect((await ask('GET', '/documents')).statusCode).toBe(405);
    expect((await ask('GET', '/documents')).headers['allow']).toBe('POST');
    expect((await ask('PUT', '/documents/x/text')).statusCode).toBe(405);
    expect((await ask('PUT', '/documents/x/text')).headers['allow']).toBe('GET, HEAD');
    expect((await ask('GET', '/documents/x')).statusCode).toBe(404);
  });

  test('leaves nothing of a file in the log', async () => {
    await upload(fileOf('the-content-of-the-file'), { name: 'title', body: '' }, { name: 'x', body: '' });
    expect(JSON.stringify(log.lines())).not.toMatch(/the-content-of-the-file|results\.txt/);
  });
});

describe('the text of a document', () => {
  const ask = (id: string, headers: Readonly<Record<string, string>> = {}) =>
    app.inject({ url: `/documents/${id}/text`, headers });

  test.each(['1', 'x', '%00', '..%2f..%2fetc', 'RG9jdW1lbnQ6', 'U3RvY2s6MQ'])(
    'of %s, which is no id of one, is not found',
    async (id) => {
      const response = await ask(id);
      expect([response.statusCode, response.json<Refusal>().errors[0].message]).toEqual([
        404,
        'Expected the id of a document, got another one: take it from Document.id.',
      ]);
    },
  );

  test('is refused to a key without COMPANIES_READ', async () => {
    expect((await ask('1', { authorization: `Bearer ${reader}` })).statusCode).toBe(403);
  });
});

/** The beginning of an upload, as bytes on a connection. */
const head = (more: string): string =>
  `POST /documents HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${writer}\r\ncontent-type: ${FORM_TYPE}\r\n${more}\r\n\r\n`;
