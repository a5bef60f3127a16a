/**
 * From a document to a report that is handed on, over the real service: what the report says is what GraphQL answers, also
 * where the service was killed in each step, and a later correction is named.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DOCUMENT_STEPS } from '../../src/companies/documents/names.js';
import { REPORT_STEPS } from '../../src/companies/reports/names.js';
import type { Database } from '../../src/database/database.js';
import { makeSamplePortfolio } from '../../src/portfolios/store/makeSamplePortfolio.js';
import { HeldSteps } from '../support/companies/heldSteps.js';
import { closeTestDatabases, openTestDatabase, ownerUrl } from '../support/database/testDatabase.js';
import { fileOf, FORM_TYPE, formOf } from '../support/http/uploadForm.js';
import type { GreyoakProcess } from '../support/process/greyoakProcess.js';
import { endServices, readyAt, serve } from '../support/process/services.js';
import { run } from '../support/process/terminal.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';
import { eventually } from '../support/time/eventually.js';

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

test('a document becomes searchable, figures become an analysis, and all becomes reports that can be checked', async () => {
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

  const { recordMetrics } = await ask<{ recordMetrics: object }>(
    `mutation ($rows: [MetricInput!]!) { recordMetrics(input: { rows: $rows }) { inserted updated refused { reason } } }`,
    {
      rows: ['sales', 'net_profit'].map((code, k) => ({
        ...{ ticker: TICKER, code, period: 'QUARTER', periodEnd: '2026-06-30', basis: 'CONSOLIDATED' },
        ...{ value: 4321.5 - 4000 * k, publishedOn: ON, source: 'PRIMARY' },
      })),
    },
  );
  expect(recordMetrics).toEqual({ inserted: 2, updated: 0, refused: [] });
  const { analysis } = await ask<{ analysis: { results: { name: string; value: number | null }[] } }>(
    `query ($ticker: Ticker!, $on: Date) { analysis(kind: COMPETITOR, input: { ticker: $ticker, on: $on }) { results { name value } } }`,
    { ticker: TICKER, on: ON },
  );
  console.log(analysis.results);

  const { portfolios } = await ask<{ portfolios: { nodes: { id: string }[] } }>(
    '{ portfolios { nodes { id } } }',
  );
  const { sectorsOverview } = await ask<{ sectorsOverview: { sector: { key: string } }[] }>(
    `{ sectorsOverview(on: "${ON}") { sector { key } } }`,
  );
  const sector = sectorsOverview[0].sector.key;
  const inputs = [
    { kind: 'COMPANY', ticker: TICKER },
    { kind: 'PEERS', ticker: TICKER },
    { kind: 'SECTOR', sector },
    { kind: 'PORTFOLIO', portfolioId: portfolios.nodes[0].id },
  ];
  for (const input of inputs) {
    const t0 = performance.now();
    const id = await create(input);
    const told = await progressOf(id);
    expect(told.at(-1)).toBe('SUCCEEDED');
    expect(['QUEUED', ...REPORT_STEPS]).toContain(told[0]);
    const report = await made(id);
    console.log(
      input.kind,
      performance.now() - t0,
      report.downloads.map(({ bytes }) => bytes),
      report.findings.map(({ rule }) => rule).join(),
    );
    const json = await download(report, 'JSON');
    const file = JSON.parse(json) as { hash: string };
    expect(file.hash).toBe(report.hash);
    const t1 = performance.now();
    const { code, out, err } = await check(json);
    console.log(out, err, performance.now() - t1);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await download(report, 'HTML')).toContain(report.hash);
    expect(await download(report, 'CSV')).toContain(report.hash);
  }
}, 120_000);
