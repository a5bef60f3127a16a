import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { randomMarket } from '../support/backtest/randomMarket.js';
import { METHOD, storeMarket } from '../support/backtest/storeMarket.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { run } from '../support/process/terminal.js';

const SESSIONS = randomMarket(3, 30);
const FROM = SESSIONS[0].day;

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await storeMarket(database.pool, SESSIONS);
}, 60_000);
afterAll(closeTestDatabases);

const greyoak = (...args: string[]) =>
  run(['backtest', ...args], { env: { DATABASE_URL: String(database.pool.options.connectionString) } });

const ASKED = ['--mode', 'INVESTOR', '--from', FROM, '--every', '7', '--top', '4'];

test('prints the figures', async () => {
  const { code, out, err } = await greyoak(...ASKED, '--per-sale', '15.34');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toContain(
    `INVESTOR, ${METHOD}: the best 4 of BUY or better, EQUAL, every 7 sessions\n${FROM} to ${SESSIONS[29].day}: 30 sessions, 5 models\n`,
  );
  expect(out).toMatch(/Return after costs +-?\d+\.\d\d %\n/);
  expect(out).toMatch(/of these ended lower +\d+\.\d\d %\n/);
  expect(out).toMatch(/Costs +₹\d+\.\d\d\n/);
});

test('prints everything as JSON, the same bytes each time, and stores nothing', async () => {
  const [first, second] = [await greyoak(...ASKED, '--json'), await greyoak(...ASKED, '--json')];
  expect(first).toEqual(second);
  const { request, figures, points } = JSON.parse(first.out) as Record<string, Record<string, unknown>>;
  expect(request).toMatchObject({ method: METHOD, costs: { buyRate: '0.001186226', perSale: '0' } });
  expect(points).toHaveLength(30);
  expect(figures).toMatchObject({ models: 5, withoutModel: 0 });
  expect((await database.pool.query('SELECT FROM backtests')).rows).toEqual([]);
});

test.each([
  [['--mode', 'INVESTOR'], 2, "required option '--from <date>' not specified"],
  [['--from', FROM], 2, "required option '--mode <mode>' not specified"],
  [[...ASKED, '--top', 'x'], 2, 'Expected a number.'],
  [[...ASKED, '--top', '0'], 1, 'Expected topN as a whole number from 1 to 100, got 0'],
  [[...ASKED, '--capital', '1e-9'], 1, 'Expected capital as'],
  [[...ASKED, '--to', '2024-13-01'], 1, 'Expected a date such as 2024-10-08, got "2024-13-01".'],
  [[...ASKED, '--method', 'x'], 1, 'Expected a span with scores of the method "x" and INVESTOR, got none'],
])('refuses %j', async (args, exitCode, message) => {
  const { code, out, err } = await greyoak(...args);
  expect({ code, out }).toEqual({ code: exitCode, out: '' });
  expect(err).toContain(message);
});
