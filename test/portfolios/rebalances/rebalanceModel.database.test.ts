/** Rebalances of models, as workers do them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Database } from '../../../src/database/database.js';
import { cancelJob } from '../../../src/jobs/cancelJob.js';
import { readJobs } from '../../../src/jobs/readJobs.js';
import { retryJob } from '../../../src/jobs/retryJob.js';
import { rebalance } from '../../../src/portfolios/optimiser/rebalance.js';
import type { Solving } from '../../../src/portfolios/rebalances/computeAnswer.js';
import { rebalanceJob } from '../../../src/portfolios/rebalances/rebalanceJob.js';
import { SolverTimeout } from '../../../src/portfolios/solver/solverTimeout.js';
import type { RebalanceServices } from '../../../src/portfolios/rebalances/rebalanceServices.js';
import type { Job } from '../../../src/jobs/task.js';
import type { PortfolioEditor } from '../../../src/portfolios/store/portfolioEditor.js';
import { VersionConflict } from '../../../src/versionConflict.js';
import { forgetRebalanceKeys } from '../../../src/portfolios/tasks/forgetRebalanceKeys.js';
import { rebalanceModel } from '../../../src/portfolios/tasks/rebalanceModel.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { start, stopAll } from '../../support/jobs/workers.js';
import { removeFolders } from '../../support/market/folder.js';
import { AT_ONCE, COSTS, RebalanceWorld, TO_TARGET } from '../../support/portfolios/rebalanceWorld.js';
import { eventually } from '../../support/time/eventually.js';

jest.setTimeout(60_000);

let database: Database;
let world: RebalanceWorld;
let asha: PortfolioEditor;
let child: ChildProcess | undefined;
let model: { readonly id: number; readonly version: number };

beforeAll(async () => {
  database = await openTestDatabase();
  world = await RebalanceWorld.in(database);
  asha = await world.user('asha');
});
beforeEach(async () => {
  model = await world.model(asha, { AAA: ['0.5', '0.05'], BBB: ['0.3', '0.05'] });
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await stopAll();
  await database.pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
});
afterAll(async () => {
  await closeTestDatabases();
  await removeFolders();
});

const work = (solver: Solving = AT_ONCE) =>
  start(database, [rebalanceModel], { services: { rebalancing: { solver, costs: COSTS } } });

async function portfolios(
  count: number,
  cash = '100000',
): Promise<readonly { id: number; version: number }[]> {
  const made = [];
  for (let k = 0; k < count; k++) made.push(await world.portfolio(asha, model.id, cash));
  return made;
}

async function ask(key: string | null = null, version = model.version) {
  const one = { modelId: model.id, version, terms: TO_TARGET, idempotencyKey: key };
  const row = await world.rebalances.ofModel(one, asha);
  if (row === null) throw new Error('expected a rebalance');
  return row;
}

async function changeModel(): Promise<void> {
  const changed = {
    ...{ name: 'Changed', outside: 'SELL' as const, neverBuy: [], neverBuyMode: null, fromScores: null },
    positions: [{ stockId: world.stockId('CCC'), target: 5_000n, low: 500n, high: 500n }],
  };
  expect(await world.models.update(model.id, model.version + 1, changed, asha)).not.toBeNull();
}

async function stateOf(id: number): Promise<{ status: string; error: string | null; finished: boolean }> {
  const { rows } = await database.pool.query<{ status: string; error: string | null; finished: boolean }>(
    'SELECT status, error, finished_at IS NOT NULL AS finished FROM rebalances WHERE id = $1',
    [id],
  );
  return rows[0];
}

/** Resolves when no job of a rebalance is left; changes of portfolios may have queued others. */
const untilDone = (): Promise<void> =>
  eventually(async () => (await readJobs(database.pool)).every(({ task }) => task !== rebalanceJob.name));

const versionsOf = (list: readonly { id: number }[]) =>
  Promise.all(list.map(({ id }) => world.versionOf(id)));

const TRADES = [
  'BUY 500 AAA at 100 for 50000, costs 59.32 on 2024-10-09, BELOW_BAND',
  'BUY 120 BBB at 250 for 30000, costs 35.59 on 2024-10-09, BELOW_BAND',
];

test('each portfolio has its own answer, and one that fails stops no other', async () => {
  const list = await portfolios(2);
  const poor = await world.portfolio(asha, model.id, '-1');
  const other = await portfolios(1);
  let calls = 0;
  const row = await ask();
  expect(row).toMatchObject({
    status: 'QUEUED',
    modelVersion: model.version,
    asOf: '2024-10-08',
    finishedAt: null,
  });
  expect(await world.answers(row.id)).toHaveLength(4);
  await work({
    solve: (problem) => {
      if (calls++ === 1) return Promise.reject(new SolverTimeout(10_000));
      return AT_ONCE.solve(problem);
    },
  });
  await untilDone();
  expect(await stateOf(row.id)).toEqual({ status: 'SUCCEEDED', error: null, finished: true });
  const answers = await world.answers(row.id);
  expect(answers.map(({ status, reason }) => [status, reason])).toEqual([
    ['DONE', null],
    ['FAILED', null],
    ['SKIPPED', 'NO_VALUE'],
    ['DONE', null],
  ]);
  expect(answers[1]).toMatchObject({ message: expect.stringContaining('within 10 s') as unknown });
  expect(await world.trades(row.id)).toEqual([...TRADES, ...TRADES]);
  // Each was stored, so that each version has grown.
  expect(await versionsOf([...list, poor, ...other])).toEqual(
    [...list, poor, ...other].map(({ version }) => version + 1),
  );
});

test('of 20 with one version one is stored, and none while one waits', async () => {
  await portfolios(1);
  const results = await Promise.allSettled(Array.from({ length: 20 }, () => ask()));
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const result of results) {
    if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(VersionConflict);
  }
  await expect(ask(null, model.version + 1)).rejects.toThrow('of which no rebalance waits or runs');
  await work();
  await untilDone();
  expect(await ask(null, model.version + 1)).toMatchObject({ status: 'QUEUED' });
});

test('the same key gives the same rebalance, and another user has no such model', async () => {
  await portfolios(1);
  const rows = await Promise.all(Array.from({ length: 20 }, () => ask('model')));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(1);
  await expect(ask('model', model.version + 1)).rejects.toThrow('with another input');
  const ravi = await world.user('ravi');
  const one = { modelId: model.id, version: model.version + 1, terms: TO_TARGET, idempotencyKey: null };
  expect(await world.rebalances.ofModel(one, ravi)).toBeNull();
});

test('a model that no portfolio follows is refused', async () => {
  await expect(ask()).rejects.toThrow('got one that none follows');
});

test('a portfolio that is changed meanwhile is computed from its state when it is its turn', async () => {
  const [first] = await portfolios(1);
  const { id } = await ask();
  let isChanged = false;
  await work({
    solve: async (problem) => {
      if (!isChanged) {
        isChanged = true;
        await world.portfolios.attach(first.id, first.version, model.id, asha);
      }
      return rebalance(problem);
    },
  });
  await untilDone();
  expect(await world.trades(id)).toEqual(TRADES);
  expect(await world.versionOf(first.id)).toBe(first.version + 2);
});

test('a portfolio that is deleted or detached meanwhile is skipped', async () => {
  const [deleted, detached, kept] = await portfolios(3);
  const { id } = await ask();
  await world.portfolios.remove(deleted.id, deleted.version, asha);
  await world.portfolios.attach(detached.id, detached.version, null, asha);
  await work();
  await untilDone();
  expect((await world.answers(id)).map(({ portfolio, status }) => [portfolio, status])).toEqual([
    [deleted.id, 'SKIPPED'],
    [detached.id, 'SKIPPED'],
    [kept.id, 'DONE'],
  ]);
});

test('a model that is changed meanwhile ends its rebalance, and what is done stays', async () => {
  const list = await portfolios(15);
  const { id } = await ask();
  let calls = 0;
  await work({
    solve: async (problem) => {
      // Portfolios are done five at a time.
      if (++calls === 11) await changeModel();
      return rebalance(problem);
    },
  });
  await untilDone();
  expect(await stateOf(id)).toMatchObject({
    status: 'FAILED',
    finished: true,
    error: expect.stringContaining('The model was changed or deleted') as unknown,
  });
  const answers = await world.answers(id);
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['DONE', null]));
  // Each is whole or not at all.
  expect(await versionsOf(list)).toEqual(
    list.map(({ version }, k) => version + (answers[k]['status'] === 'DONE' ? 1 : 0)),
  );
});

describe('cancelled', () => {
  test('while it waits, it is never done', async () => {
    const list = await portfolios(1);
    const { id, version } = await ask();
    expect(await world.rebalances.cancel({ id, version }, asha)).toMatchObject({
      status: 'CANCELLED',
      version: version + 1,
    });
    await work();
    await untilDone();
    expect(await world.answers(id)).toMatchObject([{ status: null }]);
    expect(await versionsOf(list)).toEqual(list.map((one) => one.version));
  });

  test('while it runs, what is done stays, and the rest has no answer', async () => {
    await portfolios(15);
    const { id, version } = await ask();
    let calls = 0;
    await work({
      solve: async (problem) => {
        if (++calls === 11) await world.rebalances.cancel({ id, version }, asha);
        return rebalance(problem);
      },
    });
    await untilDone();
    expect(await stateOf(id)).toEqual({ status: 'CANCELLED', error: null, finished: true });
    const answers = await world.answers(id);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['DONE', null]));
  });

  test('by an operator who cancels the job, and is tried again no more', async () => {
    await portfolios(1);
    const { id } = await ask();
    const [{ id: jobId }] = await readJobs(database.pool);
    const client = await database.pool.connect();
    await cancelJob(client, Number(jobId));
    client.release();
    await work();
    await eventually(async () => (await stateOf(id)).status === 'CANCELLED');
    const other = await database.pool.connect();
    expect(await retryJob(other, Number(jobId), [rebalanceJob])).toMatchObject({
      refusal: 'its rebalance is gone, was cancelled, or is done',
    });
    other.release();
  });
});

test('of a worker that is killed, each portfolio is whole or not at all, and another completes them', async () => {
  const list = await portfolios(25);
  const { id } = await ask();
  const script = fileURLToPath(new URL('stallingWorker.js', import.meta.url));
  child = spawn(process.execPath, [script, String(database.pool.options.connectionString)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.stdout === null) throw new Error('expected the output of the process, got none');
  // It computes 13 portfolios, and waits within the 14th.
  await once(child.stdout, 'data');
  const before = (await world.answers(id)).filter(({ status }) => status !== null).length;
  expect(before).toBeGreaterThan(0);
  expect(before).toBeLessThan(25);
  child.kill('SIGKILL');
  await work();
  await untilDone();
  expect(await stateOf(id)).toEqual({ status: 'SUCCEEDED', error: null, finished: true });
  expect(await world.trades(id)).toEqual(list.flatMap(() => TRADES));
  // None was done twice.
  expect(await versionsOf(list)).toEqual(list.map(({ version }) => version + 1));
});

test('two workers that do one rebalance at a time do each portfolio once', async () => {
  const list = await portfolios(12);
  const { id } = await ask();
  await database.pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  const job: Job<RebalanceServices> = {
    ...{ id: '1', pool: database.pool, signal: new AbortController().signal, progress: () => undefined },
    log: { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
    services: { rebalancing: { solver: AT_ONCE, costs: COSTS } },
  };
  const payload = { rebalanceId: id, asOf: null };
  await Promise.all([rebalanceModel.run(payload, job as never), rebalanceModel.run(payload, job as never)]);
  expect(await stateOf(id)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await world.trades(id)).toEqual(list.flatMap(() => TRADES));
  expect(await versionsOf(list)).toEqual(list.map(({ version }) => version + 1));
});

test('one whose job is gone ends', async () => {
  await portfolios(1);
  const { id } = await ask();
  await database.pool.query('SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs');
  await work();
  await eventually(async () => (await stateOf(id)).status === 'FAILED');
  expect(await stateOf(id)).toMatchObject({ error: expect.stringContaining('The worker ended') as unknown });
});

test('keys are forgotten after 30 days', async () => {
  await portfolios(1);
  const { id } = await ask('old');
  await database.pool.query(`UPDATE rebalances SET created_at = now() - interval '31 days' WHERE id = $1`, [
    id,
  ]);
  await forgetRebalanceKeys.run({}, { pool: database.pool } as never);
  const { rows } = await database.pool.query('SELECT idempotency_key FROM rebalances WHERE id = $1', [id]);
  expect(rows).toEqual([{ idempotency_key: null }]);
});
