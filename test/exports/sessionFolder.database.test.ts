/** Sessions of whole markets as folders: what is exported stays provable, whatever the store learns afterwards. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from '../../src/database/database.js';
import { exportSession } from '../../src/exports/sessionFolder/exportSession.js';
import { reproduceFolder } from '../../src/exports/sessionFolder/reproduceFolder.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { newestBatch } from '../../src/market/store/recordBatch.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { asOwner, closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { day, removeFolders, writeFolder } from '../support/market/folder.js';
import {
  bar,
  corrected,
  filesOf,
  marketOver,
  sessionsFrom,
  split,
  TICKERS,
} from '../support/market/market.js';
import { withClient } from '../support/market/storeTables.js';
import { importFiles, reportsOf, storedDays, storedFormsOf } from '../support/runs/store.js';
import { newestRun, queueIsIdle, runsOf, startWorker, stopWorkers } from '../support/runs/workers.js';
import { describeWithShared } from '../support/shared.js';
import { remove, temporaryFolder } from '../support/temporaryFolder.js';

let home: string;
beforeAll(async () => {
  home = await temporaryFolder();
});
afterEach(async () => {
  await stopWorkers();
  await removeFolders();
});
afterAll(async () => {
  await closeTestDatabases();
  await remove(home);
});

const exported = ({ pool }: Database, date: IsoDate, name: string) =>
  exportSession(pool, date, join(home, name), { method: null });

/** Computes a folder again, and returns how many scores that were. */
async function scoresOf(name: string): Promise<number> {
  const { runs } = await reproduceFolder(join(home, name));
  expect(runs.map(({ reason, differences }) => [reason, differences])).toEqual(runs.map(() => [null, []]));
  return runs.reduce((sum, { scores }) => sum + scores, 0);
}

const hashesOf = ({ runs }: Awaited<ReturnType<typeof exported>>) =>
  runs.map(({ files }) => Object.entries(files).map(([file, { sha256 }]) => `${file} ${sha256}`));

test('a session of the sample is reproduced', async () => {
  const database = await openTestDatabase('sample');
  const { rows } = await database.pool.query<{ day: IsoDate; scores: number }>(
    'SELECT day, count(*)::int AS scores FROM current_scores WHERE day = (SELECT max(day) FROM served_days) GROUP BY day',
  );
  await exported(database, rows[0].day, 'sample');
  expect(await scoresOf('sample')).toBe(rows[0].scores);
}, 120_000);

test('a session of a method that adjusts earnings has the actions by which later ones are adjusted back', async () => {
  const file = join(home, 'adjusting.yaml');
  const shipped = await readFile('config/method.yaml', 'utf8');
  const adjusting = shipped.replace(/^name: .*$/m, 'name: adjusting\nderivations: { adjusted_eps: true }');
  await writeFile(file, adjusting);
  const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 24), loadSetup(file)]);
  const market = marketOver(sessions, 'adjusting');
  const database = await openTestDatabase();
  const statements =
    'ticker,period_end,period,metric,value,published_on,adjusted_to\n' +
    TICKERS.map((ticker, k) => `${ticker},2023-12-31,ANNUAL,eps,${k + 1},2024-05-03,${sessions[20]}\n`).join(
      '',
    );
  const actions = [...(market.actions ?? []), split(TICKERS[1], sessions[18])];
  await importFiles(database, { ...filesOf({ ...market, actions }), 'statements.csv': statements });
  await scoreSpan(database.pool, setup);
  await exported(database, sessions[12], 'adjusting');
  expect(await scoresOf('adjusting')).toBeGreaterThan(9);
}, 60_000);

test('a correction is computed by a job from its day on, and leaves the former folder provable', async () => {
  const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 24), loadSetup()]);
  const market = marketOver(sessions, 'folder');
  const database = await openTestDatabase();
  await importFiles(database, filesOf(market));
  await scoreSpan(database.pool, setup);
  const [before, after] = [sessions[11], sessions[14]];
  const former = await Promise.all([
    exported(database, before, 'before'),
    exported(database, after, 'after'),
  ]);
  const batch = await withClient(database, newestBatch);
  const run = await newestRun(database);

  const correction = {
    prices: [bar(TICKERS[0], sessions[12], 444, 50_000)],
    shareholding: [`${TICKERS[1]},2024-03-31,12,2024-05-20,PRIMARY,1,2,3`],
  };
  await importFiles(database, filesOf(correction));
  await startWorker(database, setup);
  await queueIsIdle(database);
  // The features of the stock from the day on have a new version each, and no other stock's.
  const { rows } = await database.pool.query<{
    ticker: string;
    from: string;
    superseded: number;
    now: number;
  }>(
    `SELECT ticker, min(day)::text AS from, count(*) FILTER (WHERE superseded_in > $1)::int AS superseded,
       count(*) FILTER (WHERE recorded_in > $1)::int AS now
     FROM features JOIN stocks ON stocks.id = stock_id WHERE recorded_in > $1 OR superseded_in > $1 GROUP BY ticker`,
    [batch],
  );
  expect(rows).toEqual([{ ticker: `${TICKERS[0]}.NS`, from: sessions[12], superseded: 12, now: 12 }]);
  const scored = (await runsOf(database, run)).map((one) => one.day).sort();
  expect(scored.every((one) => one >= sessions[12])).toBe(true);
  expect(scored).toContain(after);
  const reportOf = await reportsOf(await writeFolder(filesOf(corrected(market, correction))), setup);
  expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sessions));

  const again = await Promise.all([
    exported(database, before, 'before2'),
    exported(database, after, 'after2'),
  ]);
  expect(again[0]).toEqual(former[0]);
  expect(hashesOf(again[1])).not.toEqual(hashesOf(former[1]));
  for (const name of ['before', 'after', 'before2', 'after2'])
    expect(await scoresOf(name)).toBeGreaterThan(20);

  await remove(join(home, 'after2'));
  const ended = exportSession(database.pool, after, join(home, 'after2'), {
    method: null,
    signal: AbortSignal.abort(new Error('ended')),
  });
  await expect(ended).rejects.toThrow('ended');
  await asOwner(database, 'UPDATE scores SET value = 99.5 WHERE day = $1', [after]);
  await expect(exported(database, after, 'after2')).rejects.toThrow(
    new RegExp(
      `^Expected scores that can be computed again, but run \\d+ of ${after} is not reproduced\\. The inputs are the same, ` +
        `but the scores computed from them are others\\. "greyoak reproduce --date ${after}" says where it differs; nothing`,
    ),
  );
  // Nothing is left of the refused one.
  const ofTest = (await readdir(home)).filter((name) => /^(after|before)/.test(name));
  expect(ofTest.sort()).toEqual(['after', 'before', 'before2']);
}, 120_000);

describeWithShared('a real session', 'data/nse-small', (small) => {
  test('is reproduced without a database', async () => {
    const database = await openTestDatabase();
    await importFolder(database.pool, small, { today: day('2026-11-20') });
    const date = '2024-10-08' as IsoDate;
    await scoreSpan(database.pool, await loadSetup(), { from: date, to: date });
    const [manifest, again] = [
      await exported(database, date, 'small'),
      await exported(database, date, 'small2'),
    ];
    expect(again).toEqual(manifest);
    const { rows } = await database.pool.query<{ scores: number }>(
      'SELECT count(*)::int AS scores FROM current_scores',
    );
    expect(await scoresOf('small')).toBe(rows[0].scores);
  }, 120_000);
});
