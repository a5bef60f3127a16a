/** Facts that come late: which days are scored again, and that what was scored before stays provable. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup, type ScoringSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { removeFolders, writeFolder } from '../support/market/folder.js';
import { Copies } from '../support/runs/copies.js';
import { anyCorrection, type Correction } from '../support/runs/corrections.js';
import {
  corrected,
  filesOf,
  marketOver,
  sessionsFrom,
  split,
  TICKERS,
  type Rows,
} from '../support/market/market.js';
import { risksOf, storedRisks } from '../support/runs/risks.js';
import {
  bandChangesBetween,
  changesBetween,
  importFiles,
  reportsOf,
  reproduced,
  storedDays,
  storedFormsOf,
} from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 45), loadSetup()]);
const market = marketOver(sessions, 'corrections');

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(market));
    await scoreSpan(database.pool, setup);
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const scratch = async (rows: Rows, with_: ScoringSetup = setup) =>
  reportsOf(await writeFolder(filesOf(rows)), with_);
const scratchRisks = async (rows: Rows) => risksOf(await writeFolder(filesOf(rows)), setup);

/** Imports corrections one after the other, and checks after each what was scored again. */
async function check(corrections: readonly Correction[]): Promise<void> {
  const database = await copies.open();
  let rows = market;
  let reportBefore = await scratch(rows);
  let risksBefore = await scratchRisks(rows);
  let runs = sessions.length;
  for (const { rows: given } of corrections) {
    rows = corrected(rows, given);
    const reportOf = await scratch(rows);
    const riskOf = await scratchRisks(rows);
    await importFiles(database, filesOf(given));
    const { rows: batches } = await database.pool.query<{ touched: string | null }>(
      'SELECT touches_from::text AS touched FROM batches ORDER BY id DESC LIMIT 1',
    );
    const scored = await scoreSpan(database.pool, setup);

    expect(await storedDays(database)).toEqual(storedFormsOf(reportOf, sessions));
    expect(await storedRisks(database, setup)).toEqual(new Map(sessions.map((date) => [date, riskOf(date)])));
    // Facts may change the scores of a day, its risks, or both.
    const other = sessions.filter(
      (date) =>
        reportOf(date).inputsHash !== reportBefore(date).inputsHash ||
        JSON.stringify(riskOf(date)) !== JSON.stringify(risksBefore(date)),
    );
    expect(scored.runs.map(({ day }) => day)).toEqual(other);
    const changed = other.map((date) => changesBetween(reportBefore(date), reportOf(date)));
    expect(scored.runs.map((run) => run.changed)).toEqual(changed);
    const bandsChanged = other.map((date) => bandChangesBetween(reportBefore(date), reportOf(date)));
    expect(scored.runs.map((run) => run.bandsChanged)).toEqual(bandsChanged);
    expect(scored.runs.every(({ again }) => again)).toBe(true);
    expect(scored.unchanged).toBe(sessions.length - other.length);
    const { touched } = batches[0];
    if (touched !== '-infinity') {
      expect(other.filter((date) => touched === null || date < touched)).toEqual([]);
    }
    runs += scored.runs.length;
    expect((await scoreSpan(database.pool, setup)).runs).toEqual([]);
    reportBefore = reportOf;
    risksBefore = riskOf;
  }
  const again = await reproduced(database);
  expect(again.map(({ reason, differences }) => ({ reason, differences }))).toEqual(
    Array.from({ length: runs }, () => ({ reason: null, differences: [] })),
  );
  await copies.close();
  await removeFolders();
}

describe('facts that come late', () => {
  test('score the days again that they change, and no other; every run is reproduced', async () => {
    const seen = new Set<string>();
    const corrections = fc.array(anyCorrection(sessions), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(corrections, async (drawn) => {
        for (const { rows } of drawn) seen.add(Object.keys(rows)[0]);
        await check(drawn);
      }),
      { numRuns: 9, seed: 20241008, endOnFailure: true },
    );
    // Every kind was drawn.
    expect([...seen].sort()).toEqual([
      'actions',
      'classifications',
      'events',
      'prices',
      'shareholding',
      'statements',
    ]);
  }, 240_000);

  test('score the days after a bar that was missing, and a new session for all stocks', async () => {
    const next = (await sessionsFrom('2024-05-02', 46))[45];
    const prices = [TICKERS[4], TICKERS[6]].flatMap((ticker) =>
      [sessions[26], next].map((date) => `${ticker},${date},100,104,99,101,5000,`),
    );
    const rows = corrected(market, { prices });
    const database = await copies.open();
    await importFiles(database, filesOf({ prices }));
    // Two stocks are no quorum.
    const { runs } = await scoreSpan(database.pool, { ...setup, sessionQuorum: 0 });
    expect(runs.map(({ day }) => day)).toEqual([...sessions.slice(26), next]);
    expect(await storedDays(database)).toEqual(storedFormsOf(await scratch(rows), [...sessions, next]));
    expect((await reproduced(database)).filter(({ reason }) => reason !== null)).toEqual([]);
  }, 60_000);

  test('score the days again from a holiday that was not known, and from a split taken back', async () => {
    const database = await copies.open();
    const exDate = sessions[Math.floor(0.5 * 44)];
    const files = filesOf({
      // A ratio of one undoes the split: it stays as a fact.
      actions: [split(TICKERS[1], exDate).replace('2,1', '1,1')],
      holidays: ['2024-12-31,HOLIDAY,Of no consequence yet'],
    });
    await importFiles(database, files);
    const { runs } = await scoreSpan(database.pool, setup);
    const rows = corrected(market, { actions: [split(TICKERS[1], exDate).replace('2,1', '1,1')] });
    expect(await storedDays(database)).toEqual(storedFormsOf(await scratch(rows), sessions));
    expect(runs.map(({ day }) => day)).toEqual(sessions.filter((date: IsoDate) => date >= exDate));
    expect((await reproduced(database)).filter(({ reason }) => reason !== null)).toEqual([]);
  }, 60_000);
});
