import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
/** The year whose end the figures of a test are of. Each test has one of its own, because they share a database. */
let year = 2000;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  year++;
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

const COMPANIES = csv('ticker,name', 'SBIN,State Bank of India', 'PNB,Punjab National Bank');
const HEADER = 'ticker,period_end,period,published_on,source,metric,value';
const figure =
  (metric: string) =>
  (value: number, { source = '', published = '2024-05-15' } = {}) =>
    `SBIN,${year}-03-31,ANNUAL,${published},${source},${metric},${value}`;
const gross = figure('gnpa_pct');
const net = figure('nnpa_pct');

const take = async (...rows: readonly string[]) => {
  const folder = await writeFolder({ 'companies.csv': COMPANIES, 'statements.csv': csv(HEADER, ...rows) });
  const { files } = await importFolder(database.pool, folder, { today: TODAY });
  const taken = files.find(({ file }) => file === 'statements.csv');
  if (taken === undefined) throw new Error('statements.csv was not taken');
  return taken;
};
const stored = async () => {
  const { rows } = await database.pool.query<{ metric: string; value: number }>(
    `SELECT metric, value FROM statements WHERE superseded_in IS NULL AND period_end = $1
     ORDER BY metric, published_on`,
    [`${year}-03-31`],
  );
  return rows.map(({ metric, value }) => `${metric} ${value}`);
};

describe('a net share of bad loans above the gross one is refused against the store', () => {
  test.each([
    ['net', gross, 2, net, 2.5, 'expected at most the gnpa_pct of the same period and source, 2'],
    ['gross', net, 2.5, gross, 2, 'expected at least the nnpa_pct of the same period and source, 2.5'],
  ] as const)('the %s one where it comes later', async (_, first, before, later, after, reason) => {
    await take(first(before));
    const former = await stored();
    const { refusals, ...counts } = await take(`PNB,${year}-03-31,ANNUAL,,,sales,5`, later(after));
    expect(counts).toMatchObject({ read: 2, inserted: 1, updated: 0, unchanged: 0 });
    const refusal = { line: 3, value: String(after), rule: 'NET_ABOVE_GROSS', reason };
    expect(refusals).toEqual([{ file: 'statements.csv', column: 'value', ...refusal }]);
    expect(await stored()).toEqual([...former, 'sales 5']);
    const { rows } = await database.pool.query(
      'SELECT line, value, rule, reason FROM refusals WHERE batch_id = (SELECT max(id) FROM batches)',
    );
    expect(rows).toEqual([refusal]);
  });

  test('not where the file corrects the stored one too', async () => {
    await take(gross(2), net(1));
    expect(await take(gross(4), net(3))).toMatchObject({ updated: 2, refusals: [] });
    expect(await stored()).toEqual(['gnpa_pct 4', 'nnpa_pct 3']);
  });

  test('nor where another source says so', async () => {
    await take(gross(2));
    expect((await take(net(3, { source: 'SECONDARY' }))).refusals).toEqual([]);
  });

  test('and a row that is right by another one that was refused is refused with it', async () => {
    await take(gross(1), net(0.5));
    // Line 2 contradicts line 4 and is refused with it, so that line 3 would stand against the stored 1.
    const { refusals, updated } = await take(gross(3), net(2), net(5, { published: '2024-06-01' }));
    expect(refusals.map(({ line, rule }) => [line, rule])).toEqual([
      [2, 'NET_ABOVE_GROSS'],
      [3, 'NET_ABOVE_GROSS'],
      [4, 'NET_ABOVE_GROSS'],
    ]);
    expect(updated).toBe(0);
    expect(await stored()).toEqual(['gnpa_pct 1', 'nnpa_pct 0.5']);
  });

  test('importing the same files again changes nothing', async () => {
    await take(gross(2), net(1));
    expect(await take(net(3))).toMatchObject({ inserted: 0, updated: 0, unchanged: 0 });
    expect(await take(gross(2), net(1))).toMatchObject({ unchanged: 2, refusals: [] });
  });
});
