/** What is served while bars of the newest session come in. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { createContext, type Services } from '../../src/graphql/context.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { servicesOf } from '../../src/services.js';
import { readSettings } from '../../src/settings.js';
import { testAuthKey } from '../support/access/testAuthKey.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { dataOf, internalErrors } from '../support/graphql/execute.js';
import { fileOf, removeFolders } from '../support/market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { importFiles } from '../support/runs/store.js';

const sessions = await sessionsFrom('2024-05-02', 13);
const [NEWEST, AWAITED] = sessions.slice(11);
const [PAUSED, EARLY] = TICKERS;

let database: Database;
let services: Services;
beforeAll(async () => {
  database = await openTestDatabase();
  const market = marketOver(sessions.slice(0, 12), 'awaited');
  // Not traded on the newest session.
  const prices = (market.prices ?? []).filter((row) => !row.startsWith(`${PAUSED},${NEWEST}`));
  await importFiles(database, filesOf({ ...market, prices }));
  const setup = await loadSetup();
  await scoreSpan(database.pool, setup);
  await importFiles(database, fileOf('prices', bar(EARLY, AWAITED, 123, 1000)));
  await scoreSpan(database.pool, setup);
  services = servicesOf(database, setup, readSettings({}), { authKey: testAuthKey });
}, 60_000);
afterEach(() => {
  expect(internalErrors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

const read = async (query: string, variables?: Record<string, unknown>) =>
  dataOf(await createContext(services), query, variables);
const featuresOf = async (ticker: string, on: string | null) => {
  const query = `query ($ticker: Ticker!, $on: Date) {
    stock(ticker: $ticker) { features(on: $on) { date barDate close } }
  }`;
  const { stock } = (await read(query, { ticker, on })) as {
    stock: { features: { date: string; barDate: string; close: number } | null };
  };
  return stock.features;
};

describe('features', () => {
  test('are those of the newest scored session where no day or a later one is asked for', async () => {
    const newest = await featuresOf(EARLY, null);
    expect(newest).toMatchObject({ date: NEWEST, barDate: NEWEST });
    expect(await featuresOf(EARLY, '2030-01-01')).toEqual(newest);
    expect(await featuresOf(EARLY, NEWEST)).toEqual(newest);
  });

  test('of an awaited session come by its date', async () => {
    expect(await featuresOf(EARLY, AWAITED)).toEqual({ date: AWAITED, barDate: AWAITED, close: 123 });
  });

  test('tell of which day the close is', async () => {
    expect(await featuresOf(PAUSED, null)).toMatchObject({ date: NEWEST, barDate: sessions[10] });
    expect(await featuresOf(PAUSED, AWAITED)).toMatchObject({ date: AWAITED, barDate: sessions[10] });
  });
});

describe('sessions', () => {
  const sessionsOf = async (from: string | null, to: string | null) =>
    (await read('query ($from: Date, $to: Date) { sessions(from: $from, to: $to) }', { from, to }))[
      'sessions'
    ];

  test('are those that count', async () => {
    expect(await sessionsOf(null, null)).toEqual(sessions.slice(0, 12));
    expect(await sessionsOf(sessions[3], '2030-01-01')).toEqual(sessions.slice(3, 12));
    expect(await sessionsOf('2020-01-01', sessions[2])).toEqual(sessions.slice(0, 3));
    expect(await sessionsOf(AWAITED, null)).toEqual([]);
  });

  test('refuse a span that ends before it begins', async () => {
    await expect(sessionsOf(sessions[3], sessions[2])).rejects.toThrow('Expected from to be at most to');
  });
});

describe('the provenance of a score', () => {
  const query = `{ stock(ticker: "${EARLY}") { score(mode: TRADER) { date provenance { sessionQuorum marketReturn } } } }`;
  const score = { date: NEWEST, provenance: { sessionQuorum: 0.5, marketReturn: 'UNIVERSE' } };

  test('tells the quorum and where the market return was taken from', async () => {
    expect(await read(query)).toEqual({ stock: { score } });
  });

  test('computes where the market return was taken from again, where the run did not keep it', async () => {
    await asOwner(database, 'UPDATE runs SET market_return = NULL, session_quorum = 0');
    const former = servicesOf(database, await loadSetup(), readSettings({}), { authKey: testAuthKey });
    const data = await dataOf(await createContext(former), query);
    expect(data).toEqual({
      stock: { score: { ...score, provenance: { ...score.provenance, sessionQuorum: 0 } } },
    });
  });
});
