/** The reasons of stored scores, whose rows have the distance to the nearest meeting and not its side. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dayServices } from '../support/days/dayServices.js';
import { dataOf } from '../support/graphql/execute.js';

let database: Database;
let services: Services;

beforeAll(async () => {
  database = await openTestDatabase('sample');
  services = await dayServices(database);
}, 60_000);
afterAll(closeTestDatabases);

interface Answer {
  readonly stock: {
    readonly score: {
      readonly penalty: { readonly parts: readonly { readonly kind: string; readonly reason: string }[] };
    };
  };
}

const QUERY = `query ($ticker: Ticker!) {
  stock(ticker: $ticker) { score(mode: TRADER) { penalty { parts { kind reason } } } }
}`;

async function meetingOf(ticker: string): Promise<string | undefined> {
  const { stock } = (await dataOf(await createContext(services), QUERY, { ticker })) as unknown as Answer;
  return stock.score.penalty.parts.find(({ kind }) => kind === 'EVENT_WINDOW')?.reason;
}

const meeting = (when: string) =>
  `The nearest results or board meeting ${when} the window of 2 calendar days`;

test('tell days ago from days ahead', async () => {
  expect(await meetingOf('SYNIT05.NS')).toBe(`${meeting('was 1 day ago, inside')}: 2 points off.`);
  expect(await meetingOf('SYNBANK02.NS')).toBe(`${meeting('is in 1 day, inside')}: 2 points off.`);
  expect(await meetingOf('SYNFMCG03.NS')).toBe(`${meeting('is in 2 days, at the edge of')}: 2 points off.`);
  expect(await meetingOf('SYNAUTO05.NS')).toBe(`${meeting('is in 3 days, outside')}: no penalty.`);
});

test('keep what they said when the event moves later, and say when it is on both sides', async () => {
  const one = (sql: string) => database.pool.query(sql);
  // A later batch moves one meeting; the run did not read it.
  await one(`
    WITH moved AS (
      UPDATE company_events SET superseded_in = 1000000 FROM stocks
      WHERE stocks.id = stock_id AND ticker = 'SYNIT05.NS' AND superseded_in IS NULL
      RETURNING stock_id, day, kind, announced_on, detail
    )
    INSERT INTO company_events (stock_id, day, kind, recorded_in, announced_on, detail)
    SELECT stock_id, day + 2, kind, 1000000, announced_on, detail FROM moved`);
  expect(await meetingOf('SYNIT05.NS')).toBe(`${meeting('was 1 day ago, inside')}: 2 points off.`);

  // Another meeting, as many days before, that the run had read.
  await one(`
    INSERT INTO company_events (stock_id, day, kind, recorded_in, announced_on, detail)
    SELECT stock_id, day - 4, 'RESULTS', recorded_in, announced_on, '' FROM company_events
    JOIN stocks ON stocks.id = stock_id
    WHERE ticker = 'SYNFMCG03.NS' AND kind = 'BOARD_MEETING'`);
  expect(await meetingOf('SYNFMCG03.NS')).toBe(
    `${meeting('was 2 days ago, and another is in 2 days, at the edge of')}: 2 points off.`,
  );

  await one(
    `UPDATE company_events SET superseded_in = recorded_in FROM stocks
     WHERE stocks.id = stock_id AND ticker = 'SYNAUTO05.NS'`,
  );
  expect(await meetingOf('SYNAUTO05.NS')).toBe(
    `${meeting('is 3 days before or after, outside')}: no penalty.`,
  );
});
