/** The templates that are shipped, composed from the answers of the sample market. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { graphql } from 'graphql';
import { canonicalJson } from '../../../src/canonicalJson.js';
import { composeReport } from '../../../src/companies/reports/compose/composeReport.js';
import { REPORT_KINDS, type ReportInputs, type ReportKind } from '../../../src/companies/reports/names.js';
import type { ReportContent } from '../../../src/companies/reports/reportContent.js';
import { loadTemplates } from '../../../src/companies/reports/template/loadTemplates.js';
import { questionsOf } from '../../../src/companies/reports/template/questionsOf.js';
import type { Database } from '../../../src/database/database.js';
import { createContext, type Services } from '../../../src/graphql/context.js';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { makeSamplePortfolio } from '../../../src/portfolios/store/makeSamplePortfolio.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { servicesOf } from '../../../src/services.js';
import { readSettings } from '../../../src/settings.js';
import { testAuthKey } from '../../support/access/testAuthKey.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';

const NONE: ReportInputs = { ticker: null, sector: null, portfolioId: null };
/** The newest session of the sample. */
const NEWEST = '2026-06-30' as IsoDate;
const DAYS = ['1990-01-01', NEWEST, '2026-11-30'] as IsoDate[];
const CUT = ['LIST_CUT', 'ROWS_LEFT_OUT', 'FINDINGS_LEFT_OUT'];

const schema = buildGreyoakSchema();
let database: Database;
let services: Services;
let inputsOf: Readonly<Record<ReportKind, readonly ReportInputs[]>>;

beforeAll(async () => {
  database = await openTestDatabase('sample');
  services = servicesOf(database, await loadSetup(), readSettings({}), { authKey: testAuthKey });
  await makeSamplePortfolio(database);
  const { stocks, portfolios } = await answerOf<{
    stocks: { nodes: { ticker: Ticker; sector: { key: string } }[] };
    portfolios: { nodes: { id: string }[] };
  }>('{ stocks(first: 1) { nodes { ticker sector { key } } } portfolios { nodes { id } } }');
  const { ticker, sector } = stocks.nodes[0];
  inputsOf = {
    COMPANY: [{ ...NONE, ticker }],
    PEERS: [
      { ...NONE, ticker },
      { ...NONE, sector: sector.key },
    ],
    SECTOR: [{ ...NONE, sector: sector.key }],
    PORTFOLIO: [{ ...NONE, portfolioId: portfolios.nodes[0].id }],
  };
}, 120_000);
afterAll(closeTestDatabases);

async function answerOf<Data>(
  source: string,
  variableValues: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const contextValue = await createContext(services);
  const { data, errors } = await graphql({ schema, source, contextValue, variableValues });
  if (errors !== undefined) throw errors[0];
  return data as Data;
}

async function reportOf(kind: ReportKind, inputs: ReportInputs, on: IsoDate): Promise<ReportContent> {
  const template = (await loadTemplates()).get(kind);
  if (template === undefined) throw new Error(`no template ${kind}`);
  const answers = new Map<string, unknown>();
  // What is asked by lists follows from the first answers.
  for (let round = 0; round < 2; round++) {
    for (const { name, document, variables } of questionsOf(template, inputs, on, answers)) {
      if (!answers.has(name)) answers.set(name, await answerOf(document, variables));
    }
  }
  const content = composeReport(template, { kind, inputs, on }, answers);
  for (const { id, key } of template.sections.flatMap(({ tables }) => tables)) {
    const { columns, rows } = content.tables.find((table) => table.id === id) ?? { columns: [], rows: [] };
    const places = key.map((name) => columns.findIndex((column) => column.name === name));
    const keys = rows.map((row) => JSON.stringify(places.map((place) => row[place])));
    expect([id, new Set(keys).size]).toEqual([id, rows.length]);
  }
  return content;
}

test.each(REPORT_KINDS)(
  '%s composes on every day, with finite cells, and twice the same',
  async (kind) => {
    for (const inputs of inputsOf[kind]) {
      for (const on of DAYS) {
        const content = await reportOf(kind, inputs, on);
        // Canonical JSON refuses numbers that are not finite.
        const text = canonicalJson(content);
        if (on === NEWEST) expect(canonicalJson(await reportOf(kind, inputs, on))).toBe(text);
        const cells = content.tables.flatMap(({ rows }) => rows.flat());
        expect(
          cells.filter((cell) => typeof cell === 'string' && cell > on && /^\d{4}-\d{2}-\d{2}$/.test(cell)),
        ).toEqual([]);
        expect(content.findings.filter(({ rule }) => CUT.includes(rule))).toEqual([]);
      }
    }
  },
  60_000,
);

test('a report of a company says what it is made of', async () => {
  const { findings, tables } = await reportOf('COMPANY', inputsOf.COMPANY[0], NEWEST);
  const filled = tables.filter(({ rows }) => rows.length > 0).map(({ id }) => id);
  expect(filled).toEqual(
    expect.arrayContaining([
      'identity',
      'scores',
      'pillars',
      'scoreHistory',
      'changes',
      'causes',
      'risk',
      'annual',
      'quarterly',
      'peers',
    ]),
  );
  expect(findings.map(({ rule }) => rule)).toEqual(
    expect.arrayContaining(['METHOD_VERDICT', 'CONFIDENCE', 'SCORE']),
  );
});
