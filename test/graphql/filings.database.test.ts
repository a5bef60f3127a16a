/** Filings: what lists and documents of the exchanges give, that each is one, and how they are served. */
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { dayOf } from '../../src/market/day.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { importSources } from '../../src/market/store/importHeap.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf, execute, internalErrors } from '../support/graphql/execute.js';
import { fileOf, removeFolders, writeFolder, type Files } from '../support/market/folder.js';
import { rowOf } from '../support/market/rows.js';
import { resultFile } from '../support/market/xbrl.js';

const TODAY = { today: dayOf('2024-10-31') };
const XBRL = 'https://nsearchives.nseindia.com/corporate/xbrl/INDAS_1_1_09052024063000.xml';

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  await folder({
    ...fileOf('companies', 'ALPHA,Alpha,INE000A01011,,', 'SBIN,State Bank of India,,,', 'JUNE,June,,,'),
    ...fileOf('statements', 'JUNE,2023-06-30,ANNUAL,sales,1,2023-08-20,'),
  });
  services = await dayServices(database);
}, 60_000);
afterEach(async () => {
  expect(internalErrors.splice(0)).toEqual([]);
  await removeFolders();
});
afterAll(closeTestDatabases);

async function folder(files: Files) {
  const { files: imported } = await importFolder(database.pool, await writeFolder(files), TODAY);
  return countsOf(imported);
}

async function heap(files: Readonly<Record<string, string>>) {
  async function* sources() {
    for (const [name, text] of Object.entries(files)) {
      const bytes = Buffer.from(text);
      yield await Promise.resolve({ name, bytes, again: () => Promise.resolve(bytes), isMember: false });
    }
  }
  const { files: imported } = await importSources(database.pool, sources(), { ...TODAY, ticker: 'ALPHA.NS' });
  return countsOf(imported);
}

/** [inserted, updated, unchanged] of the filings of a file. */
const countsOf = (
  files: readonly { dataset: string; inserted: number; updated: number; unchanged: number }[],
) =>
  files
    .filter(({ dataset }) => dataset === 'filings')
    .map(({ inserted, updated, unchanged }) => [inserted, updated, unchanged]);

type Filings = {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  readonly totalCount: number;
};
const filingsOf = async (ticker: string, fields: string, args = ''): Promise<Filings> => {
  const query = `{ stock(ticker: "${ticker}") { filings${args} { nodes { ${fields} } totalCount pageInfo { endCursor hasNextPage } } } }`;
  const { stock } = await dataOf(await createContext(services), query);
  return (stock as { filings: Filings }).filings;
};

const announcement = (desc: string, time: string, attchmntText: string, attchmntFile = '-') => ({
  ...{ symbol: 'ALPHA', desc, an_dt: `04-Oct-2024 ${time}`, attchmntText, attchmntFile },
});

describe('the same filing', () => {
  test('of results is one, whether the list, the document or the comparison of results tells it first', async () => {
    const list = JSON.stringify([
      {
        ...{ symbol: 'ALPHA', period: 'Quarterly', relatingTo: 'Fourth Quarter', toDate: '31-Mar-2024' },
        ...{ consolidated: 'Consolidated', filingDate: '09-May-2024 18:31', xbrl: XBRL },
        broadCastDate: '09-May-2024 18:30:00',
      },
    ]);
    const document = resultFile();
    const hash = createHash('sha256').update(document).digest('hex');
    const comparison = JSON.stringify({
      resCmpData: [
        {
          ...{ re_from_dt: '01-JAN-2024', re_to_dt: '31-MAR-2024', re_create_dt: '09-MAY-2024' },
          ...{ re_net_sale: '25000', re_net_profit: '100' },
        },
      ],
    });
    expect(await heap({ comparison })).toEqual([[1, 0, 0]]);
    expect(await heap({ 'INDAS_1_1_09052024063000.xml': document })).toEqual([[0, 1, 0]]);
    expect(await heap({ list })).toEqual([[0, 1, 0]]);
    for (const files of [{ list }, { comparison }, { 'other.xml': document }, { list, comparison }]) {
      const counts = await heap(files);
      expect(counts.map(([inserted, updated]) => [inserted, updated])).toEqual(counts.map(() => [0, 0]));
    }
    const { nodes, totalCount } = await filingsOf(
      'ALPHA',
      'exchange category periodEnd filedAt subject url hash late stock { ticker }',
    );
    expect(totalCount).toBe(1);
    expect(nodes).toEqual([
      {
        ...{ exchange: 'NSE', category: 'RESULTS', periodEnd: '2024-03-31', url: XBRL, hash, late: false },
        ...{ filedAt: '2024-05-09T13:00:00.000Z', subject: 'Financial results to 2024-03-31, consolidated' },
        stock: { ticker: 'ALPHA.NS' },
      },
    ]);
  });

  test('of a daily report without times is that of the list with times', async () => {
    const about = 'Alpha Limited has informed the Exchange about Credit Rating';
    const [one, two] = ['16:05:00', '17:05:00'].map((time) => announcement('Credit Rating', time, about));
    const daily = `COMPANY NAME    SYMBOL    : ANNOUNCEMENTS\nAlpha Limited    ALPHA : Credit Rating ALPHA : ${about}\n`;
    expect(await heap({ 'An041024.txt': daily })).toEqual([[1, 0, 0]]);
    const link = 'https://nsearchives.nseindia.com/corporate/ALPHA_1.pdf';
    const list = JSON.stringify([{ ...one, attchmntFile: link }, two]);
    expect(await heap({ list })).toEqual([[1, 1, 0]]);
    expect(await heap({ 'An041024.txt': daily })).toEqual([[0, 0, 1]]);
    const { nodes } = await filingsOf('ALPHA', 'filedAt category subject url', '(from: "2024-10-04")');
    expect(nodes).toEqual([
      { filedAt: '2024-10-04T11:35:00.000Z', category: 'RATING', subject: about, url: null },
      { filedAt: '2024-10-04T10:35:00.000Z', category: 'RATING', subject: about, url: link },
    ]);
  });

  test('of a folder changes where its row does, and stays what it was before', async () => {
    const row = { subject: 'Annual report', category: 'OTHER', period_end: '', url: '', hash: '' };
    const first = fileOf('filings', rowOf('filings', row));
    expect(await folder(first)).toEqual([[1, 0, 0]]);
    const better = rowOf('filings', { ...row, category: 'ANNUAL_REPORT', url: 'https://example.com/a.pdf' });
    expect(await folder(fileOf('filings', better))).toEqual([[0, 1, 0]]);
    const { rows } = await database.pool.query(
      `SELECT category, superseded_in IS NULL AS current FROM filings WHERE subject = 'Annual report' ORDER BY recorded_in`,
    );
    expect(rows).toEqual([
      { category: 'OTHER', current: false },
      { category: 'ANNUAL_REPORT', current: true },
    ]);
    const { rows: touched } = await database.pool.query(
      `SELECT FROM batches WHERE dataset = 'filings' AND touches_from IS NOT NULL`,
    );
    expect(touched).toEqual([]);
  });
});

describe('filings of a stock', () => {
  const late = (day: string, end: string, changes = {}) =>
    rowOf('filings', {
      ...{ ticker: 'JUNE', filed_at: `${day}T10:00:00+05:30`, period_end: end, url: '', hash: '' },
      ...{ subject: `Of ${end}, filed on ${day}`, ...changes },
    });

  beforeAll(async () => {
    await folder(
      fileOf(
        'filings',
        late('2024-02-14', '2023-12-31'),
        late('2023-11-15', '2023-09-30'),
        // Of this company, the year ends in June and not in March.
        late('2024-08-29', '2024-06-30'),
        late('2024-05-16', '2024-03-31'),
        // A restatement of what was known in time.
        late('2024-09-30', '2023-12-31'),
        late('2024-07-22', '2024-06-30', { category: 'SHAREHOLDING' }),
        late('2024-10-21', '2024-09-30', { category: 'SHAREHOLDING' }),
        late('2024-10-22', '2024-09-30', { category: 'BOARD_OUTCOME' }),
        late('2024-10-23', '', { exchange: 'BSE' }),
      ),
    );
  });

  test('are late by the rules of their kinds, where the first of a period was', async () => {
    const { nodes } = await filingsOf('JUNE', 'subject late');
    expect(nodes.map(({ subject, late: isLate }) => [subject, isLate])).toEqual([
      ['Of , filed on 2024-10-23', null],
      ['Of 2024-09-30, filed on 2024-10-22', null],
      ['Of 2024-09-30, filed on 2024-10-21', false],
      ['Of 2023-12-31, filed on 2024-09-30', false],
      ['Of 2024-06-30, filed on 2024-08-29', false],
      ['Of 2024-06-30, filed on 2024-07-22', true],
      ['Of 2024-03-31, filed on 2024-05-16', true],
      ['Of 2023-12-31, filed on 2024-02-14', false],
      ['Of 2023-09-30, filed on 2023-11-15', true],
    ]);
  });

  test('are those of categories and days, in pages', async () => {
    const subjects = async (args: string) => {
      const { nodes, totalCount } = await filingsOf('JUNE', 'subject', args);
      expect(totalCount).toBe(nodes.length);
      return nodes.length;
    };
    expect(await subjects('(categories: [SHAREHOLDING, BOARD_OUTCOME])')).toBe(3);
    expect(await subjects('(on: "2024-02-14")')).toBe(2);
    expect(await subjects('(on: "2024-02-13")')).toBe(1);
    expect(await subjects('(from: "2024-02-14", to: "2024-12-31", on: "2024-07-22")')).toBe(3);
    const all = await filingsOf('JUNE', 'id');
    const paged: unknown[] = [];
    for (let after = ''; ;) {
      const page = await filingsOf('JUNE', 'id', `(first: 2${after})`);
      paged.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(paged).toEqual(all.nodes);
  });

  test('are found again by their ids, and ids of none find nothing', async () => {
    const { nodes } = await filingsOf('JUNE', 'id subject');
    const ids = nodes.map(({ id }) => id as string);
    const none = Buffer.from('Filing:JUNE.NS:2024-01-01:0:NSE:0123456789abcdef').toString('base64url');
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Filing { subject } } }`;
    const data = await dataOf(await createContext(services), query, { ids: [...ids, none] });
    expect(data['nodes']).toEqual([...nodes.map(({ subject }) => ({ subject })), null]);
  });

  test.each([
    ['categories: []', 'Expected at least one category in categories, got none: leave it out to list all.'],
    [
      'from: "2024-02-02", to: "2024-02-01"',
      'Expected from to be at most to, got from 2024-02-02 and to 2024-02-01: swap them, or leave one out.',
    ],
    [
      'after: "x"',
      'Expected a cursor from pageInfo or an edge of this connection in after, got "x": pass a cursor on unchanged, or begin again without one.',
    ],
  ])('with %s are refused', async (args, message) => {
    const query = `{ stock(ticker: "JUNE") { filings(${args}) { totalCount } } }`;
    const { errors = [] } = await execute(await createContext(services), query);
    expect(errors.map((error) => [error.message, error.extensions?.['code']])).toEqual([
      [message, 'BAD_USER_INPUT'],
    ]);
  });
});
