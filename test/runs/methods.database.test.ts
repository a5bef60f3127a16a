/** Several methods that are scored side by side. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import type { Database } from '../../src/database/database.js';
import { queueOutdated } from '../../src/runs/outdatedJob.js';
import { queueUnscored } from '../../src/runs/queueUnscored.js';
import { Rescores } from '../../src/runs/rescores.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { loadMethodOf, loadSetup, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import { serveMethods } from '../../src/runs/serveMethods.js';
import { setupsOf } from '../../src/runs/setupsOf.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { removeFolders } from '../support/market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { Copies } from '../support/runs/copies.js';
import { checkEvents } from '../support/runs/eventModel.js';
import { importFiles, reproduced } from '../support/runs/store.js';
import { jobsOf, logged, queueIsIdle, startWorker, stopWorkers } from '../support/runs/workers.js';

const OTHER = fileURLToPath(new URL('../../config/method-2.0.yaml', import.meta.url));

const [sessions, alone, other] = await Promise.all([
  sessionsFrom('2024-05-02', 45),
  loadSetup(),
  loadMethodOf(OTHER),
]);
const both: ScoringSetup = { ...alone, others: [other] };
const [served, second] = [alone.method.name, other.method.name];
/** Days of the market that have a score, 41 sessions after its first bar. */
const SCORED = 45;

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(marketOver(sessions, 'served')));
  });
}, 60_000);
afterEach(async () => {
  await stopWorkers();
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const serve = (database: Database, setup: ScoringSetup) =>
  serveMethods(
    database.pool,
    setupsOf(setup).map(({ method }) => method),
  );

/** How many days of each method are current, by mode and method. */
async function scoredDays({ pool }: Database): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ method: string; days: number }>(
    `SELECT method, count(*)::int AS days FROM scored_days WHERE mode = 'TRADER' GROUP BY method ORDER BY method`,
  );
  return Object.fromEntries(rows.map(({ method, days }) => [method, days]));
}

/** The methods of runs in the order in which they were stored, with the first and last day of each stretch. */
async function stretches({ pool }: Database, after = 0): Promise<string[]> {
  const { rows } = await pool.query<{ name: string; day: string }>(
    `SELECT name, day::text FROM runs JOIN methods ON hash = method_hash
     WHERE status = 'SUCCEEDED' AND runs.id > $1 ORDER BY committed`,
    [after],
  );
  const found: { name: string; from: string; to: string }[] = [];
  for (const { name, day } of rows) {
    const last = found.at(-1);
    if (last?.name === name && last.to < day) last.to = day;
    else found.push({ name, from: day, to: day });
  }
  return found.map(({ name, from, to }) => `${name} ${from === to ? from : `${from} ${to}`}`);
}

/** All that is stored of a method but ids, batches and positions. */
async function rowsOf({ pool }: Database, method: string): Promise<readonly unknown[]> {
  const { rows } = await pool.query(
    `SELECT to_jsonb(scores) - 'run_id' - 'position' AS score, position IS NOT NULL AS told, runs.inputs_hash, method_hash,
       changed, risks_hash, market_return
     FROM scored_days AS scored JOIN runs ON runs.id = run_id
     JOIN scores ON scores.run_id = scored.run_id AND scores.mode = scored.mode
     WHERE method = $1 ORDER BY scores.day, scores.mode, stock_id`,
    [method],
  );
  return rows;
}

const newestRun = async ({ pool }: Database): Promise<number> =>
  (await pool.query<{ id: number }>('SELECT coalesce(max(id), 0) AS id FROM runs')).rows[0].id;

test('an import scores by each method, the served one first, which is as if it were alone', async () => {
  const [database, control] = [await copies.open(), await copies.open()];
  await scoreOutdated(control.pool, alone);
  const scored = await scoreOutdated(database.pool, both);
  expect([scored?.runs.length, scored?.others?.get(second)?.runs.length]).toEqual([SCORED, SCORED]);
  expect(await stretches(database)).toEqual([
    `${served} ${sessions[0]} ${sessions[44]}`,
    `${second} ${sessions[0]} ${sessions[44]}`,
  ]);
  const expected = await rowsOf(control, served);
  expect(expected.length).toBeGreaterThan(0);
  expect(await rowsOf(database, served)).toEqual(expected);
  expect(await jobsOf(database)).toEqual([]);
  await checkEvents(database);
  const { rows: risks } = await database.pool.query(
    'SELECT DISTINCT name FROM assessed_days JOIN runs ON runs.id = run_id JOIN methods ON hash = method_hash',
  );
  expect(risks).toEqual([{ name: served }]);
  expect((await reproduced(database)).filter(({ reason }) => reason !== null)).toEqual([]);
}, 120_000);

test('a correction touches both methods, each against its own scores', async () => {
  const database = await copies.open();
  await scoreOutdated(database.pool, both);
  const before = await newestRun(database);
  await importFiles(database, filesOf({ prices: [bar(TICKERS[2], sessions[41], 4_321, 99_000)] }));
  await scoreOutdated(database.pool, both);
  expect(await stretches(database, before)).toEqual([
    `${served} ${sessions[41]} ${sessions[44]}`,
    `${second} ${sessions[41]} ${sessions[44]}`,
  ]);
  await checkEvents(database);
  const again = await newestRun(database);
  expect(await scoreOutdated(database.pool, both)).toMatchObject({ runs: [] });
  expect(await newestRun(database)).toBe(again);
}, 120_000);

test('a worker scores the newest session by each method before older ones, and then one method after the other', async () => {
  const database = await copies.open();
  await serve(database, both);
  await queueOutdated(database.pool);
  await startWorker(database, both, { daysPerJob: 20 });
  await queueIsIdle(database);
  const first = await stretches(database);
  expect(first.slice(0, 2)).toEqual([`${served} ${sessions[44]}`, `${second} ${sessions[44]}`]);
  // The rest, twenty days a job.
  expect(first.slice(2)).toEqual([
    `${served} ${sessions[0]} ${sessions[43]}`,
    `${second} ${sessions[0]} ${sessions[43]}`,
  ]);
  expect(await scoredDays(database)).toEqual({ [second]: SCORED, [served]: SCORED });
  await checkEvents(database);
}, 120_000);

test('a method that is added is scored for the whole history, and one that is removed keeps what it has', async () => {
  const database = await copies.open();
  await serve(database, alone);
  await scoreOutdated(database.pool, alone);
  const { rows: log } = await database.pool.query('SELECT epoch FROM event_log');
  expect(await queueUnscored(database.pool, [alone.method])).toBe(false);

  expect(await serve(database, both)).toBeNull();
  expect(await jobsOf(database)).toMatchObject([{ task: 'rescore_outdated' }]);
  expect(await queueUnscored(database.pool, [alone.method, other.method])).toBe(true);
  await startWorker(database, both);
  await queueIsIdle(database);
  expect(await scoredDays(database)).toEqual({ [second]: SCORED, [served]: SCORED });
  expect(await queueUnscored(database.pool, [alone.method, other.method])).toBe(false);
  // Nobody who hears the served method has to load anything again.
  expect((await database.pool.query('SELECT epoch FROM event_log')).rows).toEqual(log);
  await stopWorkers();

  expect(await serve(database, alone)).toBeNull();
  const kept = await rowsOf(database, second);
  const before = await newestRun(database);
  await importFiles(database, filesOf({ prices: [bar(TICKERS[2], sessions[44], 4_321, 99_000)] }));
  await startWorker(database, alone);
  await queueIsIdle(database);
  expect(await stretches(database, before)).toEqual([`${served} ${sessions[44]}`]);
  expect(await rowsOf(database, second)).toEqual(kept);
  await stopWorkers();

  // It goes on where it was left.
  await serve(database, both);
  const stopped = await newestRun(database);
  await startWorker(database, both);
  await queueIsIdle(database);
  expect(await stretches(database, stopped)).toEqual([`${second} ${sessions[44]}`]);
  await checkEvents(database);
}, 120_000);

test('a worker that lacks a method leaves it to one that has it', async () => {
  const database = await copies.open();
  await serve(database, both);
  await queueOutdated(database.pool);
  await startWorker(database, alone, { othersInMs: 60_000 });
  await queueIsIdle(database);
  expect(await scoredDays(database)).toEqual({ [served]: SCORED });
  expect(await jobsOf(database)).toMatchObject([{ task: 'rescore_outdated', locked: false }]);
  await stopWorkers();
  await queueOutdated(database.pool);
  await startWorker(database, both);
  await queueIsIdle(database);
  expect(await scoredDays(database)).toEqual({ [second]: SCORED, [served]: SCORED });
  expect(await jobsOf(database)).toEqual([]);
}, 120_000);

test.each([served, second])(
  'an import that is cut short while %s scores is completed by a worker',
  async (cut) => {
    const [database, control] = [await copies.open(), await copies.open()];
    await scoreOutdated(control.pool, both);
    await serve(database, both);
    let [days, isFirst] = [0, true];
    const onProgress = (done: number) => {
      if (done < days) isFirst = false;
      days = done;
      // As where the process is killed: what was not committed is lost.
      if (isFirst === (cut === served) && done === 43) throw new Error('cut short');
    };
    await expect(scoreOutdated(database.pool, both, { onProgress })).rejects.toThrow('cut short');
    const left = await scoredDays(database);
    expect(left[cut]).toBeLessThan(SCORED);
    expect(await jobsOf(database)).toMatchObject([{ task: 'rescore_outdated' }]);
    await startWorker(database, both);
    await queueIsIdle(database);
    expect(await scoredDays(database)).toEqual({ [second]: SCORED, [served]: SCORED });
    await checkEvents(database);
    const values = async (one: Database, method: string) =>
      (
        await one.pool.query(
          'SELECT day::text, mode, stock_id, value, band, fired FROM current_scores_of($1) ORDER BY day, mode, stock_id',
          [method],
        )
      ).rows;
    for (const method of [served, second])
      expect(await values(database, method)).toEqual(await values(control, method));
  },
  120_000,
);

test('a method that fails does not keep the served one from being scored', async () => {
  const database = await copies.open();
  const parameters = { ...other.method.parameters, weights: undefined as never };
  const broken: ScoringSetup = {
    ...alone,
    others: [{ ...other, method: { ...other.method, parameters } }],
  };
  await serve(database, broken);
  await queueOutdated(database.pool);
  const { length: before } = logged;
  await startWorker(database, broken);
  await queueIsIdle(database);
  expect(await scoredDays(database)).toEqual({ [served]: SCORED });
  const { rows } = await database.pool.query(
    `SELECT name, day::text, error FROM runs JOIN methods ON hash = method_hash WHERE status = 'FAILED'`,
  );
  expect(rows).toContainEqual({
    name: second,
    day: sessions[44],
    error: 'The scoring failed; the log of the service says why.',
  });
  expect(logged.length).toBeGreaterThan(before);
}, 120_000);

test('a caller asks for a run of a method that is scored', async () => {
  const database = await copies.open();
  await serve(database, both);
  await scoreOutdated(database.pool, both);
  const rescores = new Rescores(database, both);
  const ask = (method: string | null) => rescores.request({ on: null, mode: null, method }, NO_ACTOR);
  const [first, again, ofServed] = [await ask(second), await ask(second), await ask(null)];
  expect([first.method_hash, ofServed.method_hash]).toEqual([other.method.hash, alone.method.hash]);
  expect(again.id).toBe(first.id);
  await expect(ask('greyoak-9')).rejects.toThrow(
    'Expected a method that is scored, greyoak-1.1 or greyoak-2.0, got "greyoak-9".',
  );
  await startWorker(database, both);
  await queueIsIdle(database);
  expect(await stretches(database, first.id - 1)).toEqual([
    `${second} ${sessions[44]}`,
    `${served} ${sessions[44]}`,
  ]);
  await checkEvents(database);
}, 120_000);

test('a run waits for a worker that has its method, and fails where the method is scored no more', async () => {
  const database = await copies.open();
  await serve(database, both);
  await scoreOutdated(database.pool, both);
  const { id } = await new Rescores(database, both).request(
    { on: null, mode: null, method: second },
    NO_ACTOR,
  );
  const state = async () =>
    (
      await database.pool.query<{ status: string; error: string | null }>(
        'SELECT status, error FROM runs WHERE id = $1',
        [id],
      )
    ).rows[0];
  await startWorker(database, alone, { othersInMs: 60_000 });
  await queueIsIdle(database);
  expect(await state()).toEqual({ status: 'QUEUED', error: null });
  await serve(database, alone);
  await database.pool.query(
    'SELECT graphile_worker.reschedule_jobs(array_agg(id), now()) FROM graphile_worker.jobs',
  );
  await queueIsIdle(database);
  expect(await state()).toEqual({
    status: 'FAILED',
    error: 'Expected a method that is scored, got greyoak-2.0: METHODS names it no more.',
  });
}, 120_000);
