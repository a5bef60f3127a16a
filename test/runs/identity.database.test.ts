/** Companies that were renamed, listed twice or moved to another industry: what is scored, and what stays provable. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { removeFolders, writeFolder } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import {
  corrected,
  filesOf,
  INDUSTRIES,
  marketOver,
  sessionsFrom,
  TICKERS,
  type Rows,
} from '../support/market/market.js';
import { importFiles, reportsOf, reproduced, storedDays, storedFormsOf } from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 40), loadSetup()]);
const market = marketOver(sessions, 'identity');
const RENAMED = TICKERS[2];
const UNTIL = sessions[30];
const RENAME = `${RENAMED},OLDNAME,${UNTIL}`;

/** The market as rows of the renamed stock were written at the time, and those of its new symbol. */
const [underFormer, underNew] = [true, false].map((isFormer) =>
  Object.fromEntries(
    Object.entries(market).map(([name, rows]) => [
      name,
      rows.flatMap((row) => {
        if (!row.startsWith(`${RENAMED},`)) return isFormer ? [row] : [];
        const wasFormer = name === 'companies' ? isFormer : row.split(',')[1] <= UNTIL;
        if (wasFormer !== isFormer) return [];
        return [isFormer ? row.replace(RENAMED, 'OLDNAME') : row];
      }),
    ]),
  ),
) as readonly Rows[];

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(underFormer));
    await scoreSpan(database.pool, setup);
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const scratch = async (rows: Rows) => reportsOf(await writeFolder(filesOf(rows)), setup);

const notReproduced = async (database: Database) =>
  (await reproduced(database)).filter(({ reason }) => reason !== null);

describe('a company that was renamed', () => {
  test('is one stock: scores are as if it had never had another symbol, and former runs are reproduced', async () => {
    const database = await copies.open();
    const { files } = await importFiles(database, filesOf({ ...underNew, symbols: [RENAME] }));
    expect(
      files.map(({ file, inserted, touchesFrom }) => [file, inserted, touchesFrom !== null]),
    ).toContainEqual(['symbols.csv', 1, true]);
    await scoreSpan(database.pool, setup);
    expect(await storedDays(database)).toEqual(storedFormsOf(await scratch(market), sessions));
    expect(await notReproduced(database)).toEqual([]);
    expect((await scoreSpan(database.pool, setup)).runs).toEqual([]);
  }, 60_000);

  test('is so in a folder that has both of its symbols', async () => {
    const both = { ...corrected(underFormer, underNew), symbols: [RENAME] };
    const [reportOf, expected] = [await scratch(both), await scratch(market)];
    for (const date of sessions) expect(reportOf(date)).toEqual(expected(date));
  }, 60_000);

  test('is so where the whole folder is imported, and nothing changes if it is imported again', async () => {
    const database = await copies.open();
    const both = filesOf({ ...corrected(underFormer, underNew), symbols: [RENAME] });
    await importFiles(database, both);
    const { files } = await importFiles(database, both);
    expect(files.filter(({ inserted, updated }) => inserted + updated > 0)).toEqual([]);
    await scoreSpan(database.pool, setup);
    expect(await storedDays(database)).toEqual(storedFormsOf(await scratch(market), sessions));
  }, 60_000);
});

describe('an industry that companies.csv changes', () => {
  test('counts from the day of import on: no session before it is scored again', async () => {
    const database = await copies.open();
    const before = await storedDays(database);
    const [moved] = (underFormer.companies ?? []).slice(0, 1);
    const { files } = await importFiles(
      database,
      filesOf({ companies: [moved.replace(INDUSTRIES[0], INDUSTRIES[2])] }),
    );
    expect(files).toMatchObject([{ file: 'companies.csv', updated: 1, touchesFrom: 20_777 }]);
    expect((await scoreSpan(database.pool, setup, { recheck: true })).runs).toEqual([]);
    expect(await storedDays(database)).toEqual(before);
    expect(await notReproduced(database)).toEqual([]);
  }, 60_000);
});

describe('a company that is taken out of the universe', () => {
  test('has no score from that day on, and keeps its former ones, its bars and their proof', async () => {
    const whole = await Copies.of(async (database) => {
      await importFiles(database, filesOf(market));
      await scoreSpan(database.pool, setup);
    });
    const database = await whole.open();
    const [ticker, since] = [TICKERS[0], sessions[30]];
    const before = await storedDays(database);
    const rows = [`${ticker},2024-01-01,${INDUSTRIES[0]},,`, `${ticker},${since},Delisted,,NONE`];
    await importFiles(database, filesOf({ classifications: rows }));
    await scoreSpan(database.pool, setup);
    const after = await storedDays(database);
    for (const [key, { scores, notScored }] of after) {
      const isOut = key >= since;
      expect([key, Object.keys(scores).includes(`${ticker}.NS`)]).toEqual([key, !isOut]);
      if (isOut) expect(JSON.stringify(notScored)).toContain('NO_SECTOR_GROUP');
      else expect(scores).toEqual(before.get(key)?.scores);
    }
    const { rows: bars } = await database.pool.query<{ n: number }>(
      `SELECT count(*)::int4 AS n FROM bars JOIN stocks ON stocks.id = stock_id WHERE ticker = $1 AND day >= $2`,
      [`${ticker}.NS`, since],
    );
    expect(bars[0].n).toBeGreaterThan(5);
    expect(await notReproduced(database)).toEqual([]);
    await whole.close();
  }, 60_000);
});

describe('another sector file', () => {
  test('that gives the same groups makes no run, and its days are not computed again and again', async () => {
    const database = await copies.open();
    const sectorsHash = 'f'.repeat(64);
    const other = { ...setup, sectorsDocument: `${setup.sectorsDocument}# In other words.\n`, sectorsHash };
    const computed: unknown[] = [];
    const score = () =>
      scoreSpan(database.pool, other, { onDay: ({ section }) => computed.push(section.date) });
    expect((await score()).runs).toEqual([]);
    expect(computed).toEqual(sessions);
    expect((await score()).runs).toEqual([]);
    expect(computed).toEqual(sessions);
    // The former file is another one now.
    await scoreSpan(database.pool, setup, { onDay: ({ section }) => computed.push(section.date) });
    expect(computed).toHaveLength(2 * sessions.length);
    expect(await notReproduced(database)).toEqual([]);
  }, 60_000);
});
