import { afterAll, afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { dayOf } from '../../../src/market/day.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { importSources } from '../../../src/market/store/importHeap.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { fileOf, removeFolders, writeFolder } from '../../support/market/folder.js';
import { resultFile } from '../../support/market/xbrl.js';

const TODAY = { today: dayOf('2024-10-31') };

let database: Database;
beforeEach(async () => {
  database = await openTestDatabase();
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

async function* sources(files: Readonly<Record<string, string>>) {
  for (const [name, text] of Object.entries(files)) {
    const bytes = Buffer.from(text);
    yield await Promise.resolve({ name, bytes, again: () => Promise.resolve(bytes), isMember: false });
  }
}

/** Leaves out that they were filed, which test/graphql/filings.database.test.ts is about. */
const ofStatements = <One extends { readonly dataset: string }>(files: readonly One[]): readonly One[] =>
  files.filter(({ dataset }) => dataset === 'statements');

test('filings are stored with what contradicts them, once, and those of unknown companies are refused by name', async () => {
  const folder = await writeFolder(fileOf('companies', 'ALPHA,Alpha,INE000A01011,,'));
  await importFolder(database.pool, folder, TODAY);
  const files = {
    'a.xml': resultFile({ PaidUpValueOfEquityShareCapital: '20000000000' }),
    'b.xml': resultFile({ Symbol: 'OMEGA' }),
  };
  const { files: imported, refusedFiles } = await importSources(database.pool, sources(files), TODAY);
  expect(refusedFiles).toEqual([]);
  expect(
    ofStatements(imported).map(({ file, inserted, refusals }) => [
      ...[file, inserted, refusals.length, refusals.at(0)?.rule, refusals.at(0)?.value],
    ]),
  ).toEqual([
    ['a.xml', 20, 0, undefined, undefined],
    ['b.xml', 0, 21, 'UNKNOWN_TICKER', 'OMEGA'],
  ]);
  const { rows: flags } = await database.pool.query(
    `SELECT kind, metric, detail FROM flagged_rows WHERE kind = 'UNITS' ORDER BY metric, detail`,
  );
  expect(flags).toMatchObject([{ metric: 'shares_cr' }, { metric: 'shares_cr' }]);
  const { rows } = await database.pool.query(
    `SELECT period, months, basis, metric, trim_scale(value) || '' AS value, published_on || '' AS published
     FROM statements WHERE metric = 'sales' ORDER BY months`,
  );
  expect(rows).toEqual([
    {
      period: 'QUARTER',
      months: 3,
      basis: 'CONSOLIDATED',
      metric: 'sales',
      value: '250',
      published: '2024-05-09',
    },
    {
      period: 'ANNUAL',
      months: 12,
      basis: 'CONSOLIDATED',
      metric: 'sales',
      value: '1000',
      published: '2024-05-09',
    },
  ]);
  const again = await importSources(database.pool, sources({ 'renamed.txt': files['a.xml'] }), TODAY);
  const counted = ofStatements(again.files);
  expect(counted.map(({ inserted, updated, unchanged }) => [inserted, updated, unchanged])).toEqual([
    [0, 0, 20],
  ]);
});
