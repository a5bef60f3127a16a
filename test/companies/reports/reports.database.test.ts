/** Reports from the request to their files, as the store keeps them: who may, what fails, what dies on the way. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { NO_ACTOR } from '../../../src/access/audit/auditEntry.js';
import { LOCAL_USER } from '../../../src/access/caller.js';
import { Users } from '../../../src/access/users/users.js';
import { REPORT_FORMATS, type ReportFormat, type ReportKind } from '../../../src/companies/reports/names.js';
import type { ReportDocument } from '../../../src/companies/reports/reportDocument.js';
import type { ReportRequest } from '../../../src/companies/reports/reportRequest.js';
import type { ReportServices } from '../../../src/companies/reports/reportServices.js';
import { findReportFile } from '../../../src/companies/reports/store/findReportFile.js';
import { readReportFile } from '../../../src/companies/reports/store/readReportFile.js';
import { reportJob } from '../../../src/companies/reports/store/reportJob.js';
import { reportOf, selectReports, type ReportRow } from '../../../src/companies/reports/store/reportRow.js';
import { MOST_KEPT, MOST_WAITING, Reports } from '../../../src/companies/reports/store/reports.js';
import {
  reportTemplate,
  type ReportTemplate,
} from '../../../src/companies/reports/template/reportTemplate.js';
import { makeReport } from '../../../src/companies/tasks/makeReport.js';
import type { Database } from '../../../src/database/database.js';
import { DatabaseClock } from '../../../src/database/databaseClock.js';
import { JobChanges } from '../../../src/graphql/job/jobChanges.js';
import { dayInIndia, isoOf } from '../../../src/market/day.js';
import { NotOwned } from '../../../src/notOwned.js';
import type { Ticker } from '../../../src/scoring/names.js';
import { UserError } from '../../../src/userError.js';
import { losingPool } from '../../support/database/disturbedPool.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { jobIn, start, stopAll } from '../../support/jobs/workers.js';
import { eventually } from '../../support/time/eventually.js';

const ON = '2024-10-08';
const ALPHA = 'ALPHA.NS' as Ticker;
const REQUEST: ReportRequest = {
  ...{ kind: 'COMPANY', title: null, ticker: ALPHA, sector: null, portfolio: null },
  ...{ on: ON, formats: ['HTML', 'JSON'] },
};

const templateOf = (kind: ReportKind): ReportTemplate =>
  reportTemplate.parse({
    ...{ kind, version: 3, questions: { all: 'query ($on: Date) { all }' } },
    about: { question: 'all', path: 'stock', missing: 'There is no {$ticker}.' },
    findings: [{ question: 'all', insights: 'stock.insights' }],
    sections: [
      {
        title: 'Figures',
        tables: [
          {
            ...{ id: 'figures', title: 'Figures', question: 'all', rows: 'stock.figures', empty: 'None.' },
            columns: ['name', 'value'].map((name) => ({ name, title: name, path: name })),
            key: ['name'],
          },
        ],
      },
    ],
  });
const TEMPLATES = new Map(
  (['COMPANY', 'PEERS', 'SECTOR', 'PORTFOLIO'] as const).map((kind) => [kind, templateOf(kind)]),
);

interface Answer {
  readonly insights: readonly { rule: string; sentence: string; numbers: readonly object[] }[];
  readonly figures: readonly { name: string; value: number | string | null }[];
}
const SALES = { name: 'sales', value: 100.5 };
const PROFIT = { name: 'profit', value: '7.10' };

let database: Database;
let reports: Reports;
/** What GraphQL answers now. */
let answer: Answer;
let asha: number;
let ravi: number;

const silent = () => undefined;
const LOG = { debug: silent, info: silent, warn: silent, error: silent };

/** Services that answer at once; a test may let one of them fail or wait. */
function servicesOf(change: Partial<ReportServices> = {}): ReportServices {
  return {
    asker: {
      ask: (_owner, questions, _signal, onAnswer) => {
        onAnswer?.(questions.length);
        return Promise.resolve(
          new Map([['all', { stock: { insights: answer.insights, figures: answer.figures } }]]),
        );
      },
    },
    reportTemplates: TEMPLATES,
    reportWriter: { write: (document, format) => Promise.resolve(fileOf(document, format)) },
    ...change,
  };
}

const fileOf = ({ title, hash, createdAt, changes }: ReportDocument, format: string): Buffer =>
  Buffer.from(JSON.stringify([format, title, hash, createdAt, changes?.total]));

beforeAll(async () => {
  database = await openTestDatabase();
  reports = new Reports(database, { groups: new Map([['metals', 'Metals & Mining']]) });
  await database.pool.query(
    `INSERT INTO batches (id, dataset, source, rows_read, inserted, updated, unchanged, refused)
     VALUES (1, 'companies', 'companies.csv', 2, 2, 0, 0, 0);
     INSERT INTO stocks (ticker) VALUES ('ALPHA.NS'), ('GONE.NS');
     INSERT INTO companies (stock_id, recorded_in, name, isin, industry, sector_group)
     SELECT id, 1, 'Alpha Ltd.', '', '', '' FROM stocks WHERE ticker = 'ALPHA.NS';
     INSERT INTO symbols (former, until, recorded_in, stock_id)
     SELECT 'OLDALPHA.NS', '2020-03-31', 1, id FROM stocks WHERE ticker = 'ALPHA.NS'`,
  );
  [asha, ravi] = [await addUser('asha'), await addUser('ravi')];
});
beforeEach(() => {
  answer = { insights: [], figures: [SALES, PROFIT] };
});
afterEach(async () => {
  await stopAll();
  await database.pool.query(
    `DELETE FROM reports; DELETE FROM portfolios; DELETE FROM early_jobs;
     SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs`,
  );
});
afterAll(closeTestDatabases);

async function addUser(name: string): Promise<number> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO users (email, name, role) VALUES ($1, $2, 'ANALYST') RETURNING id`,
    [`${name}@example.com`, name],
  );
  return rows[0].id;
}

const create = (change: Partial<ReportRequest> = {}, owner = asha): Promise<ReportRow> =>
  reports.create(owner, { ...REQUEST, ...change }, NO_ACTOR);

async function read(id: number): Promise<ReportRow | null> {
  const row = await selectReports(database.db, 'EVERYBODY').where('report.id', '=', id).executeTakeFirst();
  return row === undefined ? null : reportOf(row);
}

async function made(id: number): Promise<ReportRow> {
  const row = await read(id);
  if (row === null) throw new Error('expected a report, got none');
  return row;
}

/** Does the job once, as a worker does. */
const attempt = (
  reportId: number,
  change: Partial<ReportServices> = {},
  { pool = database.pool, signal = new AbortController().signal } = {},
): Promise<void> =>
  makeReport.run({ reportId }, {
    ...{ id: '1', pool, signal, log: LOG, progress: silent, services: servicesOf(change) },
  } as never);

async function createAndMake(change: Partial<ReportRequest> = {}, owner = asha): Promise<ReportRow> {
  const { id } = await create(change, owner);
  await attempt(id);
  return made(id);
}

/** The file that a link of today finds. */
const linked = (id: number, format: ReportFormat) =>
  findReportFile(database.db, new DatabaseClock(), { id, format, expires: Date.now() / 1000 + 600 });

async function bodyOf(id: number, format: ReportFormat): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of readReportFile(database, id, format, 1)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const rowsOf = async (statement: string): Promise<unknown[]> => (await database.pool.query(statement)).rows;
const jobs = () => rowsOf('SELECT key FROM graphile_worker.jobs');

describe('create', () => {
  test('stores what was asked for, with one job and one entry of the audit', async () => {
    const told = await create({ formats: ['JSON', 'HTML'], title: ' For the board ' });
    expect(told).toMatchObject({
      ...{ kind: 'COMPANY', title: 'For the board', on: ON, formats: ['HTML', 'JSON'], status: 'QUEUED' },
      inputs: { ticker: ALPHA, sector: null, portfolioId: null },
      ...{ step: null, error: null, finishedAt: null, templateVersion: null, hash: null, findings: [] },
      ...{ changes: null, files: [], owner: { id: asha, name: 'asha' } },
    });
    expect(await jobs()).toEqual([{ key: `report ${told.id}` }]);
    expect(
      await rowsOf('SELECT action, result, subject, details FROM audit_entries ORDER BY id DESC LIMIT 1'),
    ).toEqual([
      {
        ...{ action: 'REPORT_CREATED', result: 'DONE', subject: `Report:${told.id}` },
        details: { kind: 'COMPANY', on: ON, formats: 2 },
      },
    ]);
  });

  test('knows a former ticker, a sector and a portfolio of the owner, and takes today where no day is given', async () => {
    const { rows } = await database.pool.query<{ id: number }>(
      `INSERT INTO portfolios (owner_id, name, position_limit, sector_limit, cash_limit, value_at_risk_limit)
       SELECT id, 'Core of ' || name, 0.2, 0.5, 0.05, 0.03 FROM users WHERE id IN ($1, $2) ORDER BY id RETURNING id`,
      [asha, ravi],
    );
    const [own, others] = rows.map(({ id }) => ({ id, text: `id of ${id}` }));
    const today = isoOf(dayInIndia(new Date()));
    const none = { ticker: null, on: null };
    expect(await create({ ticker: 'OLDALPHA.NS' as Ticker, on: null })).toMatchObject({
      ...{ inputs: { ticker: ALPHA }, on: today, title: `ALPHA.NS: company report as of ${today}` },
    });
    expect(await create({ kind: 'PEERS', ...none, sector: 'metals' })).toMatchObject({
      ...{ inputs: { sector: 'metals' }, title: `Metals & Mining: peers report as of ${today}` },
    });
    expect(await create({ kind: 'PORTFOLIO', ...none, portfolio: own })).toMatchObject({
      ...{ inputs: { portfolioId: own.text }, title: `Core of asha: portfolio report as of ${today}` },
    });
    const kind = 'PORTFOLIO';
    await expect(create({ kind, ...none, portfolio: others })).rejects.toThrow(NotOwned);
    await database.pool.query('UPDATE portfolios SET deleted_at = now()');
    await expect(create({ kind, ...none, portfolio: own })).rejects.toThrow(NotOwned);
    for (const ticker of ['GONE.NS', 'NOBODY.NS'] as Ticker[]) {
      await expect(create({ ticker })).rejects.toThrow(
        `Expected the ticker of a known company, got "${ticker}"`,
      );
    }
    await expect(create({ kind: 'SECTOR', ...none, sector: 'Metals' })).rejects.toThrow(
      'Expected the key of a sector, got "Metals". The known ones: metals.',
    );
    expect(await jobs()).toHaveLength(3);
  });

  test('refuses more than may wait, exactly, also where they are asked for at once', async () => {
    const answers = await Promise.allSettled(Array.from({ length: 20 }, () => create()));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(MOST_WAITING);
    await expect(create()).rejects.toThrow(
      'Expected at most 5 reports of a user that wait or run, got one more: ask again when one has ended.',
    );
    expect(await create({}, ravi)).toMatchObject({ status: 'QUEUED' });
    expect(await jobs()).toHaveLength(MOST_WAITING + 1);
  });

  test('refuses more than are kept, and deletes none by itself', async () => {
    await database.pool.query(
      `INSERT INTO reports (owner_id, kind, title, inputs, as_of, formats, status, error, finished_at)
       SELECT $1, 'SECTOR', 'x', '{}', '2024-01-01', '{CSV}', 'FAILED', 'x', now() FROM generate_series(2, $2)`,
      [asha, MOST_KEPT],
    );
    const answers = await Promise.allSettled([create(), create(), create()]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(create()).rejects.toThrow(
      'Expected at most 200 reports of a user, got one more: delete those that are not needed with deleteReport.',
    );
    expect(await rowsOf('SELECT count(*) FROM reports')).toEqual([{ count: MOST_KEPT }]);
  });

  test('refuses an owner that is not active, and stores nothing where it is aborted', async () => {
    await asOwner(database, 'UPDATE users SET active = false WHERE id = $1', [ravi]);
    await expect(create({}, ravi)).rejects.toThrow('Expected an active user as the owner, got none');
    await asOwner(database, 'UPDATE users SET active = true WHERE id = $1', [ravi]);
    await expect(reports.create(asha, REQUEST, NO_ACTOR, AbortSignal.abort())).rejects.toThrow();
    expect(await rowsOf('SELECT FROM reports')).toEqual([]);
  });
});

describe('the job', () => {
  test('makes content, hash and files', async () => {
    answer = {
      ...answer,
      insights: [{ rule: 'LATE', sentence: 'Late\ud800.', numbers: [{ name: 'n', value: 1e-7 }] }],
    };
    const { id } = await create({ formats: REPORT_FORMATS });
    await start(database, [makeReport], { services: servicesOf() });
    await eventually(async () => (await made(id)).status === 'SUCCEEDED');
    const told = await made(id);
    const [{ content }] = (await rowsOf(`SELECT content FROM reports`)) as { content: string }[];
    expect(JSON.parse(content)).toEqual({
      ...{ kind: 'COMPANY', inputs: { ticker: ALPHA, sector: null, portfolioId: null }, on: ON },
      ...{ findings: told.findings, templateVersion: 3 },
      tables: [
        expect.objectContaining({
          id: 'figures',
          rows: [
            ['sales', 100.5],
            ['profit', '7.10'],
          ],
        }),
      ],
    });
    const hash = createHash('sha256').update(content).digest('hex');
    expect(told).toMatchObject({
      ...{ status: 'SUCCEEDED', step: null, error: null, hash, templateVersion: 3, changes: null },
      findings: [{ rule: 'LATE', sentence: 'Late\uFFFD.', numbers: [{ name: 'n', value: 1e-7 }] }],
    });
    expect(told.finishedAt).toBeInstanceOf(Date);
    expect(told.files.map(({ format }) => format)).toEqual(REPORT_FORMATS);
    for (const { format, bytes } of told.files) {
      const body = await bodyOf(id, format);
      expect(JSON.parse(String(body))).toEqual([
        format,
        told.title,
        hash,
        told.createdAt.toISOString(),
        null,
      ]);
      expect(await linked(id, format)).toEqual({
        ...{ kind: 'COMPANY', bytes, hash, owner: { id: asha, role: 'ANALYST', isActive: true } },
        isInTime: true,
        savedAs: `greyoak-company-ALPHA.NS-${ON}.${format.toLowerCase()}`,
        contentType: expect.stringContaining('; charset=utf-8'),
      });
    }
    await eventually(async () => (await jobs()).length === 0);
  });

  test('gives the same hash for the same, whatever its title, formats and owner are', async () => {
    const first = await createAndMake();
    const others = [
      await createAndMake({ title: 'Another', formats: ['CSV'] }),
      await createAndMake({ ticker: 'OLDALPHA.NS' as Ticker }),
      await createAndMake({}, ravi),
    ];
    expect(others.map(({ hash }) => hash)).toEqual([first.hash, first.hash, first.hash]);
    const same = { formerHash: first.hash, total: 0, changes: [] };
    expect(others.map(({ changes }) => changes)).toMatchObject(
      [same, same, {}].map((one, k) => (k < 2 ? one : {})),
    );
    expect(others[2].changes).toBeNull();
    expect([(await createAndMake({ on: '2024-10-07' })).hash]).not.toEqual([first.hash]);
  });

  test('names what a correction changed since the newest report of the same', async () => {
    await createAndMake();
    answer = { insights: [], figures: [{ ...SALES, value: 99 }, PROFIT] };
    const second = await createAndMake();
    // Reports of another day, owner or kind, and those that failed, are not before it.
    await createAndMake({ on: '2024-10-07' });
    await createAndMake({}, ravi);
    await createAndMake({ kind: 'PEERS' });
    const failed = await create();
    await attempt(failed.id, { asker: { ask: () => Promise.reject(new UserError('No.')) } });
    answer = {
      insights: [{ rule: 'RESTATED', sentence: 'Sales were restated.', numbers: [] }],
      figures: [
        { ...SALES, value: 98.5 },
        { name: 'debt', value: null },
      ],
    };
    const third = await createAndMake();
    expect(third.hash).not.toBe(second.hash);
    expect(third.changes).toEqual({
      ...{ formerHash: second.hash, formerCreatedAt: second.createdAt.toISOString(), total: 4 },
      changes: [
        { table: null, row: 'RESTATED', column: null, former: null, now: 'Sales were restated.' },
        { table: 'figures', row: 'sales', column: 'value', former: 99, now: 98.5 },
        { table: 'figures', row: 'debt', column: null, former: null, now: 'a row' },
        { table: 'figures', row: 'profit', column: null, former: 'value 7.10', now: null },
      ],
    });
  });

  test('fails with the reason of a user error, and hides others', async () => {
    const failing = async (error: Error, change: Partial<ReportRequest> = {}) => {
      const { id } = await create(change);
      await attempt(id, { asker: { ask: () => Promise.reject(error) } });
      return made(id);
    };
    const ended = { status: 'FAILED', step: null, hash: null, files: [], finishedAt: expect.any(Date) };
    expect(await failing(new UserError('Ask an administrator.'))).toMatchObject({
      ...ended,
      error: 'Ask an administrator.',
    });
    expect(await failing(new Error('a secret path'))).toMatchObject({
      ...ended,
      error: 'The report failed; the log of the service says why.',
    });
    const large = await create();
    const write = () => Promise.resolve(Buffer.alloc(16_000_001));
    await attempt(large.id, { reportWriter: { write } });
    expect(await made(large.id)).toMatchObject({
      ...ended,
      error: expect.stringMatching(/^Expected a file of at most 16 MB as HTML, got one of 16.0 MB: leave /),
    });
    answer = { ...answer, figures: [{ name: 'x'.repeat(8_000_000), value: null }] };
    expect(await createAndMake()).toMatchObject({
      ...ended,
      error: expect.stringMatching(
        /^Expected a report of at most 8 MB, got one of 8.0 MB: ask for one on less/,
      ),
    });
    answer = { ...answer, figures: [{ name: 'x', value: NaN }] };
    expect(await createAndMake()).toMatchObject({ ...ended, error: expect.stringContaining('the log') });
  });

  test('makes the same where its worker dies before any of its statements', async () => {
    const whole = await createAndMake();
    const body = await bodyOf(whole.id, 'JSON');
    const { id } = await create();
    await database.pool.query('DELETE FROM reports WHERE id = $1', [whole.id]);
    let statements = 0;
    for (;;) {
      const isDead = await attempt(id, {}, { pool: lossyPool(++statements) }).then(
        () => false,
        () => true,
      );
      if (!isDead) break;
      expect(await made(id)).toMatchObject({ hash: null, files: [], finishedAt: null });
      expect((await made(id)).status).not.toBe('FAILED');
    }
    // Begin; the former report, WRITE, the kind of market; BEGIN, the report, two files, COMMIT.
    expect(statements).toBe(10);
    const told = await made(id);
    expect(told).toMatchObject({ status: 'SUCCEEDED', hash: whole.hash, changes: null });
    const again = JSON.parse(String(await bodyOf(id, 'JSON'))) as unknown[];
    expect(again.slice(0, 3)).toEqual((JSON.parse(String(body)) as unknown[]).slice(0, 3));
    // Another attempt of the same job finds nothing to do.
    await attempt(id, { asker: { ask: () => Promise.reject(new Error('asked again')) } });
    expect(await made(id)).toEqual(told);
  });

  test.each(['ASK', 'WRITE'] as const)('is done once where two workers have it in %s', async (step) => {
    const { id } = await create();
    const held = gate();
    const slow = attempt(id, holding(step, held));
    await held.reached;
    expect(await made(id)).toMatchObject({ status: 'RUNNING', step, hash: null, files: [] });
    await attempt(id);
    const told = await made(id);
    expect(told.status).toBe('SUCCEEDED');
    answer = { ...answer, figures: [] };
    held.open();
    await slow;
    expect(await made(id)).toEqual(told);
  });

  test.each([
    ['ASK', 'its report'],
    ['WRITE', 'its report'],
    ['ASK', 'its owner'],
    ['WRITE', 'its owner'],
  ] as const)('stores nothing where in %s %s is deleted', async (step, what) => {
    const gone = await addUser(`gita${step}${what.length}`);
    const { id } = await create({}, gone);
    const held = gate();
    const working = attempt(id, holding(step, held));
    await held.reached;
    if (what === 'its report') expect(await reports.remove(gone, id, NO_ACTOR)).toMatchObject({ id });
    else await new Users(database, silent).delete(gone, null, NO_ACTOR);
    held.open();
    await working;
    expect(await rowsOf('SELECT FROM reports UNION ALL SELECT FROM report_files')).toEqual([]);
  });

  test('is given back where its worker stops, and retried where the database is away', async () => {
    const { id } = await create();
    const stopping = new AbortController();
    const held = gate();
    const working = attempt(id, holding('ASK', held), { signal: stopping.signal });
    await held.reached;
    stopping.abort(new Error('stopping'));
    held.open();
    await expect(working).rejects.toThrow('stopping');
    const away = Object.assign(new Error('away'), { code: '57P01' });
    await expect(attempt(id, { asker: { ask: () => Promise.reject(away) } })).rejects.toThrow('away');
    expect(await made(id)).toMatchObject({ status: 'RUNNING', step: 'ASK' });
    await attempt(id);
    expect(await made(id)).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('fails where it was given up or cancelled, and is made after a retry', async () => {
    const { id } = await create();
    await database.pool.query(`UPDATE reports SET status = 'RUNNING', step = 'WRITE'`);
    await asOwner(database, 'UPDATE graphile_worker._private_jobs SET attempts = max_attempts');
    await start(database, [makeReport], { services: servicesOf() });
    await eventually(async () => (await made(id)).status === 'FAILED');
    expect(await made(id)).toMatchObject({
      ...{ step: null, error: 'The worker ended before the report was made, also when it was tried again.' },
    });
    await database.pool.query(`UPDATE reports SET error = 'Cancelled by an operator.'`);
    const changes = new JobChanges(database, [reportJob]);
    const job = await jobIn(database, 'report', 'FAILED');
    await changes.retry(job.id, NO_ACTOR);
    await eventually(async () => (await made(id)).status === 'SUCCEEDED');
    expect(await made(id)).toMatchObject({ error: null, files: [{ format: 'HTML' }, { format: 'JSON' }] });
  });
});

describe('remove', () => {
  test('deletes a report with its files and its waiting job, of its owner alone', async () => {
    const [told, waiting] = [await createAndMake(), await create({ on: null })];
    await database.pool.query(
      `INSERT INTO early_jobs (key, task, payload, run_at, priority, max_attempts)
       VALUES ('report ${waiting.id}', 'report', '{}', now(), 0, 3)`,
    );
    expect(await reports.remove(ravi, told.id, NO_ACTOR)).toBeNull();
    expect(await reports.remove(asha, told.id, NO_ACTOR)).toEqual(told);
    expect(await reports.remove(asha, told.id, NO_ACTOR)).toBeNull();
    expect(await reports.remove(asha, waiting.id, NO_ACTOR)).toMatchObject({ status: 'QUEUED' });
    expect(await rowsOf('SELECT FROM reports UNION ALL SELECT FROM report_files')).toEqual([]);
    expect(await linked(told.id, 'HTML')).toBeNull();
    await expect(bodyOf(told.id, 'HTML')).rejects.toThrow('deleted meanwhile');
    expect(await jobs()).toEqual([]);
    expect(await rowsOf('SELECT FROM early_jobs')).toEqual([]);
    expect(
      await rowsOf('SELECT action, subject, details FROM audit_entries ORDER BY id DESC LIMIT 2'),
    ).toMatchObject([
      { action: 'REPORT_DELETED', subject: `Report:${waiting.id}` },
      { action: 'REPORT_DELETED', subject: `Report:${told.id}`, details: { kind: 'COMPANY', on: ON } },
    ]);
  });
});

test('reports of the built-in user are handed over, and go on', async () => {
  const [told, waiting] = [await createAndMake({}, LOCAL_USER), await create({}, LOCAL_USER)];
  const adopted = await new Users(database, silent).adopt('ravi@example.com', NO_ACTOR);
  expect(adopted).toMatchObject({ reports: 2 });
  await attempt(waiting.id);
  expect(await made(waiting.id)).toMatchObject({
    ...{ owner: { id: ravi }, status: 'SUCCEEDED', changes: { formerHash: told.hash, total: 0 } },
  });
});

test('the database keeps no content with another hash, no half report and no file without one', async () => {
  const { id } = await createAndMake();
  for (const change of [
    `content = content || ' '`,
    `hash = repeat('0', 64)`,
    `status = 'FAILED', error = 'x'`,
    `content = NULL`,
    `status = 'RUNNING'`,
  ]) {
    await expect(database.pool.query(`UPDATE reports SET ${change} WHERE id = ${id}`)).rejects.toThrow(
      'check',
    );
  }
  await expect(
    database.pool.query(`INSERT INTO report_files VALUES (${id + 1}, 'CSV', 1, 'x')`),
  ).rejects.toThrow('foreign key');
});

/** A pool that loses its connections at a statement, from 1, as where the process is killed before it. */
function lossyPool(n: number): pg.Pool {
  const { pool } = losingPool(database.pool, n);
  const query = async (text: string, values: unknown[]) => {
    const client = await pool.connect();
    try {
      return await client.query(text, values);
    } finally {
      client.release();
    }
  };
  return { connect: () => pool.connect(), query } as unknown as pg.Pool;
}

interface Gate {
  /** Resolves when something waits at it. */
  readonly reached: Promise<void>;
  readonly open: () => void;
  readonly pass: () => Promise<void>;
}

function gate(): Gate {
  let [reach, open] = [silent, silent];
  const reached = new Promise<void>((resolve) => (reach = () => void resolve()));
  const opened = new Promise<void>((resolve) => (open = () => void resolve()));
  return {
    reached,
    open: () => open(),
    pass: () => {
      reach();
      return opened;
    },
  };
}

/** Services that wait in a step until a gate opens. */
function holding(step: 'ASK' | 'WRITE', { pass }: Gate): Partial<ReportServices> {
  const { asker, reportWriter } = servicesOf();
  if (step === 'WRITE') {
    return {
      reportWriter: {
        write: async (document, format) => {
          await pass();
          return reportWriter.write(document, format);
        },
      },
    };
  }
  return {
    asker: {
      ask: async (...given) => {
        await pass();
        return asker.ask(...given);
      },
    },
  };
}
