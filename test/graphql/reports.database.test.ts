/** Reports over GraphQL and HTTP, as several users see them. What a worker does is tested where it is done. */
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import {
  anonymousAt,
  callerAt,
  callerWithKey,
  callerWithSession,
  rightsTo,
  type Caller,
} from '../../src/access/caller.js';
import type { Role } from '../../src/access/roles.js';
import { SCOPES, type Scope } from '../../src/access/scopes.js';
import { reportLinks } from '../../src/companies/reports/reportLinks.js';
import { canonicalJson } from '../../src/canonicalJson.js';
import type { Database } from '../../src/database/database.js';
import { downloadLinks } from '../../src/exports/downloadLinks.js';
import { createContext } from '../../src/graphql/context.js';
import { decodeId, encodeId } from '../../src/graphql/ids.js';
import { PORTFOLIO_IDS } from '../../src/graphql/portfolio/portfolio.js';
import { REPORT_IDS } from '../../src/graphql/report/report.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fill, SPLIT } from '../support/days/filledStore.js';
import { dataOf, execute } from '../support/graphql/execute.js';
import { RecordingSink } from '../support/graphql/recordingSink.js';
import { apiOver, closeApis, type TestApi } from '../support/http/api.js';
import { eventually } from '../support/time/eventually.js';

const ON = '2024-10-08';
const FILES = { HTML: '<!doctype html><p>₹ 1', CSV: 'table,row\r\n', JSON: '{"hash":"…"}' };

let database: Database;
let api: TestApi;
let portfolio: number;
const users: Record<string, Caller> = {};

beforeAll(async () => {
  database = await openTestDatabase();
  await fill(database);
  api = await apiOver(database, { LOG_LEVEL: 'info' });
  for (const [name, role] of [
    ['asha', 'TRADER'],
    ['ravi', 'TRADER'],
    ['vik', 'ANALYST'],
    ['mira', 'ADMIN'],
  ] as const) {
    users[name] = await addUser(name, role);
  }
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO portfolios (owner_id, name, position_limit, sector_limit, cash_limit, value_at_risk_limit)
     VALUES ($1, 'Core', 0.2, 0.5, 0.05, 0.03) RETURNING id`,
    [idOf('asha')],
  );
  portfolio = rows[0].id;
}, 60_000);
afterEach(async () => {
  api.services.clock.offsetMs = 0;
  await database.pool.query('DELETE FROM reports');
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

const idOf = (name: string): number => Number(users[name].user?.id);
const keyOf = (name: string, scopes: readonly Scope[]): Caller =>
  callerWithKey(
    '192.0.2.1',
    { id: 1, operationsPerMinute: null, shownPrefix: 'x', scopes },
    { id: idOf(name), role: 'TRADER' },
  );
const contextOf = (caller: Caller) => createContext(api.services, caller);

interface Told {
  readonly id: string;
  readonly status: string;
  readonly findings: readonly object[];
  readonly changes: object | null;
  readonly owner: { readonly email: string } | null;
  readonly downloads: readonly { format: string; url: string; expiresAt: string; bytes: number }[];
}

const FIELDS = `id kind inputs { ticker sector portfolioId } title formats status step error createdAt finishedAt on
  findings { rule sentence numbers { name value } } hash templateVersion owner { email }
  changes { formerHash formerCreatedAt total changes { table row column former now } }
  downloads { format url expiresAt bytes }`;
const CREATE = `mutation Hand($input: ReportInput!) { createReport(input: $input) { ${FIELDS} } }`;
const COMPANY = { kind: 'COMPANY', ticker: SPLIT, on: ON } as const;

async function create(caller: Caller, input: Readonly<Record<string, unknown>> = COMPANY): Promise<Told> {
  return (await dataOf(await contextOf(caller), CREATE, { input }))['createReport'] as Told;
}

async function refused(caller: Caller, query: string, variables: Readonly<Record<string, unknown>>) {
  const { data, errors } = await execute(await contextOf(caller), query, variables);
  return { data, code: errors?.[0].extensions?.['code'], message: errors?.[0].message };
}

async function list(caller: Caller, ofEverybody = false): Promise<readonly Told[]> {
  const query = `{ reports(ofEverybody: ${ofEverybody}) { nodes { ${FIELDS} } totalCount } }`;
  const { reports } = (await dataOf(await contextOf(caller), query)) as {
    reports: { nodes: readonly Told[]; totalCount: number };
  };
  expect(reports.totalCount).toBe(reports.nodes.length);
  return reports.nodes;
}

const ONE = `query ($id: ID!) { report(id: $id) { ${FIELDS} } }`;
const NODE = `query ($id: ID!) { node(id: $id) { ... on Report { ${FIELDS} } } }`;
const DELETE = `mutation ($id: ID!) { deleteReport(id: $id) { ${FIELDS} } }`;
const PROGRESS = 'subscription ($id: ID!) { reportProgress(id: $id) { id status step downloads { url } } }';

async function one(caller: Caller, id: string): Promise<Told> {
  return (await dataOf(await contextOf(caller), ONE, { id }))['report'] as Told;
}

const FINDINGS = [
  { rule: 'LOW_CONFIDENCE', sentence: 'Its confidence is 0.1.', numbers: [{ name: 'x', value: 0.1 + 0.2 }] },
];

/** Stores what a worker makes of a report. */
async function make(id: string): Promise<string> {
  const content = canonicalJson({ findings: FINDINGS, kind: id });
  const number = decodeId(REPORT_IDS, id);
  await database.pool.query(
    `UPDATE reports SET status = 'SUCCEEDED', finished_at = now(), template_version = 1, content = $2, changes = $3,
       hash = encode(sha256(convert_to($2, 'UTF8')), 'hex') WHERE id = $1`,
    [
      number,
      content,
      JSON.stringify({
        formerHash: 'a'.repeat(64),
        formerCreatedAt: '2024-10-09T01:00:00.000Z',
        total: 1,
        changes: [{ table: 'figures', row: 'net_profit', column: 'value', former: 1.5, now: null }],
      }),
    ],
  );
  for (const [format, body] of Object.entries(FILES)) {
    await database.pool.query(
      `INSERT INTO report_files (report_id, format, bytes, body)
       SELECT id, $2, octet_length($3::bytea), $3 FROM reports WHERE id = $1 AND $2 = ANY (formats)`,
      [number, format, Buffer.from(body)],
    );
  }
  return createHash('sha256').update(content).digest('hex');
}

/** A report of a user that is made, in all formats. */
async function made(caller: Caller, input: Readonly<Record<string, unknown>> = COMPANY): Promise<Told> {
  const { id } = await create(caller, { ...input, formats: ['HTML', 'CSV', 'JSON'] });
  await make(id);
  return one(caller, id);
}

const ask = (url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => api.app.inject({ method, url });
const statusOf = async (url: string): Promise<number> => (await ask(url)).statusCode;

describe('createReport', () => {
  test('queues a report, which is read by list, id and node', async () => {
    const queued = await create(users['asha']);
    expect(queued).toMatchObject({
      ...{ kind: 'COMPANY', on: ON, status: 'QUEUED', step: null, error: null, formats: ['HTML'] },
      inputs: { ticker: SPLIT, sector: null, portfolioId: null },
      title: expect.stringContaining(SPLIT),
      ...{ finishedAt: null, findings: [], hash: null, templateVersion: null, changes: null, downloads: [] },
      owner: { email: 'asha@example.com' },
    });
    expect(await list(users['asha'])).toEqual([queued]);
    expect(await one(users['asha'], queued.id)).toEqual(queued);
    const node = await dataOf(await contextOf(users['asha']), NODE, { id: queued.id });
    expect(node['node']).toEqual(queued);
    const { rows } = await database.pool.query(
      'SELECT action, user_id, operation_name FROM audit_entries ORDER BY id DESC LIMIT 1',
    );
    expect(rows).toEqual([{ action: 'REPORT_CREATED', user_id: idOf('asha'), operation_name: 'Hand' }]);
  });

  test('takes today in India, a title and the portfolio of the caller', async () => {
    const portfolioId = encodeId(PORTFOLIO_IDS, portfolio);
    const input = { kind: 'PORTFOLIO', portfolioId, title: ' For the board ', formats: ['JSON', 'HTML'] };
    expect(await create(users['asha'], input)).toMatchObject({
      inputs: { ticker: null, sector: null, portfolioId },
      ...{ title: 'For the board', formats: ['HTML', 'JSON'] },
      on: new Date(Date.now() + 19_800_000).toISOString().slice(0, 10),
    });
  });

  test.each([
    [
      { kind: 'COMPANY' },
      'BAD_USER_INPUT',
      'Expected ticker of a COMPANY report, and nothing else, got none',
    ],
    [{ ...COMPANY, sector: 'energy' }, 'BAD_USER_INPUT', 'got ticker and sector'],
    [{ kind: 'SECTOR', sector: 'oil' }, 'BAD_USER_INPUT', 'Expected the key of a sector, got'],
    [{ ...COMPANY, ticker: 'NONE.NS' }, 'BAD_USER_INPUT', 'got "NONE.NS"'],
    [{ ...COMPANY, on: '9999-01-01' }, 'BAD_USER_INPUT', 'Expected on up to today in India'],
    [{ ...COMPANY, title: 'a\u202eb' }, 'BAD_USER_INPUT', '1 to 200 characters that print'],
    [{ ...COMPANY, formats: [] }, 'BAD_USER_INPUT', 'Expected 1 to 3 different formats, got none'],
    [{ ...COMPANY, formats: ['CSV', 'CSV'] }, 'BAD_USER_INPUT', 'got CSV, CSV'],
    [{ kind: 'PORTFOLIO', portfolioId: 'core' }, 'BAD_USER_INPUT', 'Expected the id of a portfolio'],
    [
      { kind: 'PORTFOLIO', portfolioId: encodeId(PORTFOLIO_IDS, 999_999) },
      'NOT_FOUND',
      'Expected the id of a portfolio',
    ],
  ])('refuses %j and stores nothing', async (input, code, message) => {
    const refusal = await refused(users['asha'], CREATE, { input });
    expect([refusal.code, refusal.message]).toEqual([code, expect.stringContaining(message)]);
    expect(await list(users['asha'])).toEqual([]);
  });

  test("does not tell another's portfolio from one that does not exist", async () => {
    const of = async (id: number) => {
      const portfolioId = encodeId(PORTFOLIO_IDS, id);
      const { code, message } = await refused(users['ravi'], CREATE, {
        input: { kind: 'PORTFOLIO', portfolioId },
      });
      return [code, message?.replace(portfolioId, '…')];
    };
    expect(await of(portfolio)).toEqual(await of(999_999));
  });

  test('refuses callers who are no user', async () => {
    const anonymous = anonymousAt('192.0.2.1', rightsTo(SCOPES));
    expect(await refused(anonymous, CREATE, { input: COMPANY })).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('a report that is made', () => {
  test('tells what it found, its hash, what has changed, and links to its files', async () => {
    const { id } = await create(users['asha'], { ...COMPANY, formats: ['HTML', 'CSV', 'JSON'] });
    const hash = await make(id);
    const told = await one(users['asha'], id);
    expect(told).toMatchObject({
      ...{ status: 'SUCCEEDED', hash, templateVersion: 1, finishedAt: expect.any(String) },
      // Not rounded once more.
      findings: FINDINGS,
      changes: {
        ...{ formerHash: 'a'.repeat(64), formerCreatedAt: '2024-10-09T01:00:00.000Z', total: 1 },
        changes: [{ table: 'figures', row: 'net_profit', column: 'value', former: '1.5', now: null }],
      },
    });
    expect(told.downloads.map(({ format, bytes }) => [format, bytes])).toEqual(
      Object.entries(FILES).map(([format, body]) => [format, Buffer.byteLength(body)]),
    );
    for (const { url, expiresAt } of told.downloads) {
      const number = decodeId(REPORT_IDS, id);
      expect(url).toMatch(
        new RegExp(`^/downloads/reports/${number}/[A-Z]+\\?expires=\\d+&signature=[\\w-]{43}$`),
      );
      const left = Date.parse(expiresAt) - Date.now();
      expect([left > 590_000, left <= 600_000]).toEqual([true, true]);
    }
  });

  test('gives no links, and says nothing, to a key that could not have made it', async () => {
    const portfolioId = encodeId(PORTFOLIO_IDS, portfolio);
    const told = await made(users['asha'], { kind: 'PORTFOLIO', portfolioId });
    expect(told.downloads).toHaveLength(3);
    const all: readonly Scope[] = [
      'REPORTS_WRITE',
      'SCORES_READ',
      'MARKET_READ',
      'RISK_READ',
      'COMPANIES_READ',
      'PORTFOLIOS_READ',
    ];
    expect((await one(keyOf('asha', all), told.id)).downloads).toHaveLength(3);
    for (const lacked of all.slice(1)) {
      const key = keyOf(
        'asha',
        all.filter((scope) => scope !== lacked),
      );
      const { findings, changes, downloads } = await one(key, told.id);
      expect([lacked, findings, changes, downloads]).toEqual([lacked, [], null, []]);
    }
  });

  test('is as if it did not exist for others, by no field, id or subscription', async () => {
    const told = await made(users['asha']);
    for (const other of [users['ravi'], users['mira']]) {
      expect(await list(other)).toEqual([]);
      expect(await dataOf(await contextOf(other), NODE, { id: told.id })).toEqual({ node: null });
      const none = encodeId(REPORT_IDS, 999_999);
      for (const [query, field] of [
        [ONE, 'report'],
        [DELETE, 'deleteReport'],
      ] as const) {
        const [of, ofNone] = [
          await refused(other, query, { id: told.id }),
          await refused(other, query, { id: none }),
        ];
        expect(of).toMatchObject({ code: 'NOT_FOUND', data: field === 'report' ? { report: null } : null });
        expect(of.message?.replace(told.id, none)).toBe(ofNone.message);
        expect(ofNone.code).toBe('NOT_FOUND');
        expect((await refused(other, query, { id: 'x' })).code).toBe('BAD_USER_INPUT');
      }
      for (const id of [told.id, none]) {
        const sink = follow(other, id);
        await eventually(() => sink.errors !== null);
        expect([sink.results, sink.errors?.[0].extensions?.['code']]).toEqual([[], 'NOT_FOUND']);
      }
    }
    expect(await list(users['asha'])).toHaveLength(1);
  });

  test('is listed without links where all are, and names its owner to administrators', async () => {
    const told = await made(users['asha']);
    expect(await list(users['mira'], true)).toEqual([{ ...told, downloads: [] }]);
    const reader = callerWithKey(
      '192.0.2.1',
      { id: 2, operationsPerMinute: null, shownPrefix: 'y', scopes: ['REPORTS_WRITE', 'EVERYBODYS_READ'] },
      { id: idOf('mira'), role: 'ADMIN' },
    );
    expect(await list(reader, true)).toMatchObject([{ id: told.id, owner: null, findings: [] }]);
  });

  test('is deleted by its owner, with its files', async () => {
    const told = await made(users['asha']);
    const deleted = await dataOf(await contextOf(users['asha']), DELETE, { id: told.id });
    expect(deleted['deleteReport']).toEqual({ ...told, downloads: [] });
    expect(await list(users['asha'])).toEqual([]);
    expect((await database.pool.query('SELECT FROM report_files')).rows).toEqual([]);
    expect((await refused(users['asha'], DELETE, { id: told.id })).code).toBe('NOT_FOUND');
    for (const { url } of told.downloads) expect(await statusOf(url)).toBe(410);
  });
});

describe('a link', () => {
  test('downloads one file, to be saved', async () => {
    const { downloads } = await made(users['asha']);
    const types = { HTML: 'text/html', CSV: 'text/csv', JSON: 'application/json' };
    for (const { format, url, bytes } of downloads) {
      const answer = await ask(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toBe(FILES[format as keyof typeof FILES]);
      const extension = format.toLowerCase();
      expect(answer.headers).toMatchObject({
        'content-type': `${types[format as keyof typeof types]}; charset=utf-8`,
        'content-disposition': `attachment; filename="greyoak-company-${SPLIT}-${ON}.${extension}"`,
        'content-length': String(bytes),
        'cache-control': 'private, no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
        'x-content-type-options': 'nosniff',
        etag: expect.stringMatching(/^"[0-9a-f]{64}"$/),
      });
      const head = await ask(url, 'HEAD');
      expect([head.statusCode, head.headers['content-length'], head.body]).toEqual([200, String(bytes), '']);
      expect((await ask(url, 'POST')).statusCode).toBe(405);
    }
  });

  test('sends a large file whole', async () => {
    const { id, downloads } = await made(users['asha']);
    const body = Buffer.alloc(2_500_000, 'ab₹c');
    await database.pool.query(
      `UPDATE report_files SET body = $2, bytes = $3 WHERE report_id = $1 AND format = 'HTML'`,
      [decodeId(REPORT_IDS, id), body, body.length],
    );
    const { rawPayload } = await ask(downloads[0].url);
    expect(rawPayload.equals(body)).toBe(true);
  });

  test('works only as it was given', async () => {
    const [{ url }, second] = (await made(users['asha'])).downloads;
    const other = (await made(users['ravi'])).downloads[0].url;
    const signatureOf = (text: string) => /signature=(.*)$/.exec(text)?.[1] ?? '';
    const signature = signatureOf(url);
    const idIn = (text: string) => /reports\/(\d+)/.exec(text)?.[1] ?? '';
    const until = new Date(Date.now() + 600_000);
    const paths = [
      '0',
      `0${idIn(url)}`,
      '1e3',
      `${idIn(url)}.0`,
      '99999999999',
      '..%2F..%2Fetc',
      '-1',
      '%00',
    ];
    const changed = [
      ...[...signature].map((letter, at) =>
        url.replace(
          signature,
          `${signature.slice(0, at)}${letter === 'A' ? 'B' : 'A'}${signature.slice(at + 1)}`,
        ),
      ),
      // The same bytes in another spelling.
      ...[`${signature}=`, `${signature}!`, signature.slice(0, -1)].map((text) =>
        url.replace(signature, text),
      ),
      url.replace(/expires=(\d+)/, (_, expires) => `expires=${Number(expires) + 1}`),
      url.replace('expires=', 'expires=0'),
      url.replace('expires=', 'expires=%20'),
      url.replace(`reports/${idIn(url)}`, `reports/${idIn(other)}`),
      url.replace('/HTML?', '/CSV?'),
      url.replace('/HTML?', '/html?'),
      url.replace('/HTML?', '/PDF?'),
      url.replace(signature, signatureOf(second.url)),
      url.replace(signature, signatureOf(other)),
      url.replace(/&signature=.*/, ''),
      url.replace(/\?.*/, ''),
      `${url}&signature=x`,
      `${url}&expires=1`,
      ...paths.map((path) => url.replace(/reports\/\d+/, `reports/${path}`)),
      ...paths.map((path) => reportLinks(testAuthKey, '').of(`${path}/HTML`, until)),
      downloadLinks(testAuthKey, '')
        .of(`${idIn(url)}/HTML`, until)
        .replace('exports', 'reports'),
      reportLinks(testAuthKey, '')
        .of(`${idIn(url)}`, until)
        .replace('reports', 'exports'),
    ];
    for (const bad of changed) {
      const { statusCode, headers } = await ask(bad);
      expect([bad, statusCode, headers['content-type']]).toEqual([
        bad,
        403,
        'application/json; charset=utf-8',
      ]);
    }
    const refusal = (await ask(changed[0])).json<{ errors: readonly unknown[] }>();
    expect(refusal.errors).toMatchObject([
      {
        message:
          'Expected a link as Report.downloads has it, got one without our signature: take the url from the report again.',
        extensions: { code: 'FORBIDDEN' },
      },
    ]);
    expect(await statusOf(url)).toBe(200);
  });

  test('ends after ten minutes', async () => {
    const told = await made(users['asha']);
    const [{ url }] = told.downloads;
    api.services.clock.offsetMs = 590_000;
    expect(await statusOf(url)).toBe(200);
    api.services.clock.offsetMs = 601_000;
    const over = await ask(url);
    expect(over.statusCode).toBe(410);
    expect(over.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    // Another answer has another link.
    expect(await statusOf((await one(users['asha'], told.id)).downloads[0].url)).toBe(200);
  });

  test.each([
    ['is active', `active = false`],
    ['may make reports', `role = 'VIEWER'`],
    ['may read portfolios', `role = 'ANALYST'`],
  ])('works only while the owner %s', async (_, change) => {
    const portfolioId = encodeId(PORTFOLIO_IDS, portfolio);
    const [{ url }] = (await made(users['asha'], { kind: 'PORTFOLIO', portfolioId })).downloads;
    await database.pool.query(`UPDATE users SET ${change} WHERE id = $1`, [idOf('asha')]);
    expect(await statusOf(url)).toBe(410);
    await database.pool.query(`UPDATE users SET active = true, role = 'TRADER' WHERE id = $1`, [
      idOf('asha'),
    ]);
    expect(await statusOf(url)).toBe(200);
  });

  test('of the built-in user ends when access is closed', async () => {
    const [{ url }] = (await made(callerAt('127.0.0.1'))).downloads;
    const closed = await apiOver(database, { ACCESS: 'closed' });
    const statuses = [api, closed].map(async ({ app }) => (await app.inject({ url })).statusCode);
    expect(await Promise.all(statuses)).toEqual([200, 410]);
  });

  test('leaves no signature in the log', async () => {
    const [{ url }] = (await made(users['asha'])).downloads;
    const signature = new URL(url, 'http://a').searchParams.get('signature') ?? '';
    await ask(url);
    await ask(`${url}x`);
    await ask(url, 'POST');
    await ask(url.replace('/HTML', ''));
    // As a program may write a link that it takes for a path.
    for (const mark of ['%3F', '%253F', '&', ';', '/', '#?']) await ask(url.replace('?', mark));
    await ask(url.replace('?', '%3f').replace('signature=', 'signature%3D'));
    await ask(url.replace('?', '%3F').replace(/signature=./, (start) => `${start.slice(0, -1)}%41`));
    const log = JSON.stringify(api.log.lines());
    expect(log).toContain('/downloads/reports/');
    expect([signature.length, log.includes(signature.slice(1))]).toEqual([43, false]);
  });
});

function follow(caller: Caller, id: string): RecordingSink {
  const sink = new RecordingSink();
  api.startOperation({ query: PROGRESS, variables: { id } }, caller, sink);
  return sink;
}

const statesOf = ({ results }: RecordingSink) =>
  results.map(({ data }) => {
    const { status, step, downloads } = (data as { reportProgress: Told & { step: string | null } })
      .reportProgress;
    return [status, step, downloads.length];
  });

describe('reportProgress', () => {
  test('tells the state now, each change, and completes when the report is made', async () => {
    const { id } = await create(users['asha']);
    const sink = follow(users['asha'], id);
    await eventually(() => sink.results.length === 1);
    for (const [n, step] of [
      [2, 'ASK'],
      [3, 'WRITE'],
    ] as const) {
      await database.pool.query(`UPDATE reports SET status = 'RUNNING', step = $1`, [step]);
      api.services.reportWatcher.hint();
      await eventually(() => sink.results.length === n);
    }
    await database.pool.query('UPDATE reports SET step = NULL, status = $1', ['QUEUED']);
    await make(id);
    api.services.reportWatcher.hint();
    await eventually(() => sink.isComplete);
    expect(statesOf(sink)).toEqual([
      ['QUEUED', null, 0],
      ['RUNNING', 'ASK', 0],
      ['RUNNING', 'WRITE', 0],
      ['SUCCEEDED', null, 1],
    ]);
    const again = follow(users['asha'], id);
    await eventually(() => again.isComplete);
    expect(statesOf(again)).toEqual([['SUCCEEDED', null, 1]]);
    expect(api.services.reportWatcher.count).toBe(0);
  });

  test('ends when the report is deleted', async () => {
    const { id } = await create(users['asha']);
    const sink = follow(users['asha'], id);
    await eventually(() => sink.results.length === 1);
    await dataOf(await contextOf(users['asha']), DELETE, { id });
    api.services.reportWatcher.hint();
    await eventually(() => sink.errors !== null);
    expect(sink.errors).toEqual([
      {
        message: 'Expected a report until it has ended, got one that was deleted meanwhile.',
        extensions: expect.objectContaining({ code: 'NOT_FOUND' }),
      },
    ]);
    expect([sink.isComplete, api.services.reportWatcher.count]).toEqual([false, 0]);
  });
});
