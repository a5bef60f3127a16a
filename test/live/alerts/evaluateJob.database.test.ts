/** The job of an evaluation: in several processes, killed in the middle, and with many rules. */
import { afterAll, afterEach, describe, expect, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Task } from '../../../src/jobs/task.js';
import { queueEvaluation } from '../../../src/jobs/evaluateJob.js';
import { readJobs } from '../../../src/jobs/readJobs.js';
import { evaluateAlertsTask } from '../../../src/live/tasks/evaluateAlerts.js';
import { AlertWorld } from '../../support/alerts/alertWorld.js';
import { closeTestDatabases } from '../../support/database/testDatabase.js';
import { start, stopAll } from '../../support/jobs/workers.js';
import { eventually } from '../../support/time/eventually.js';

const A = 'ABC.NS';
const TASKS = [evaluateAlertsTask as Task<unknown, null>];
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await stopAll();
});
afterAll(closeTestDatabases);

async function startProcess({ database }: AlertWorld): Promise<ChildProcess> {
  const script = fileURLToPath(new URL('evaluatingWorker.js', import.meta.url));
  const url = String(database.pool.options.connectionString);
  const child = spawn(process.execPath, [script, url], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

async function commit(world: AlertWorld, day: string, risk: number): Promise<void> {
  await world.session(day, { [A]: { risk } });
  await queueEvaluation(world.database.pool);
}

const untilEvaluated = ({ database: { pool } }: AlertWorld): Promise<void> =>
  eventually(async () => {
    const { rows } = await pool.query(
      'SELECT FROM alert_log WHERE evaluated = (SELECT max(committed) FROM runs)',
    );
    return rows.length === 1;
  });

async function log({ database: { pool } }: AlertWorld): Promise<readonly string[]> {
  const { rows } = await pool.query<{ event: string }>(
    `SELECT concat_ws(' ', position, change, value) AS event FROM alert_events ORDER BY position`,
  );
  return rows.map(({ event }) => event);
}

const deliveries = async ({ database: { pool } }: AlertWorld) =>
  (await pool.query('SELECT position FROM webhook_deliveries ORDER BY position')).rows.map(
    (row) => row.position,
  );

async function ruleWithWebhook(world: AlertWorld): Promise<void> {
  const owner_id = await world.user();
  const rule_id = await world.rule({ owner_id, scope: 'OWN' });
  const [{ id: webhook_id }] = await world.insert<{ id: number }>('webhooks', [
    {
      owner_id,
      url: 'https://x.example/',
      generation: 1,
      paused: false,
      failures: 0,
      created_at: new Date(),
    },
  ]);
  await world.insert('alert_rule_webhooks', [{ rule_id, webhook_id }]);
}

describe('an evaluation', () => {
  test('that is killed in the middle has changed nothing, and is done by another process', async () => {
    const world = await AlertWorld.open([A]);
    await ruleWithWebhook(world);
    const child = await startProcess(world);
    // The alerts are stored before the position moves, which has to wait for us.
    const holder = await world.database.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM alert_log FOR UPDATE');
    await commit(world, '2024-10-03', 70);
    await eventually(async () => {
      const { rows } = await world.database.pool.query(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE 'UPDATE alert_log%'`,
      );
      return rows.length === 1;
    });
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    await holder.query('ROLLBACK');
    holder.release();
    expect(await log(world)).toEqual([]);
    await start(world.database, TASKS);
    await untilEvaluated(world);
    expect(await log(world)).toEqual(['1 RAISED 70']);
    expect(await deliveries(world)).toEqual([1]);
  }, 60_000);

  test('whose process is killed after it leaves the delivery to others', async () => {
    const world = await AlertWorld.open([A]);
    await ruleWithWebhook(world);
    const child = await startProcess(world);
    await commit(world, '2024-10-03', 70);
    await untilEvaluated(world);
    child.kill('SIGKILL');
    expect(await deliveries(world)).toEqual([1]);
    expect(
      (await readJobs(world.database.pool)).filter(({ task }) => task === 'deliver_webhooks'),
    ).toHaveLength(1);
    // A job that is done again tells nothing again.
    await queueEvaluation(world.database.pool);
    await start(world.database, TASKS);
    await commit(world, '2024-10-04', 71);
    await untilEvaluated(world);
    expect(await log(world)).toEqual(['1 RAISED 70', '2 REPEATED 71']);
    expect(await deliveries(world)).toEqual([1, 2]);
  }, 60_000);

  test('by two processes tells each change once', async () => {
    const world = await AlertWorld.open([A]);
    await world.rule();
    await startProcess(world);
    await start(world.database, TASKS);
    const days = ['2024-10-01', '2024-10-03', '2024-10-04', '2024-10-07', '2024-10-08', '2024-10-09'];
    for (const [k, risk] of [50, 63, 64, 40, 61, 50].entries()) {
      await commit(world, days[k], risk);
      await queueEvaluation(world.database.pool);
      await untilEvaluated(world);
    }
    expect(await log(world)).toEqual([
      '1 RAISED 63',
      '2 REPEATED 64',
      '3 RESOLVED 40',
      '4 RAISED 61',
      '5 RESOLVED 50',
    ]);
    expect(await world.alerts()).toMatchObject([
      { day: '2024-10-03', state: 'RESOLVED', occurrences: 2 },
      { day: '2024-10-08', state: 'RESOLVED', occurrences: 1 },
    ]);
  }, 60_000);

  test('of 10,000 rules raises for each, and more than 50 of a rule as one', async () => {
    const tickers = Array.from({ length: 60 }, (_, k) => `S${String(k).padStart(2, '0')}.NS`);
    const world = await AlertWorld.open(tickers);
    const { pool } = world.database;
    await pool.query(
      `INSERT INTO alert_rules (owner_id, scope, name, metric, everything, comparator, threshold, rearm, severity)
       SELECT NULL, 'EVERYBODY', 'Rule ' || k, 'RISK', true, 'ABOVE', CASE WHEN k % 5000 = 0 THEN 10 ELSE 80 END, 5, 'LOW'
       FROM generate_series(1, 10000) AS k`,
    );
    const session = (risk: number) =>
      Object.fromEntries(tickers.map((ticker, k) => [ticker, { risk: k === 0 ? risk : 50 }]));
    await world.session('2024-10-03', session(90));
    expect(await world.evaluate()).toBe(10_000);
    expect(await world.evaluate()).toBe(0);
    const { rows } = await pool.query(
      `SELECT message, count(*)::int FROM alerts WHERE stock_id IS NULL GROUP BY message`,
    );
    expect(rows).toEqual([{ message: 'Risk of 60 stocks is above 10 on 2024-10-03.', count: 2 }]);
    await world.session('2024-10-04', session(75));
    // Those of many stand for another session, and the others are back.
    expect(await world.evaluate()).toBe(10_000);
    const { rows: states } = await pool.query(
      'SELECT state, occurrences, count(*)::int FROM alerts GROUP BY 1, 2 ORDER BY 1',
    );
    expect(states).toEqual([
      { state: 'OPEN', occurrences: 2, count: 2 },
      { state: 'RESOLVED', occurrences: 1, count: 9998 },
    ]);
    // Of the many, one after the other is back. The alert ends with the last.
    await world.session('2024-10-07', { ...session(4), [tickers[1]]: { risk: 5 } });
    await world.evaluate();
    const { rows: left } = await pool.query(
      'SELECT cardinality(beyond_ids) AS left FROM alerts WHERE stock_ids IS NOT NULL',
    );
    expect(left).toEqual([{ left: 58 }, { left: 58 }]);
    await world.session('2024-10-08', Object.fromEntries(tickers.map((ticker) => [ticker, { risk: 5 }])));
    await world.evaluate();
    const { rows: open } = await pool.query(`SELECT FROM alerts WHERE state <> 'RESOLVED' OR beyond`);
    expect(open).toEqual([]);
  }, 60_000);

  test('stores more events than a call has arguments', async () => {
    const tickers = Array.from({ length: 50 }, (_, k) => `S${k}.NS`);
    const world = await AlertWorld.open(tickers);
    const { pool } = world.database;
    await pool.query(
      `INSERT INTO alert_rules (owner_id, scope, name, metric, everything, comparator, threshold, rearm, severity)
       SELECT NULL, 'EVERYBODY', 'Rule', 'RISK', true, 'ABOVE', 60, 5, 'LOW' FROM generate_series(1, 2600)`,
    );
    await world.session('2024-10-03', Object.fromEntries(tickers.map((ticker) => [ticker, { risk: 70 }])));
    expect(await world.evaluate()).toBe(130_000);
    const { rows } = await pool.query(
      `SELECT count(*)::int, max(position)::int AS last, count(DISTINCT alert_id)::int AS alerts FROM alert_events`,
    );
    expect(rows).toEqual([{ count: 130_000, last: 130_000, alerts: 130_000 }]);
  }, 60_000);
});
