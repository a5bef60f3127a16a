import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { dayOf } from '../../src/market/day.js';
import { Random } from '../../src/market/sample/random.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { dayReport, dayReportJson } from '../../src/runs/dayReport.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { day, iso, removeFolders, writeFolder } from '../support/market/folder.js';
import { bar, filesOf, marketOver, sessionsFrom, TICKERS, type Rows } from '../support/market/market.js';
import { importFiles, reportsOf, reproduced, storedDays, storedFormsOf } from '../support/runs/store.js';
import { describeWithShared } from '../support/shared.js';

const OLD_METHOD = fileURLToPath(new URL('../../config/method-1.0.yaml', import.meta.url));

let sessions: readonly IsoDate[];
let rows: Rows;
let setup: ScoringSetup;
beforeAll(async () => {
  sessions = await sessionsFrom('2024-05-02', 62);
  rows = marketOver(sessions);
  setup = await loadSetup();
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

async function openMarket(): Promise<Database> {
  const database = await openTestDatabase();
  await importFiles(database, filesOf(rows));
  return database;
}

const runIds = async ({ db }: Database) =>
  (await db.selectFrom('runs').select('id').orderBy('id').execute()).map(({ id }) => id);
const positions = async ({ db }: Database) =>
  (await db.selectFrom('scores').select('position').where('position', 'is not', null).execute()).length;

describe('scoreSpan', () => {
  test('stores what the folder gives, byte for byte, and scores nothing a second time', async () => {
    const database = await openMarket();
    const reportOf = await reportsOf(await writeFolder(filesOf(rows)), setup);
    const seen: string[] = [];
    const first = await scoreSpan(database.pool, setup, {
      onDay: (scores, inputs) => seen.push(dayReportJson(dayReport(scores, inputs))),
    });
    expect(seen).toEqual(sessions.map((date) => dayReportJson(reportOf(date))));
    expect(first.runs.map((run) => run.day)).toEqual(sessions);
    expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sessions));
    // What the market was made for does happen in it.
    const reasons = sessions.flatMap((date) => Object.entries(reportOf(date).notScored));
    expect([...new Set(reasons.map(([ticker]) => ticker))]).toEqual([6, 4, 5].map((k) => `${TICKERS[k]}.NS`));

    const kept = await positions(database);
    expect(await scoreSpan(database.pool, setup)).toEqual({ sessions: 62, runs: [], unchanged: 62 });
    expect(await runIds(database)).toHaveLength(62);
    expect(await positions(database)).toBe(kept);
  }, 60_000);

  test('keeps runs whose inputs are the same, and stores them again only where that is asked', async () => {
    const database = await openMarket();
    const span = { from: sessions[30], to: sessions[52] };
    await scoreSpan(database.pool, setup, span);
    const [ids, events] = [await runIds(database), await positions(database)];
    expect(ids).toHaveLength(23);
    const before = await storedDays(database);

    const seen: IsoDate[] = [];
    const checked = await scoreSpan(database.pool, setup, {
      ...span,
      recheck: true,
      onDay: ({ section }) => seen.push(section.date),
    });
    expect(checked).toEqual({ sessions: 23, runs: [], unchanged: 23 });
    expect(seen).toEqual(sessions.slice(30, 53));
    expect(await runIds(database)).toEqual(ids);

    const again = await scoreSpan(database.pool, setup, { ...span, again: true });
    expect(again.runs.map(({ changed }) => changed)).toEqual(again.runs.map(() => 0));
    expect(await runIds(database)).toHaveLength(46);
    expect(await positions(database)).toBe(events);
    expect(await storedDays(database)).toEqual(before);
    const current = await database.db.selectFrom('scored_days').select('run_id').distinct().execute();
    expect(current.map(({ run_id }) => run_id).sort((a, b) => a - b)).toEqual(again.runs.map(({ id }) => id));
  }, 60_000);

  test('scores by another method, which computes features from the bars, and notes which', async () => {
    const database = await openMarket();
    const old = await loadSetup(OLD_METHOD);
    const span = { from: sessions[40], to: sessions[44] };
    const { runs } = await scoreSpan(database.pool, old, span);
    expect(runs).toHaveLength(5);
    const reportOf = await reportsOf(await writeFolder(filesOf(rows)), old);
    expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sessions.slice(40, 45)));
    // The other method has scores of its own, next to those of the first one.
    expect((await scoreSpan(database.pool, setup, span)).runs).toHaveLength(5);
    expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sessions.slice(40, 45)));
    expect((await reproduced(database)).map(({ reason }) => reason)).toEqual(Array(10).fill(null));
  }, 60_000);

  test('scores single modes, which have runs of their own', async () => {
    const database = await openMarket();
    const span = { from: sessions[20], to: sessions[24] };
    await scoreSpan(database.pool, setup, { ...span, mode: 'TRADER' });
    expect([...(await storedDays(database)).keys()].every((key) => key.endsWith(' TRADER'))).toBe(true);
    expect((await scoreSpan(database.pool, setup, { ...span, mode: 'TRADER' })).unchanged).toBe(5);
    expect((await scoreSpan(database.pool, setup, { ...span, mode: 'INVESTOR' })).runs).toHaveLength(5);
    expect((await scoreSpan(database.pool, setup, span)).unchanged).toBe(5);
    const reportOf = await reportsOf(await writeFolder(filesOf(rows)), setup);
    expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sessions.slice(20, 25)));
    expect((await reproduced(database)).map(({ reason }) => reason)).toEqual(Array(10).fill(null));
  }, 60_000);

  test('passes over sessions of a span on which no stock can be scored', async () => {
    const database = await openTestDatabase();
    // No stock trades for fifteen sessions: on the last six of these, no stock has a bar in the last ten.
    const hole = new Set(sessions.slice(20, 35));
    const prices = (rows.prices ?? []).filter((row) => !hole.has(iso(row.split(',')[1])));
    await importFiles(database, filesOf({ ...rows, prices }));
    const { runs } = await scoreSpan(database.pool, setup);
    expect(runs.map((run) => run.day)).toEqual([...sessions.slice(0, 29), ...sessions.slice(35)]);
  }, 60_000);

  test('passes over the days before the first stock that has a sector group', async () => {
    const database = await openTestDatabase();
    const early = await sessionsFrom('2024-04-22', 3);
    const companies = [...(rows.companies ?? []), 'NOGROUP,No Group Ltd.,,,'];
    const prices = [...early.map((date) => bar('NOGROUP', date, 100, 1000)), ...(rows.prices ?? [])];
    await importFiles(database, filesOf({ ...rows, companies, prices }));
    const { runs } = await scoreSpan(database.pool, setup, { to: sessions[3] });
    expect(runs.map((run) => run.day)).toEqual(sessions.slice(0, 4));
  }, 60_000);

  test('says what it expects where nothing can be scored', async () => {
    const empty = await openTestDatabase();
    await expect(scoreSpan(empty.pool, setup)).rejects.toThrow(
      'The store holds no prices: import some first, with "greyoak import FOLDER".',
    );
    const database = await openMarket();
    const refusal = (from: string, to = from) =>
      scoreSpan(database.pool, setup, { from: iso(from), to: iso(to) });
    await expect(refusal('2024-02-30')).rejects.toThrow(
      'Expected a date such as 2024-10-08, got "2024-02-30".',
    );
    await expect(refusal('2024-05-04')).rejects.toThrow(
      'Expected a session of the exchange, but 2024-05-04 is none. The session before it is 2024-05-03.',
    );
    await expect(refusal('2025-01-01', '2025-02-01')).rejects.toThrow(
      `Expected days with prices, ${sessions[0]} to ${sessions[61]}, got 2025-01-01 to 2025-02-01, in which ` +
        'there is no session with any.',
    );
    await expect(refusal(sessions[5], sessions[3])).rejects.toThrow('Expected days with prices');
    expect(await runIds(database)).toEqual([]);
  }, 60_000);

  describeWithShared('stored scores of', 'data/nse-small', (small) => {
    test('are those of the folder', async () => {
      const database = await openTestDatabase();
      await importFolder(database.pool, small, { today: day('2026-11-20') });
      const { rows: traded } = await database.pool.query<{ day: IsoDate }>(
        'SELECT DISTINCT day FROM bars ORDER BY day',
      );
      const random = new Random('days of nse-small');
      const dates = [0, 1, 2].map(() => traded[random.whole(300, traded.length - 1)].day);
      const reportOf = await reportsOf(small, setup);
      for (const date of [...dates].sort()) {
        const seen: string[] = [];
        await scoreSpan(database.pool, setup, {
          from: date,
          to: date,
          onDay: (scores, inputs) => seen.push(dayReportJson(dayReport(scores, inputs))),
        });
        expect(seen).toEqual([dayReportJson(reportOf(date))]);
      }
      const sorted = [...new Set(dates)].sort((a, b) => dayOf(a) - dayOf(b));
      expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sorted));
      expect((await reproduced(database)).map(({ reason }) => reason)).toEqual(sorted.map(() => null));
    }, 120_000);
  });
});
