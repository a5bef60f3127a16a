/**
 * From a document to a report that is handed on, over the real service: what the report says is what GraphQL answers, also
 * where the service was killed in each step, and a later correction is named.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOCUMENT_STEPS } from '../../src/companies/documents/names.js';
import { REPORT_STEPS } from '../../src/companies/reports/names.js';
import type { Database } from '../../src/database/database.js';
import { readJobs } from '../../src/jobs/readJobs.js';
import { makeSamplePortfolio } from '../../src/portfolios/store/makeSamplePortfolio.js';
import { HeldSteps } from '../support/companies/heldSteps.js';
import { closeTestDatabases, openTestDatabase, ownerUrl } from '../support/database/testDatabase.js';
import { fileOf, FORM_TYPE, formOf } from '../support/http/uploadForm.js';
import type { GreyoakProcess } from '../support/process/greyoakProcess.js';
import { endServices, readyAt, serve } from '../support/process/services.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';

/** documents.database.test.ts kills a worker in each step. Each kill here starts the service again, which takes seconds. */
const KILLED_IN =
  process.env['KILLS'] === 'all' ? DOCUMENT_STEPS : (['EXTRACT', 'EMBED', 'SUGGEST'] as const);
const ON = '2026-06-30';
const TICKER = 'SYNIT02.NS';

let database: Database;
let home: string;
let service: GreyoakProcess;
let url: string;

const start = async () => {
  service = serve({
    DATABASE_URL: String(database.pool.options.connectionString),
    GREYOAK_HOME: home,
    COST_BUCKET: '100000',
    COST_PER_SECOND: '10000',
  });
  url = await readyAt(service);
};

beforeAll(async () => {
  database = await openTestDatabase('sample');
  await makeSamplePortfolio(database);
  home = await temporaryFolder();
  await start();
}, 120_000);
afterAll(async () => {
  await endServices();
  await closeTestDatabases();
  await remove(home);
});

async function ask<Data>(query: string, variables: object = {}): Promise<Data> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown };
  expect(errors).toBeUndefined();
  return data;
}

async function upload(title: string, text: string): Promise<string> {
  const parts = Object.entries({ ticker: TICKER, category: 'RESULTS', title, publishedOn: '2026-06-29' });
  const response = await fetch(`${url}/documents`, {
    method: 'POST',
    headers: { 'content-type': FORM_TYPE, connection: 'close' },
    body: formOf([...parts.map(([name, body]) => ({ name, body })), fileOf(text)]),
  });
  expect(response.status).toBe(202);
  return ((await response.json()) as { id: string }).id;
}

const isReady = async (id: string): Promise<boolean> => {
  const { document } = await ask<{ document: { status: string } }>(
    'query ($id: ID!) { document(id: $id) { status } }',
    { id },
  );
  expect(document.status).not.toBe('FAILED');
  return document.status === 'READY';
};

const SEARCH = `query ($query: String!, $minScore: Float) {
  searchDocuments(input: { query: $query, minScore: $minScore, first: 3 }) { hits { score chunk { text document { id } } } }
}`;
interface Found {
  readonly searchDocuments: {
    readonly hits: readonly { chunk: { text: string; document: { id: string } } }[];
  };
}

interface MadeReport {
  readonly id: string;
  readonly status: string;
  readonly error: string | null;
  readonly hash: string;
  readonly findings: readonly { readonly rule: string; readonly sentence: string }[];
  readonly changes: {
    readonly formerHash: string;
    readonly total: number;
    readonly changes: readonly {
      table: string | null;
      row: string;
      column: string | null;
      former: string;
      now: string;
    }[];
  } | null;
  readonly downloads: readonly { readonly format: string; readonly url: string; readonly bytes: number }[];
}

const create = async (input: object): Promise<string> => {
  const { createReport } = await ask<{ createReport: { id: string } }>(
    'mutation ($input: ReportInput!) { createReport(input: $input) { id } }',
    { input: { on: ON, formats: ['HTML', 'CSV', 'JSON'], ...input } },
  );
  return createReport.id;
};

const REPORT = `query ($id: ID!) {
  report(id: $id) {
    id status error hash findings { rule sentence }
    changes { formerHash total changes { table row column former now } }
    downloads { format url bytes }
  }
}`;

async function made(id: string): Promise<MadeReport> {
  let report: MadeReport | undefined;
  await eventually(async () => {
    ({ report } = await ask<{ report: MadeReport }>(REPORT, { id }));
    return report.status === 'SUCCEEDED' || report.status === 'FAILED';
  });
  expect(report).toMatchObject({ status: 'SUCCEEDED', error: null });
  return report as MadeReport;
}

/** The steps that a subscriber is told of until the report is made. */
async function progressOf(id: string): Promise<readonly (string | null)[]> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', connection: 'close' },
    body: JSON.stringify({
      query: 'subscription ($id: ID!) { reportProgress(id: $id) { status step } }',
      variables: { id },
    }),
  });
  const text = await response.text();
  const told = [...text.matchAll(/^data: (\{.*\})$/gm)].map(
    ([, json]) =>
      (JSON.parse(json) as { data: { reportProgress: { status: string; step: string | null } } }).data
        .reportProgress,
  );
  return told.map(({ status, step }) => step ?? status);
}

async function download({ downloads }: MadeReport, format: string): Promise<string> {
  const link = downloads.find((one) => one.format === format);
  const response = await fetch(new URL(link?.url ?? '', url), { headers: { connection: 'close' } });
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.length).toBe(link?.bytes);
  return bytes.toString('utf8');
}

/** Checks the file of a report as one does who was handed it on. */
async function check(json: string) {
  const path = join(home, 'report.json');
  await writeFile(path, json);
  return run(['check-report', path, '--url', url]);
}

const PLANTED = 'The company has won an order of ₹ 1,250 crore for purple submarine telescopes from Iceland.';

/** Resolves when no job waits or runs, so that nothing changes any more. */
const untilIdle = () =>
  eventually(async () => (await readJobs(database.pool)).every(({ state }) => state === 'FAILED'));

const SALES = {
  ticker: TICKER,
  code: 'sales',
  period: 'QUARTER',
  periodEnd: '2026-03-31',
  basis: 'CONSOLIDATED',
};

async function recordSales(value: number): Promise<object> {
  const { recordMetrics } = await ask<{ recordMetrics: object }>(
    `mutation ($rows: [MetricInput!]!) {
      recordMetrics(input: { rows: $rows }) { inserted updated unchanged refused { reason } }
    }`,
    { rows: [{ ...SALES, value, publishedOn: '2026-05-20', source: 'PRIMARY' }] },
  );
  await untilIdle();
  return recordMetrics;
}

const RECORDED = { inserted: 0, updated: 0, unchanged: 0, refused: [] };

test('a document is searchable, and figures become an analysis', async () => {
  const id = await upload('An order', `Results of the quarter.\n\n${PLANTED}\n`);
  await eventually(() => isReady(id));
  const found = await ask<Found>(SEARCH, {
    query: 'order of submarine telescopes from Iceland',
    minScore: 0.35,
  });
  expect(found.searchDocuments.hits[0].chunk).toMatchObject({
    text: expect.stringContaining(PLANTED),
    document: { id },
  });
  const unrelated = await ask<Found>(SEARCH, { query: 'lemon cake recipe with sugar', minScore: 0.5 });
  expect(unrelated.searchDocuments.hits).toEqual([]);
  expect(await recordSales(2_345.5)).toEqual({ ...RECORDED, inserted: 1 });
  const { analysis } = await ask<{ analysis: { results: { name: string; value: number | null }[] } }>(
    `query ($ticker: Ticker!, $on: Date) {
      analysis(kind: COMPETITOR, input: { ticker: $ticker, on: $on }) { results { name value } }
    }`,
    { ticker: TICKER, on: ON },
  );
  const valueOf = (name: string) => analysis.results.find((one) => one.name === name)?.value;
  for (const name of ['growth', 'operatingMargin', 'returnOnCapital']) expect(valueOf(name)).not.toBeNull();
}, 60_000);

describe.each(['COMPANY', 'PEERS', 'SECTOR', 'PORTFOLIO'] as const)('the report %s', (kind) => {
  test('is made, told of, handed on by links, and each of its numbers is what GraphQL answers', async () => {
    const id = await create(await inputOf(kind));
    const told = await progressOf(id);
    expect(told.at(-1)).toBe('SUCCEEDED');
    expect(['QUEUED', ...REPORT_STEPS, 'SUCCEEDED']).toContain(told[0]);
    const report = await made(id);
    expect(report.findings.map(({ rule }) => rule)).toContain('METHOD_VERDICT');
    const json = await download(report, 'JSON');
    expect((JSON.parse(json) as { hash: string }).hash).toBe(report.hash);
    const { code, out, err } = await check(json);
    expect({ code, out, err }).toEqual({
      ...{ code: 0, err: '' },
      out: expect.stringMatching(/\d+ cells and \d+ findings asked again: all are the same\.\n$/),
    });
    const [html, csv] = [await download(report, 'HTML'), await download(report, 'CSV')];
    for (const file of [html, csv]) expect(file).toContain(report.hash);
  }, 60_000);
});

async function inputOf(kind: string): Promise<object> {
  if (kind === 'SECTOR') return { kind, sector: 'it' };
  if (kind !== 'PORTFOLIO') return { kind, ticker: TICKER };
  const { portfolios } = await ask<{ portfolios: { nodes: { id: string }[] } }>(
    '{ portfolios { nodes { id } } }',
  );
  return { kind, portfolioId: portfolios.nodes[0].id };
}

test('a later correction changes the hash, and is named', async () => {
  const input = await inputOf('COMPANY');
  await untilIdle();
  const before = await made(await create(input));
  const same = await made(await create({ ...input, title: 'Another title', formats: ['JSON'] }));
  expect(same.hash).toBe(before.hash);
  expect(same.changes).toEqual({ formerHash: before.hash, total: 0, changes: [] });
  expect(await recordSales(2_999.5)).toEqual({ ...RECORDED, updated: 1 });
  const after = await made(await create(input));
  expect(after.hash).not.toBe(before.hash);
  expect(after.changes?.formerHash).toBe(before.hash);
  expect(after.changes?.changes).toContainEqual(expect.objectContaining({ former: '2345.5', now: '2999.5' }));
  const corrected = after.findings.find(({ rule }) => rule === 'DATA_CORRECTED');
  expect(corrected?.sentence).toContain('2345.5');
  // Who was handed on the former one finds out, too.
  const { code, out } = await check(await download(before, 'JSON'));
  expect(code).toBe(4);
  expect(out).toContain('The content is unchanged');
  expect(out).toMatch(/Differs: .*: 2345\.5 in the file, 2999\.5 now\./);
}, 60_000);

test('kills in the steps of a document and of a report lose nothing, and make nothing twice', async () => {
  const input = await inputOf('SECTOR');
  await untilIdle();
  const undisturbed = await made(await create(input));
  const held = await HeldSteps.install(ownerUrl(database));
  try {
    for (const step of KILLED_IN) await held.hold('documents', step);
    for (const step of REPORT_STEPS) await held.hold('reports', step);
    const document = await upload('Killed', PLANTED.replace('Iceland', 'Peru'));
    const report = await create(input);
    for (const [k, step] of KILLED_IN.entries()) {
      const ofReport = REPORT_STEPS.at(k);
      await held.reached('documents', step);
      if (ofReport !== undefined) await held.reached('reports', ofReport);
      service.kill('SIGKILL');
      await service.end();
      await held.release('documents', step);
      if (ofReport !== undefined) await held.release('reports', ofReport);
      await start();
    }
    await eventually(() => isReady(document));
    const again = await made(report);
    expect(again.hash).toBe(undisturbed.hash);
    expect(again.changes).toMatchObject({ total: 0 });
    for (const format of ['HTML', 'CSV', 'JSON']) await download(again, format);
    const found = await ask<Found>(SEARCH, { query: 'submarine telescopes from Peru', minScore: 0.35 });
    expect(found.searchDocuments.hits[0].chunk.document.id).toBe(document);
    const { rows } = await database.pool.query(
      `SELECT (SELECT count(*)::int FROM documents WHERE title = 'Killed') AS documents,
         (SELECT count(*)::int FROM document_events JOIN documents ON documents.id = document_id WHERE title = 'Killed') AS events,
         (SELECT count(*)::int FROM report_files) = 3 * (SELECT count(*)::int FROM reports WHERE 'CSV' = ANY (formats))
           + (SELECT count(*)::int FROM reports WHERE formats = ARRAY['JSON']) AS "hasItsFiles"`,
    );
    expect(rows).toEqual([{ documents: 1, events: 1, hasItsFiles: true }]);
  } finally {
    await held.end();
  }
}, 90_000);
