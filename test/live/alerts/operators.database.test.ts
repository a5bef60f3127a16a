import { afterAll, beforeEach, expect, test } from '@jest/globals';
import { withLock } from '../../../src/database/transaction.js';
import { evaluateOperators } from '../../../src/live/alerts/operators/evaluateOperators.js';
import { dayOf } from '../../../src/market/day.js';
import { OperationMinutes } from '../../../src/status/operationMinutes.js';
import { readOperatorFigures, type OperatorFigures } from '../../../src/status/operatorFigures.js';
import { AlertWorld } from '../../support/alerts/alertWorld.js';
import { closeTestDatabases } from '../../support/database/testDatabase.js';

let world: AlertWorld;
beforeEach(async () => {
  world = await AlertWorld.open(['ABC.NS']);
});
afterAll(closeTestDatabases);

const WELL: OperatorFigures = { sessionsBehind: 0, failedRuns: 0, waitedMinutes: 0, failedShare: null };
const evaluate = (figures: Partial<OperatorFigures>) =>
  withLock(world.database.pool, 'alerts', (client) =>
    evaluateOperators(client, () => Promise.resolve({ ...WELL, ...figures })),
  );
const ruleOf = (metric: string, threshold: number, given: object = {}) =>
  world.rule({ metric, threshold, rearm: threshold / 2, everything: false, ...given });

test('a figure that is beyond raises once, counts each minute, and resolves below half', async () => {
  await ruleOf('DATA_STALE', 2);
  await ruleOf('RUN_FAILED', 0);
  await ruleOf('QUEUE_STUCK', 10);
  await ruleOf('ERROR_RATE', 0.05);
  expect(await evaluate({})).toBe(0);
  const bad = { sessionsBehind: 3, failedRuns: 1, waitedMinutes: 12.34, failedShare: 0.071 };
  expect(await evaluate(bad)).toBe(4);
  expect(await evaluate(bad)).toBe(0);
  expect(await evaluate({ ...bad, sessionsBehind: 2, failedShare: null })).toBe(0);
  expect(
    (await world.alerts()).map(({ message, occurrences, ticker, day }) => [
      message,
      occurrences,
      ticker,
      day,
    ]),
  ).toEqual([
    ['The newest session is 3 sessions behind, above 2.', 2, null, null],
    ['1 run failed, above 0.', 3, null, null],
    ['The oldest job that is due waits for 12.3 minutes, above 10.', 3, null, null],
    ['7.10 % of the operations of a minute failed, above 5 %.', 2, null, null],
  ]);
  expect(await evaluate({ sessionsBehind: 1, failedShare: 0.02 })).toBe(4);
  const states = (await world.alerts()).map(({ state, resolved_by_value }) => [state, resolved_by_value]);
  expect(states).toEqual(Array.from({ length: 4 }, () => ['RESOLVED', true]));
  expect(await evaluate(bad)).toBe(4);
});

test('rules of users who are no administrators are not evaluated, nor by the commit of a session', async () => {
  await ruleOf('RUN_FAILED', 0, { owner_id: await world.user('TRADER'), scope: 'OWN' });
  await ruleOf('RUN_FAILED', 0, { owner_id: await world.user('ADMIN'), scope: 'OWN' });
  await world.session('2024-10-03', {});
  expect(await world.evaluate()).toBe(0);
  expect(await evaluate({ failedRuns: 1 })).toBe(1);
});

test('the figures are those of the store', async () => {
  const { pool } = world.database;
  const figures = () => readOperatorFigures(pool, dayOf('2024-10-08'));
  expect(await figures()).toEqual({ ...WELL, sessionsBehind: null });
  await world.insert('session_bars', [
    { day: '2024-10-03', bars: 1, of_former: 1, expected: 1, has_quorum: true },
  ]);
  const failed = { status: 'FAILED', method_hash: 'm', sectors_hash: 's', finished_at: new Date() };
  await world.insert('runs', [
    { ...failed, id: 101, day: '2024-10-03' },
    { ...failed, id: 102, day: '2024-10-04' },
    { ...failed, id: 103, day: '2024-10-04', finished_at: '2020-01-01T00:00:00Z' },
  ]);
  await world.session('2024-10-03', {});
  await pool.query(`SELECT graphile_worker.add_job('x', run_at => now() - interval '90 seconds')`);
  const total = { operations: 0, failures: 0 };
  const minutes = new OperationMinutes(total, () => pool);
  Object.assign(total, { operations: 8, failures: 1 });
  await minutes.write();
  await minutes.write();
  await pool.query(`UPDATE operation_minutes SET minute = minute - interval '1 minute'`);
  const { waitedMinutes, ...rest } = await figures();
  expect(rest).toEqual({ sessionsBehind: 2, failedRuns: 1, failedShare: 0.125 });
  expect(waitedMinutes).toBeGreaterThanOrEqual(1.5);
});
