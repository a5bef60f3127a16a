/** An action also touches the days before its ex-date on which a figure that was adjusted for it is adjusted back. */
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { csv, removeFolders } from '../../support/market/folder.js';
import { COMPANIES } from '../../support/market/inputs.js';
import { importFiles } from '../../support/runs/store.js';

afterEach(removeFolders);
afterAll(closeTestDatabases);

const STATEMENTS = 'ticker,period_end,period,metric,value,published_on,source,months,basis,adjusted_to';

test.each([
  ['adjusted up to a later day', 'eps', '2024-09-30', '2024-05-20'],
  ['adjusted up to the ex-date', 'eps', '2024-08-30', '2024-05-20'],
  ['adjusted up to an earlier day', 'eps', '2024-08-29', '2024-08-30'],
  ['as filed', 'eps', '', '2024-08-30'],
  ['not per share', 'sales', '2024-09-30', '2024-08-30'],
])('a figure that is %s: %s', async (_, metric, adjustedTo, touches) => {
  const database = await openTestDatabase();
  await importFiles(database, {
    ...COMPANIES,
    'statements.csv': csv(STATEMENTS, `INFY,2024-03-31,ANNUAL,${metric},10,2024-05-20,,,,${adjustedTo}`),
  });
  await importFiles(database, {
    'actions.csv': csv('ticker,ex_date,kind,new_shares,old_shares', 'INFY,2024-08-30,SPLIT,2,1'),
  });
  const { rows } = await database.pool.query<{ touches: string }>(
    `SELECT touches_from::text AS touches FROM batches WHERE dataset = 'actions'`,
  );
  expect(rows).toEqual([{ touches }]);
});
