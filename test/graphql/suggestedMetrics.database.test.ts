/** Figures of documents beside the filed ones, as of a day. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';
import { csv, fileOf, flatBar, removeFolders, TODAY, writeFolder } from '../support/market/folder.js';

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase();
  const folder = await writeFolder({
    ...fileOf('companies', 'A,Alpha,INE000000001,Power,', 'B,Beta,INE000000002,Power,'),
    ...fileOf('prices', flatBar('A', '2024-10-08', 100), flatBar('B', '2024-10-08', 10)),
    'statements.csv': csv(
      'ticker,period_end,period,months,basis,metric,value,published_on,source',
      'A,2024-06-30,QUARTER,,CONSOLIDATED,sales,100.1,2024-08-14,PRIMARY',
      'A,2024-06-30,QUARTER,,CONSOLIDATED,sales,99,2024-09-20,PRIMARY',
    ),
  });
  await importFolder(database.pool, folder, { today: TODAY });
  services = await dayServices(database);
  await addDocument(1, 'A', '2024-08-01', 'READY', [
    ['sales', '2024-06-30', 3, 100.3],
    ['nim', null, null, 4.3],
  ]);
  await addDocument(2, 'A', '2024-09-01', 'READY', [['sales', '2024-06-30', 12, 100]]);
  await addDocument(3, 'A', '2024-09-01', 'PROCESSING', [['sales', '2024-06-30', 3, 1]]);
  await addDocument(4, 'B', '2024-09-01', 'READY', [['sales', '2024-06-30', 3, 7]]);
}, 60_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await removeFolders();
  await closeTestDatabases();
});

type Given = readonly [code: string, periodEnd: string | null, months: number | null, value: number];

async function addDocument(
  number: number,
  ticker: string,
  publishedOn: string,
  status: string,
  figures: readonly Given[],
): Promise<void> {
  const { rows } = await database.pool.query<{ id: number }>(
    `INSERT INTO documents (hash, stock_id, category, title, published_on, media_type, bytes, status, step)
     SELECT repeat($1, 64), id, 'RESULTS', 'Document ' || $1, $3, 'text/plain', 1, $4,
       CASE WHEN $4 = 'READY' THEN NULL ELSE 'SUGGEST' END
     FROM stocks WHERE ticker = $2 || '.NS' RETURNING id`,
    [String(number), ticker, publishedOn, status],
  );
  for (const [place, [code, periodEnd, months, value]] of figures.entries()) {
    await database.pool.query(
      `INSERT INTO document_figures
         (document_id, place, code, period_end, months, value, unit, confidence, text, page, start_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, 0.75, 'around it', 2, 10)`,
      [rows[0].id, place, code, periodEnd, months, value, code === 'nim' ? 'PERCENT' : 'INR_CRORE'],
    );
  }
}

async function suggested(ticker: string, on: string | null) {
  const fields =
    'code periodEnd months value unit confidence text page filed difference document { title status }';
  const argument = on === null ? '' : `(on: "${on}")`;
  const query = `{ stock(ticker: "${ticker}") { suggestedMetrics${argument} { ${fields} } } }`;
  const { stock } = await dataOf(await createContext(services), query);
  return (stock as { suggestedMetrics: readonly Record<string, unknown>[] }).suggestedMetrics;
}

test('figures of documents stand beside the filed ones, with the exact difference', async () => {
  const marks = { confidence: 0.75, text: 'around it', page: 2 };
  const document = { title: 'Document 1', status: 'READY' };
  expect(await suggested('A', '2024-08-20')).toEqual([
    {
      ...{ code: 'sales', periodEnd: '2024-06-30', months: 3, value: 100.3, unit: 'INR_CRORE' },
      ...{ ...marks, filed: 100.1, difference: 0.2, document },
    },
    {
      ...{ code: 'nim', periodEnd: null, months: null, value: 4.3, unit: 'PERCENT' },
      ...{ ...marks, filed: null, difference: null, document },
    },
  ]);
});

test('only what was published by the day counts: documents, and what was filed', async () => {
  const shown = async (on: string | null) =>
    (await suggested('A', on)).map(({ code, value, filed, difference }) => [code, value, filed, difference]);
  expect(await shown('2024-07-31')).toEqual([]);
  expect(await shown('2024-08-01')).toEqual([
    ['sales', 100.3, null, null],
    ['nim', 4.3, null, null],
  ]);
  // The newest document comes first, and another length of period is compared with nothing.
  expect(await shown(null)).toEqual([
    ['sales', 100, null, null],
    ['sales', 100.3, 99, 1.3],
    ['nim', 4.3, null, null],
  ]);
});

test('a deleted document suggests nothing', async () => {
  expect(await suggested('B', null)).toHaveLength(1);
  await database.pool.query('UPDATE documents SET deleted_at = now() WHERE bytes = 1 AND title = $1', [
    'Document 4',
  ]);
  expect(await suggested('B', null)).toEqual([]);
});
