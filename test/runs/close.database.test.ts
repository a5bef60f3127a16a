/** When the scores of a session become final: what tells that it has closed, and when that is looked at. */
import { afterAll, afterEach, expect, jest, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { queueOutdated } from '../../src/runs/outdatedJob.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { fakeOnly } from '../support/time/fakeOnly.js';
import { day, fileOf, iso, removeFolders, writeFolder, type Files } from '../support/market/folder.js';
import { filesOf, marketOver } from '../support/market/market.js';

const setup = await loadSetup();
const weekOf = (...dates: readonly string[]) => dates.map(iso);
/** Weeks of no holiday, long over and far ahead. */
const PAST = weekOf('2024-07-22', '2024-07-23', '2024-07-24', '2024-07-25', '2024-07-26');
const AHEAD = weekOf('2099-03-09', '2099-03-10', '2099-03-11', '2099-03-12', '2099-03-13');

afterEach(async () => {
  jest.useRealTimers();
  await removeFolders();
});
afterAll(closeTestDatabases);

const take = async ({ pool }: Database, files: Files, today: IsoDate) =>
  importFolder(pool, await writeFolder(files), { today: day(today), onRecorded: queueOutdated });

async function newestRunOf({ pool }: Database, date: IsoDate): Promise<boolean> {
  const { rows } = await pool.query<{ provisional: boolean }>(
    'SELECT provisional FROM runs WHERE day = $1 ORDER BY id DESC LIMIT 1',
    [date],
  );
  return rows[0].provisional;
}

test.each([
  { clock: 'behind', sessions: PAST, time: '2024-07-26T09:59:59Z', provisional: false },
  { clock: 'ahead', sessions: AHEAD, time: '2099-03-13T10:00:00Z', provisional: true },
])(
  'the clock that begins the jobs tells it, and not that of a process which is $clock',
  async ({ sessions, time, provisional }) => {
    const database = await openTestDatabase();
    await take(database, filesOf(marketOver(sessions, 'close')), sessions[4]);
    // The clock of this process alone.
    fakeOnly(['Date'], Date.parse(time));
    await scoreSpan(database.pool, setup);
    expect(await newestRunOf(database, sessions[4])).toBe(provisional);
  },
  60_000,
);

test('is looked at when the day ends where a session turned out to be a special one after it was scored', async () => {
  const database = await openTestDatabase();
  const running = AHEAD[4];
  await take(database, filesOf(marketOver(AHEAD, 'close')), running);
  const score = async (time: string) =>
    (await scoreSpan(database.pool, setup, { now: () => new Date(time) })).runs.map((run) => run.day);
  const closes = async () =>
    (
      await database.pool.query<{ key: string; run_at: Date }>('SELECT key, run_at FROM graphile_worker.jobs')
    ).rows
      .filter(({ key }) => key === `close ${running}`)
      .map(({ run_at }) => run_at.toISOString());

  await score('2099-03-13T09:00:00Z');
  // A second after 15:30 in India.
  expect(await closes()).toEqual(['2099-03-13T10:00:01.000Z']);

  await take(database, fileOf('holidays', `${running},SESSION,Muhurat trading`), running);
  // The scores stay as they are.
  expect(await score('2099-03-13T09:30:00Z')).toEqual([]);
  expect(await closes()).toEqual(['2099-03-13T18:30:01.000Z']);
  expect(await score('2099-03-13T10:00:01Z')).toEqual([]);

  expect(await score('2099-03-13T18:30:01Z')).toEqual([running]);
  expect(await newestRunOf(database, running)).toBe(false);
}, 60_000);
