import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import type { IsoDate } from '../../src/scoring/names.js';
import type { BacktestRequest } from '../../src/studies/backtests/backtestRequest.js';
import { computeBacktest } from '../../src/studies/backtests/computeBacktest.js';
import { rulesOf } from '../../src/studies/backtests/rulesOf.js';
import { storedResult } from '../../src/studies/backtests/storedResult.js';
import { randomMarket } from '../support/backtest/randomMarket.js';
import { simulate } from '../support/backtest/simulate.js';
import { METHOD, storeMarket } from '../support/backtest/storeMarket.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';

const SESSIONS = randomMarket(3, 50);
const day = (at: number) => SESSIONS[at].day;

const REQUEST: BacktestRequest = {
  ...{ mode: 'INVESTOR', method: METHOD, from: day(0), to: day(49) },
  ...{ minBand: 'BUY', topN: 4, weighting: 'SCORE', maxWeight: '0.4', sectorCap: '0.6' },
  ...{ every: 7, capital: '100000' },
  costs: { buyRate: '0.001186226', sellRate: '0.001036226', perSale: '15.34' },
};

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
  await storeMarket(database.pool, SESSIONS);
}, 60_000);
afterAll(closeTestDatabases);

const bytesOf = async (request = REQUEST) =>
  JSON.stringify(storedResult(await computeBacktest(database.pool, request)));

test('reads from the store what the simulation is given in memory', async () => {
  const expected = simulate(rulesOf(REQUEST), SESSIONS);
  expect(await computeBacktest(database.pool, REQUEST)).toEqual(expected);
  expect(expected.models).toBeGreaterThan(5);
  expect(expected.randomShareBeaten).toBeGreaterThan(0);
});

test('two runs give the same bytes', async () => {
  expect(await bytesOf()).toBe(await bytesOf());
});

test('begins on the first session with scores, and knows the prices of the ten sessions before', async () => {
  const from = day(12);
  const { points } = await computeBacktest(database.pool, { ...REQUEST, from });
  expect(points[0]).toEqual({ day: from, value: 1_000_000_000n, benchmark: 0 });
  expect(points).toHaveLength(38);
});

test('tells how far it is, and ends with its signal', async () => {
  const told: number[] = [];
  const ending = new AbortController();
  const onPart = (done: number) => {
    told.push(done);
    if (done === 20) ending.abort(new Error('enough'));
  };
  await expect(computeBacktest(database.pool, REQUEST, { onPart, signal: ending.signal })).rejects.toThrow(
    'enough',
  );
  expect(told).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
});

test('refuses a span without scores', async () => {
  await expect(
    computeBacktest(database.pool, {
      ...REQUEST,
      to: '2020-01-01' as IsoDate,
      from: '2019-01-01' as IsoDate,
    }),
  ).rejects.toThrow(`Expected a span with scores of the method "${METHOD}" and INVESTOR`);
});

test('reads nothing of the future: a store that is cut off at each model gives the same up to there', async () => {
  const whole = await computeBacktest(database.pool, REQUEST);
  for (let end = 49; end >= 0; end -= 7) {
    for (const [table, column] of [
      ['bars', 'day'],
      ['index_bars', 'day'],
      ['actions', 'ex_date'],
      ['session_bars', 'day'],
      ['scored_days', 'day'],
      ['scores', 'day'],
    ]) {
      await asOwner(database, `DELETE FROM ${table} WHERE ${column} > $1`, [day(end)]);
    }
    const { points } = await computeBacktest(database.pool, REQUEST);
    expect(points).toEqual(whole.points.slice(0, end + 1));
  }
});
