import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../../src/database/database.js';
import type { ScoresTable } from '../../../src/database/tables.js';
import { inputsHashOf } from '../../../src/market/inputsHash.js';
import type { RecomputedRun } from '../../../src/runs/reproduce/recomputedRun.js';
import { Recomputer, type FinishedRunRow } from '../../../src/runs/reproduce/recomputer.js';
import { reproduceSpan } from '../../../src/runs/reproduce/reproduceSpan.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { loadSetup } from '../../../src/runs/scoringSetup.js';
import { componentsOf } from '../../../src/scoring/explain.js';
import { PILLARS, type Mode, type Ticker } from '../../../src/scoring/names.js';
import { snap } from '../../../src/scoring/rounding.js';
import { asOwner, closeTestDatabases } from '../../support/database/testDatabase.js';
import { iso, removeFolders, writeFolder } from '../../support/market/folder.js';
import { Copies } from '../../support/runs/copies.js';
import { eps, filesOf, marketOver, sessionsFrom, TICKERS } from '../../support/market/market.js';
import { anyCorrection } from '../../support/runs/corrections.js';
import { importFiles, reportsOf, reproduced } from '../../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 30), loadSetup()]);
const market = marketOver(sessions, 'reproduced');
const LAST = sessions[29];
const ticker = (k: number) => `${TICKERS[k]}.NS` as Ticker;

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(market));
    await scoreSpan(database.pool, setup, { from: sessions[25] });
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

/** What reproduction says of the runs that are not reproduced. */
async function failures(database: Database) {
  const runs = await reproduced(database);
  return runs
    .filter(({ reason }) => reason !== null)
    .map(({ run, reason, differences }) => ({ id: run.id, reason, differences }));
}

const idOf = async ({ db }: Database, k: number) =>
  (await db.selectFrom('stocks').select('id').where('ticker', '=', ticker(k)).executeTakeFirstOrThrow()).id;

/** Changes the stored text of a method or sector file, under the hash of the former one. */
async function tamper(database: Database, table: string, change: (text: string) => string): Promise<void> {
  const { rows } = await database.pool.query<{ document: string }>(`SELECT document FROM ${table}`);
  const tampered = change(rows[0].document);
  expect(tampered).not.toBe(rows[0].document);
  await asOwner(database, `UPDATE ${table} SET document = $1`, [tampered]);
}

describe('reproduceSpan', () => {
  test('compares every score of every run of the days asked for', async () => {
    const database = await copies.open();
    const seen: string[] = [];
    const span = [sessions[26], sessions[28]] as const;
    const runs = await reproduceSpan(database.pool, ...span, ({ run, reason, compared }, done, total) =>
      seen.push(`run ${run.id}: ${reason}, ${compared} scores, ${done} of ${total}`),
    );
    expect(runs).toBe(3);
    // Sixteen stocks, less the one that ended at 55 % of 29 sessions, more than ten sessions before, in two modes.
    expect(seen).toEqual([2, 3, 4].map((id, k) => `run ${id}: null, 30 scores, ${k + 1} of 3`));
  }, 60_000);

  test('names the field of a score that is not what is computed', async () => {
    const database = await copies.open();
    const id = await idOf(database, 2);
    const rows = await asOwner(
      database,
      `UPDATE scores SET value = value + 0.01 WHERE run_id = 3 AND mode = 'TRADER' AND stock_id = $1
       RETURNING sector_z`,
      [id],
    );
    expect(rows).toHaveLength(1);
    const report = (await reportsOf(await writeFolder(filesOf(market)), setup))(sessions[27]);
    const { score } = report.stocks[ticker(2)].modes.TRADER;
    const what = `value is stored as ${Number((score + 0.01).toFixed(2))}, and computed as ${score}`;
    expect(await failures(database)).toEqual([
      {
        id: 3,
        reason: 'The inputs are the same, but the scores computed from them are others.',
        differences: [{ mode: 'TRADER', ticker: ticker(2), what }],
      },
    ]);
  }, 60_000);

  test('sees a change of any field of a score', async () => {
    const database = await copies.open();
    const { rows: columns } = await database.pool.query<{ name: string; type: string }>(
      `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
       WHERE table_name = 'scores' AND column_name NOT IN
         ('run_id', 'stock_id', 'mode', 'position', 'previous_value', 'previous_band')`,
    );
    expect(columns).toHaveLength(34);
    const one = `run_id = 5 AND mode = 'INVESTOR' AND stock_id = ${await idOf(database, 7)}`;
    await asOwner(database, `CREATE TABLE kept AS SELECT * FROM scores WHERE ${one}`);
    for (const { name, type } of columns) {
      const other = {
        band: `(CASE ${name} WHEN 'HOLD' THEN 'BUY' ELSE 'HOLD' END)::band`,
        date: `${name} + 1`,
        text: `${name} || 'A'`,
      }[type];
      await asOwner(
        database,
        `UPDATE scores SET ${name} = ${other ?? `coalesce(${name} + 1, 1)`} WHERE ${one}`,
      );
      const found: string[] = [];
      await reproduceSpan(database.pool, LAST, LAST, ({ differences }) =>
        found.push(...differences.map(({ what }) => what.split(' ')[0])),
      );
      expect(found).toEqual([name]);
      await asOwner(database, `DELETE FROM scores WHERE ${one}; INSERT INTO scores SELECT * FROM kept`);
    }
  }, 60_000);

  test('says which scores are missing, and which are too many', async () => {
    const database = await copies.open();
    const [gone, doubled] = [await idOf(database, 0), await idOf(database, 5)];
    await asOwner(database, 'DELETE FROM scores WHERE run_id = 5 AND stock_id = $1', [gone]);
    await database.pool.query(
      `CREATE TEMP TABLE one AS SELECT * FROM scores WHERE run_id = 5 AND mode = 'TRADER' LIMIT 1;
       UPDATE one SET position = NULL, stock_id = ${doubled};
       INSERT INTO scores SELECT * FROM one`,
    );
    const [failure, ...others] = await failures(database);
    expect(others).toEqual([]);
    expect(failure.differences).toEqual([
      { mode: 'TRADER', ticker: ticker(0), what: 'no score is stored, but one is computed' },
      { mode: 'TRADER', ticker: ticker(5), what: 'a score is stored, but none is computed' },
      { mode: 'INVESTOR', ticker: ticker(0), what: 'no score is stored, but one is computed' },
    ]);
  }, 60_000);

  test('says that the facts differ if a stored bar does', async () => {
    const database = await copies.open();
    const id = await idOf(database, 8);
    await asOwner(database, 'UPDATE bars SET close = close + 0.5 WHERE stock_id = $1 AND day = $2', [
      id,
      sessions[28],
    ]);
    const found = await failures(database);
    expect(found.map((run) => run.id)).toEqual([4, 5]);
    for (const { reason } of found) {
      expect(reason).toMatch(
        /^The inputs differ: the facts recorded up to batch \d+ are not the facts that the run read, or are computed differently \(hash [0-9a-f]{12}, stored [0-9a-f]{12}\)\.$/,
      );
    }
  }, 60_000);

  test('shows the scores that differ if the stored method does', async () => {
    const database = await copies.open();
    await tamper(database, 'methods', (text) => text.replace('LOW_DATA_HOLD: 0.70', 'LOW_DATA_HOLD: 0.99'));
    const found = await failures(database);
    expect(found.map((run) => run.id)).toEqual([1, 2, 3, 4, 5]);
    for (const { reason, differences } of found) {
      expect(reason).toBe(
        'The stored text of its method or sector file is not the one whose hash the run names.',
      );
      expect(differences.length).toBeGreaterThan(0);
    }
  }, 60_000);

  test.each([
    // A band that no score of these days lies at; a group that no company here belongs to.
    ['methods', (text: string) => text.replace('STRONG_BUY: 75', 'STRONG_BUY: 99.5')],
    ['sector_files', (text: string) => text.replace('Telecommunication: telecom', 'Telecommunication: it')],
  ])(
    'does not accept %s as that of the run if its text differs',
    async (table, change) => {
      const database = await copies.open();
      await tamper(database, table, change);
      const found = await failures(database);
      expect(found.map((run) => run.id)).toEqual([1, 2, 3, 4, 5]);
    },
    60_000,
  );

  test('names the version that made the run if it differs', async () => {
    const database = await copies.open();
    await asOwner(
      database,
      `UPDATE runs SET code_version = '0.0.1' WHERE id = 2; UPDATE scores SET t = t + 1 WHERE run_id = 2`,
    );
    const [{ reason }] = await failures(database);
    expect(reason).toMatch(/^The inputs are the same.* The run was made by version 0\.0\.1, this is \d+\./);
  }, 60_000);

  test('says what it expects if there is no run', async () => {
    const { pool } = await copies.open();
    const refusal = (from: string, to: string) => reproduceSpan(pool, iso(from), iso(to), () => undefined);
    await expect(refusal('2023-01-02', '2023-01-02')).rejects.toThrow(
      'Expected days that were scored, but there is no run of 2023-01-02. Score them first, with "greyoak score".',
    );
    await expect(refusal('2023-01-02', '2023-01-05')).rejects.toThrow(
      'there is no run from 2023-01-02 to 2023-01-05.',
    );
    await expect(refusal('2023-01-02', '2023-13-05')).rejects.toThrow(
      'Expected a date such as 2024-10-08, got "2023-13-05".',
    );
  });
});

/** Rows of runs, in the order of the ids. */
async function runRows({ db }: Database, ids: readonly number[]): Promise<FinishedRunRow[]> {
  const rows = await db.selectFrom('runs').selectAll().where('id', 'in', ids).execute();
  return ids.map((id) => {
    const row = rows.find((one) => one.id === id);
    if (row === undefined) throw new Error(`expected run ${id}`);
    return row;
  });
}

/** One run computed again. */
async function recomputed(database: Database, recomputer: Recomputer, id: number): Promise<RecomputedRun> {
  const [run] = recomputer.recompute(await runRows(database, [id]));
  return run;
}

/** The score that a run stored. */
async function storedScore(database: Database, run: number, mode: Mode, name: Ticker): Promise<ScoresTable> {
  return database.db
    .selectFrom('scores')
    .innerJoin('stocks', 'stocks.id', 'stock_id')
    .where('run_id', '=', run)
    .where('mode', '=', mode)
    .where('ticker', '=', name)
    .selectAll('scores')
    .executeTakeFirstOrThrow();
}

describe('Recomputer', () => {
  test('gives the components that the folder gives, also of a run before a correction', async () => {
    const database = await copies.open();
    await importFiles(database, filesOf({ statements: [eps(TICKERS[3], 99, LAST)] }));
    await scoreSpan(database.pool, setup, { from: sessions[25] });
    const recomputer = new Recomputer(database);
    const report = (await reportsOf(await writeFolder(filesOf(market)), setup))(LAST);
    const run = await recomputed(database, recomputer, 5);
    for (const [name, { components }] of Object.entries(report.stocks)) {
      const index = run.indexOf(name as Ticker);
      const recomputed = PILLARS.map((pillar) => [
        pillar,
        componentsOf(run.day, pillar, index).map((component) =>
          Object.fromEntries(
            Object.entries(component).map(([key, value]) => [
              key,
              typeof value === 'number' ? snap(value) : value,
            ]),
          ),
        ),
      ]);
      expect(Object.fromEntries(recomputed)).toEqual(components);
      const stored = await storedScore(database, 5, 'TRADER', name as Ticker);
      expect(run.differences(stored, name as Ticker)).toEqual([]);
    }
    expect(run.indexOf(ticker(5))).toBe(-1);
    // The run after the correction: another value of the same stock.
    const after = await recomputed(database, recomputer, 6);
    const epsOf = ({ day: { section } }: RecomputedRun) =>
      section.fundamentals.eps_cagr_3y[section.tickers.indexOf(ticker(3))];
    expect(after.day.section.date).toBe(LAST);
    expect(epsOf(after)).not.toBe(epsOf(run));
    // Computed once, however often it is asked for.
    expect(await recomputed(database, recomputer, 5)).toBe(run);
  }, 60_000);

  test('reports the score that was tampered with, and no other', async () => {
    const database = await copies.open();
    await asOwner(
      database,
      `UPDATE scores SET band = 'STRONG_BUY' WHERE run_id = 5 AND mode = 'INVESTOR' AND stock_id = $1`,
      [await idOf(database, 4)],
    );
    const run = await recomputed(database, new Recomputer(database), 5);
    const differences = async (mode: Mode, k: number) =>
      run.differences(await storedScore(database, 5, mode, ticker(k)), ticker(k));
    expect(await differences('INVESTOR', 4)).toEqual([
      'The inputs are the same, but the scores computed from them are others.',
      expect.stringMatching(/^band is stored as STRONG_BUY, and computed as [A-Z]+$/),
    ]);
    expect(await differences('TRADER', 4)).toEqual([]);
    expect(await differences('INVESTOR', 6)).toEqual([]);
  }, 60_000);

  test('says of a stored score that none is computed, or that the inputs differ', async () => {
    const database = await copies.open();
    // Features are what a run is computed from: three times the price on the last day alone.
    await asOwner(database, 'UPDATE features SET close = 3 * close WHERE stock_id = $1 AND day = $2', [
      await idOf(database, 8),
      LAST,
    ]);
    const run = await recomputed(database, new Recomputer(database), 5);
    const stored = await storedScore(database, 5, 'TRADER', ticker(8));
    expect(run.differences(stored, ticker(8))).toEqual([
      expect.stringMatching(/^The inputs differ: the facts recorded up to batch \d+ are not the facts/),
      expect.stringMatching(/^\w+ is stored as \S+, and computed as \S+$/),
    ]);
    expect(run.differences(stored, ticker(5))).toEqual([
      expect.stringMatching(/^The inputs differ/),
      'a score is stored, but none is computed',
    ]);
  }, 60_000);

  test('refuses a run that has not ended, and one whose method is not there', async () => {
    const database = await copies.open();
    const recomputer = new Recomputer(database);
    const [row] = await runRows(database, [1]);
    expect(() => recomputer.recompute([{ ...row, inputs_hash: null }])).toThrow('run 1 has not ended');
    const other = { ...row, id: 77, method_hash: 'f'.repeat(64) };
    await expect(recomputer.recompute([other])[0]).rejects.toThrow();
    // A failure is not kept.
    const [again] = recomputer.recompute([{ ...row, id: 77 }]);
    expect((await again).day.section.date).toBe(sessions[25]);
  }, 60_000);

  test('serves many at once, in the requested order, together or each on its own', async () => {
    const database = await copies.open();
    const ids = [5, 1, 2, 3, 4, 5];
    const dates = ids.map((id) => sessions[24 + id]);
    const rows = await runRows(database, ids);
    const together = await Promise.all(new Recomputer(database).recompute(rows));
    expect(together.map(({ day }) => day.section.date)).toEqual(dates);
    expect(together.map(({ id }) => id)).toEqual(ids);
    expect(together[0]).toBe(together[5]);
    const recomputer = new Recomputer(database);
    const alone = await Promise.all(rows.flatMap((row) => recomputer.recompute([row])));
    expect(alone.map(({ day }) => day.section.date)).toEqual(dates);
    expect(alone[0]).toBe(alone[5]);
  }, 60_000);

  test('reads facts on from batch to batch, and gets the inputs of each run', async () => {
    const database = await copies.open();
    for (const { rows } of fc.sample(anyCorrection(sessions), { numRuns: 8, seed: 20_261_128 })) {
      await importFiles(database, filesOf(rows));
      await scoreSpan(database.pool, setup, { from: sessions[20] });
    }
    const runs = await database.db.selectFrom('runs').selectAll().where('status', '=', 'SUCCEEDED').execute();
    expect(new Set(runs.map(({ read_batch }) => read_batch)).size).toBeGreaterThan(5);
    const recomputer = new Recomputer(database);
    const computed = await Promise.all(recomputer.recompute(runs, false));
    expect(computed.map(({ day }) => inputsHashOf(day.section))).toEqual(runs.map((run) => run.inputs_hash));
    expect(runs.some(({ id }) => recomputer.isKept(id))).toBe(false);
  }, 60_000);

  test('serves more than it keeps, those kept before among them', async () => {
    const database = await copies.open();
    const recomputer = new Recomputer(database, { mostRuns: 2 });
    const rows = await runRows(database, [1, 2, 3, 4, 5]);
    const kept = await Promise.all(recomputer.recompute(rows.slice(0, 2)));
    expect(rows.map(({ id }) => recomputer.isKept(id))).toEqual([true, true, false, false, false]);
    const all = await Promise.all(recomputer.recompute(rows));
    expect(all.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(all.slice(0, 2)).toEqual(kept);
    expect(rows.map(({ id }) => recomputer.isKept(id))).toEqual([false, false, false, true, true]);
  }, 60_000);
});
