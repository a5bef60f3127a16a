/** Risks are stored with the scores of their day, and stay provable. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { compileRiskMethod, parseRiskMethod } from '../../../src/method/loadRiskMethod.js';
import { KeptBars } from '../../../src/market/store/keptBars.js';
import { KeptFacts } from '../../../src/market/store/keptFacts.js';
import { queueUnassessed } from '../../../src/runs/risks/queueUnassessed.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { loadSetup, type ScoringSetup } from '../../../src/runs/scoringSetup.js';
import { closeTestDatabases } from '../../support/database/testDatabase.js';
import { removeFolders, writeFolder } from '../../support/market/folder.js';
import {
  bar,
  corrected,
  filesOf,
  marketOver,
  sessionsFrom,
  TICKERS,
  type Rows,
} from '../../support/market/market.js';
import { Copies } from '../../support/runs/copies.js';
import { risksOf, storedRisks } from '../../support/runs/risks.js';
import { jobsOf, queueIsIdle, startWorker, stopWorkers } from '../../support/runs/workers.js';
import { importFiles, reproduced, storedDays } from '../../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 90), loadSetup()]);
const SCORED = sessions.slice(70);
const NEWEST = sessions[89];
const span = { from: SCORED[0], to: NEWEST };
const market: Rows = {
  ...marketOver(sessions, 'risks'),
  indices: sessions.map((date, s) => {
    const close = (24_000 + 200 * Math.sin(s * 1.7) + 10 * s).toFixed(2);
    return `NIFTY 50,${date},${close},${close},${close},${close}`;
  }),
};

/** A method of risk with another name or number. */
function otherRisk(change: (text: string) => string): ScoringSetup {
  const document = change(setup.risk.document);
  if (document === setup.risk.document) throw new Error('the change changes nothing');
  return { ...setup, risk: { document, method: compileRiskMethod(parseRiskMethod(document, 'other.yaml')) } };
}

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(market));
    await scoreSpan(database.pool, setup, span);
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const open = () => copies.open();
type Store = Awaited<ReturnType<typeof open>>;
const scratch = async (rows: Rows, days = SCORED, with_ = setup) => {
  const riskOf = await risksOf(await writeFolder(filesOf(rows)), with_);
  return new Map(days.map((date) => [date, riskOf(date)]));
};
const runsOf = async ({ pool }: Store) =>
  (
    await pool.query<{ id: number; day: string; scored: number; assessed: number; committed: string }>(
      'SELECT id, day, scored, assessed, committed FROM runs ORDER BY committed',
    )
  ).rows;
const reproducedReasons = async (database: Store) =>
  (await reproduced(database)).map(({ reason, differences }) => ({ reason, differences: [...differences] }));

describe('risks', () => {
  test('are stored by the run that scores their day, and are those of a folder', async () => {
    const database = await open();
    const runs = await runsOf(database);
    expect(runs.map(({ day, scored, assessed }) => [day, scored > 0, assessed * 2 === scored])).toEqual(
      SCORED.map((date) => [date, true, true]),
    );
    expect(runs.map(({ committed }) => Number(committed))).toEqual(SCORED.map((_, k) => k + 1));
    const stored = await storedRisks(database, setup);
    expect(stored).toEqual(await scratch(market));
    // Beta is known, and the split is no fall.
    const risk = stored.get(NEWEST)?.[`${TICKERS[1]}.NS`];
    expect(risk?.parts.map(({ status }) => status)).toEqual([
      'OK',
      'THIN',
      'OK',
      'MISSING',
      'THIN',
      'MISSING',
    ]);
    expect(await reproducedReasons(database)).toEqual(SCORED.map(() => ({ reason: null, differences: [] })));
    expect((await scoreSpan(database.pool, setup, span)).runs).toEqual([]);
  }, 60_000);

  test('are stored alone where facts change them and no score', async () => {
    const database = await open();
    const before = await storedDays(database);
    // Beta reads it; the market's returns over 21 and 63 sessions end before the scored days.
    const indices = [`NIFTY 50,${sessions[5]},20000,20000,20000,20000`];
    await importFiles(database, filesOf({ indices }));
    const scored = await scoreSpan(database.pool, setup, span);
    const after = await storedRisks(database, setup);
    expect(after).toEqual(await scratch(corrected(market, { indices })));
    const alone = (await runsOf(database)).slice(SCORED.length);
    expect(scored.runs.map(({ day, changed }) => [day, changed])).toEqual(SCORED.map((date) => [date, 0]));
    expect(alone.map(({ day, scored: scores }) => [day, scores])).toEqual(SCORED.map((date) => [date, 0]));
    expect(await storedDays(database)).toEqual(before);
    expect((await reproducedReasons(database)).filter(({ reason }) => reason !== null)).toEqual([]);
    expect((await scoreSpan(database.pool, setup, span)).runs).toEqual([]);
  }, 60_000);

  test('follow a changed method, and former ones stay reproducible', async () => {
    const database = await open();
    const other = otherRisk((text) => text.replace('missing_value: 70', 'missing_value: 80'));
    const { runs } = await scoreSpan(database.pool, other, span);
    expect(runs.map(({ day, changed, again }) => [day, changed, again])).toEqual(
      SCORED.map((date) => [date, 0, true]),
    );
    expect((await runsOf(database)).slice(SCORED.length).every(({ scored }) => scored === 0)).toBe(true);
    expect(await storedRisks(database, other)).toEqual(await scratch(market, SCORED, other));
    const all = await reproducedReasons(database);
    expect(all).toEqual([...SCORED, ...SCORED].map(() => ({ reason: null, differences: [] })));
    // A method that gives the same risks by another name is another method.
    const renamed = otherRisk((text) => text.replace('greyoak-risk-1.0', 'greyoak-risk-1.1'));
    expect((await scoreSpan(database.pool, renamed, span)).runs).toHaveLength(SCORED.length);
  }, 60_000);

  test('are filled where a store of a former version has scores alone', async () => {
    const database = await open();
    await database.pool.query('DELETE FROM assessed_days');
    expect((await storedRisks(database, setup)).size).toBe(0);
    const first = await scoreSpan(database.pool, setup, { ...span, most: 5 });
    expect(first.runs.map(({ day, changed }) => [day, changed])).toEqual(
      SCORED.slice(0, 5).map((date) => [date, 0]),
    );
    expect(first.next).toBe(SCORED[5]);
    await scoreSpan(database.pool, setup, span);
    expect(await storedRisks(database, setup)).toEqual(await scratch(market));
  }, 60_000);

  test('are asked for at a start where a session has none of the method', async () => {
    const database = await open();
    await database.pool.query('DELETE FROM graphile_worker._private_jobs');
    expect(await queueUnassessed(database.pool, setup.risk.method)).toBe(false);
    expect(await jobsOf(database)).toEqual([]);
    const other = otherRisk((text) => text.replace('missing_value: 70', 'missing_value: 80'));
    expect(await queueUnassessed(database.pool, other.risk.method)).toBe(true);
    await database.pool.query('DELETE FROM assessed_days WHERE day = $1', [SCORED[3]]);
    expect(await queueUnassessed(database.pool, setup.risk.method)).toBe(true);
    expect((await jobsOf(database)).map(({ key }) => key)).toEqual(['rescore_outdated']);
    await startWorker(database, setup);
    await queueIsIdle(database);
    await stopWorkers();
    expect((await storedRisks(database, setup)).get(SCORED[3])).toEqual(
      (await scratch(market)).get(SCORED[3]),
    );
  }, 60_000);

  test('of a method that is not served are not assessed', async () => {
    const database = await open();
    const method = { ...setup.method, name: 'greyoak-other' };
    await scoreSpan(database.pool, { ...setup, method }, { from: NEWEST, to: NEWEST });
    const [run] = (await runsOf(database)).slice(-1);
    expect([run.scored > 0, run.assessed]).toEqual([true, 0]);
    const { rows } = await database.pool.query('SELECT run_id FROM assessed_days WHERE day = $1', [NEWEST]);
    expect(rows[0]).not.toEqual({ run_id: run.id });
  }, 60_000);

  test('end with the session that is withdrawn', async () => {
    const database = await open();
    await importFiles(database, filesOf({ holidays: [`${NEWEST},HOLIDAY,Found out later`] }));
    await scoreSpan(database.pool, setup, { from: SCORED[0] });
    expect([...(await storedRisks(database, setup)).keys()]).toEqual(SCORED.slice(0, -1));
  }, 60_000);

  test('of a running session are provisional, and assessed once more at its close', async () => {
    const database = await open();
    const [next] = (await sessionsFrom('2024-05-02', 91)).slice(90);
    const prices = TICKERS.map((ticker) => bar(ticker, next, 300, 40_000));
    await importFiles(database, filesOf({ prices }));
    const at = (time: string) => () => new Date(`${next}T${time}+05:30`);
    await scoreSpan(database.pool, setup, { now: at('14:00:00') });
    await scoreSpan(database.pool, setup, { now: at('14:30:00') });
    const { runs } = await scoreSpan(database.pool, setup, { now: at('15:31:00') });
    expect(runs.map(({ day }) => day)).toEqual([next]);
    const { rows } = await database.pool.query(
      'SELECT provisional, assessed > 0 AS assessed FROM runs WHERE day = $1 ORDER BY committed',
      [next],
    );
    expect(rows).toEqual([
      { provisional: true, assessed: true },
      { provisional: false, assessed: true },
    ]);
  }, 60_000);

  test('are the same where a worker keeps facts and bars', async () => {
    const database = await open();
    const kept = { facts: new KeptFacts(), bars: new KeptBars() };
    let rows = market;
    for (const close of [200, 260]) {
      const prices = [bar(TICKERS[2], NEWEST, close, 50_000), bar(TICKERS[0], sessions[80], close, 50_000)];
      await importFiles(database, filesOf({ prices }));
      rows = corrected(rows, { prices });
      await scoreSpan(database.pool, setup, { ...span, kept });
      expect(await storedRisks(database, setup)).toEqual(await scratch(rows));
    }
  }, 60_000);
});
