/** Bands that remember the scores before: the same whatever is stored, day by day and in bulk, and reproduced. */
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { parse, stringify } from 'yaml';
import type { Database } from '../../src/database/database.js';
import { readFolder } from '../../src/market/imports/readFolder.js';
import { inputsHashOf } from '../../src/market/inputsHash.js';
import { readMethodFile } from '../../src/method/loadMethod.js';
import { inputsFromBars } from '../../src/runs/inputsFromBars.js';
import { reproduceSpan } from '../../src/runs/reproduce/reproduceSpan.js';
import type { ReproducedRun } from '../../src/runs/reproduce/reproduceRun.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup, setupOf, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases, openTestDatabase } from '../support/database/testDatabase.js';
import { day, removeFolders, writeFolder } from '../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom, type Rows } from '../support/market/market.js';
import { importFiles, storedDays } from '../support/runs/store.js';

const METHOD = fileURLToPath(new URL('../../config/method-2.0.yaml', import.meta.url));
const MEMORY = 8;

let sessions: readonly IsoDate[];
let rows: Rows;
let setup: ScoringSetup;
beforeAll(async () => {
  sessions = await sessionsFrom('2024-05-02', 30);
  rows = marketOver(sessions);
  const usual = await loadSetup();
  // A short memory, so that days before its first one are tried.
  const parameters = parse(await readMethodFile(METHOD)) as Record<string, unknown>;
  const document = stringify({
    ...parameters,
    name: usual.method.name,
    bands: { hysteresis: 1, memory: MEMORY },
  });
  const files = { methodFile: METHOD, sectorsFile: 'sectors.yaml' };
  setup = { ...usual, ...setupOf(document, 'production', usual.sectorsDocument, files) };
});
afterEach(removeFolders);
afterAll(closeTestDatabases);

async function openMarket(): Promise<Database> {
  const database = await openTestDatabase();
  await importFiles(database, filesOf(rows));
  return database;
}

/** The hash of a day's inputs, from the folder. */
async function hashFromFolder(date: IsoDate): Promise<string> {
  const { market } = await readFolder(await writeFolder(filesOf(rows)), { today: day('2026-11-20') });
  return inputsHashOf((await inputsFromBars(market, date, setup)).section);
}

/** A row of prices with a third more volume and a close at the high. */
function changed(row: string): string {
  const [ticker, date, open, high, low, , volume, ...rest] = row.split(',');
  return [ticker, date, open, high, low, high, Number(volume) + 1000, ...rest].join(',');
}

describe('bands with hysteresis', () => {
  test('are the same in bulk, day by day, over a gap, and from a folder', async () => {
    const bulk = await openMarket();
    await scoreSpan(bulk.pool, setup);
    const expected = await storedDays(bulk);

    const daily = await openMarket();
    // A gap of days that are scored later.
    const order = [...sessions.slice(0, 5), ...sessions.slice(20), ...sessions.slice(5, 20)];
    for (const date of order) await scoreSpan(daily.pool, setup, { from: date, to: date });
    expect(await storedDays(daily)).toEqual(expected);

    const last = sessions[sessions.length - 1];
    expect(expected.get(`${last} TRADER`)?.inputsHash).toBe(await hashFromFolder(last));
  }, 120_000);

  test('are reproduced with their hashes, also of a day alone', async () => {
    const database = await openMarket();
    await scoreSpan(database.pool, setup);
    for (const [from, to] of [
      [sessions[0], sessions[29]],
      [sessions[25], sessions[25]],
    ]) {
      const runs: ReproducedRun[] = [];
      await reproduceSpan(database.pool, from, to, (run) => runs.push(run));
      expect(runs.filter(({ reason }) => reason !== null)).toEqual([]);
    }
  }, 120_000);

  test('of a later batch begin with the scores of that batch', async () => {
    const database = await openMarket();
    await scoreSpan(database.pool, setup);
    const at = 12;
    const prices = (rows.prices ?? []).map((row) =>
      row.split(',')[1] === sessions[at] ? changed(row) : row,
    );
    await importFiles(database, filesOf({ ...rows, prices }));
    await scoreSpan(database.pool, setup);

    const fresh = await openTestDatabase();
    await importFiles(fresh, filesOf({ ...rows, prices }));
    await scoreSpan(fresh.pool, setup);
    expect(await storedDays(database)).toEqual(await storedDays(fresh));
    // The runs of both batches are reproduced from what each had read.
    const runs: ReproducedRun[] = [];
    await reproduceSpan(database.pool, sessions[at], sessions[29], (run) => runs.push(run));
    expect(runs.length).toBeGreaterThan(30 - at);
    expect(runs.filter(({ reason }) => reason !== null)).toEqual([]);
  }, 120_000);
});
