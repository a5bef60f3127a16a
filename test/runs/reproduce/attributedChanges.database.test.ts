/** Changes of stored scores, explained from facts as both runs read them. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Database } from '../../../src/database/database.js';
import { RUN_COLUMNS } from '../../../src/database/runRow.js';
import { findMethodFile } from '../../../src/method/findMethodFile.js';
import { AttributedChanges, type ChangeOfStock } from '../../../src/runs/reproduce/attributedChanges.js';
import { Recomputer, type FinishedRunRow } from '../../../src/runs/reproduce/recomputer.js';
import { scoreSpan } from '../../../src/runs/scoreSpan.js';
import { loadSetup, type ScoringSetup } from '../../../src/runs/scoringSetup.js';
import { MODES, type IsoDate, type Mode, type Ticker } from '../../../src/scoring/names.js';
import { round2 } from '../../../src/scoring/rounding.js';
import { closeTestDatabases } from '../../support/database/testDatabase.js';
import { removeFolders } from '../../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom, shareholding, TICKERS } from '../../support/market/market.js';
import { Copies } from '../../support/runs/copies.js';
import { importFiles } from '../../support/runs/store.js';

const sessions = await sessionsFrom('2024-05-02', 45);
const market = marketOver(sessions, 'corrections');
const [SINCE, ON] = [sessions[sessions.length - 6], sessions[sessions.length - 1]];
const setups: [string, ScoringSetup][] = [];
for (const name of ['greyoak-1.1', 'greyoak-2.0']) {
  setups.push([name, await loadSetup(await findMethodFile(name))]);
}

let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(market));
    for (const [, setup] of setups) await scoreSpan(database.pool, setup, { from: SINCE, to: ON });
  });
}, 120_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

/** The run that is current for a day and a method. */
async function runOf({ db }: Database, day: IsoDate, method: string): Promise<FinishedRunRow> {
  return db
    .selectFrom('runs')
    .select(RUN_COLUMNS)
    .where('id', 'in', (query) =>
      query.selectFrom('scored_days').select('run_id').where('method', '=', method).where('day', '=', day),
    )
    .executeTakeFirstOrThrow();
}

async function valueOf({ pool }: Database, run: number, ticker: Ticker, mode: Mode): Promise<number> {
  const { rows } = await pool.query<{ value: number }>(
    `SELECT value FROM scores JOIN stocks ON stocks.id = stock_id WHERE run_id = $1 AND ticker = $2 AND mode = $3`,
    [run, ticker, mode],
  );
  return rows[0].value;
}

async function changesOf(database: Database, method: string, since = SINCE): Promise<ChangeOfStock[]> {
  const [from, to] = [await runOf(database, since, method), await runOf(database, ON, method)];
  return TICKERS.map((ticker) => ({ from, to, ticker: `${ticker}.NS`.replace('.NS.NS', '.NS') as Ticker }));
}

describe.each(setups)('%s', (name, setup) => {
  test('the causes of all stocks sum to the difference of the stored scores', async () => {
    const database = await copies.open();
    const asked = await changesOf(database, name);
    const explained = await new AttributedChanges(new Recomputer(database)).explain(asked);
    let compared = 0;
    for (const [k, change] of explained.entries()) {
      const { from, to, ticker } = asked[k];
      for (const mode of change === null ? [] : MODES) {
        const [before, after] = [
          await valueOf(database, from.id, ticker, mode),
          await valueOf(database, to.id, ticker, mode),
        ];
        const { causes = [], ...values } = change?.[mode] ?? {};
        expect(values).toEqual({ before, after });
        expect(round2(causes.reduce((sum, { points }) => sum + points, 0))).toBe(round2(after - before));
        expect(causes.slice(0, 2).map(({ points }) => points)).toEqual([0, 0]);
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(2);
  });

  test('a fact of the former day that is corrected afterwards is a revision', async () => {
    const database = await copies.open();
    const late = TICKERS.map((ticker, k) => shareholding(ticker, 60, 70 + k, sessions[30]));
    await importFiles(database, filesOf({ shareholding: late }));
    await scoreSpan(database.pool, setup, { from: ON, to: ON });
    const asked = await changesOf(database, name);
    expect(asked[0].to.read_batch).toBeGreaterThan(asked[0].from.read_batch);
    const changes = new AttributedChanges(new Recomputer(database));
    const explained = await changes.explain(asked);
    const revisions = explained.flatMap((change) => MODES.flatMap((mode) => change?.[mode].causes[1] ?? []));
    expect(revisions.filter(({ points }) => points !== 0).length).toBeGreaterThan(0);
    expect(revisions[0].sentence).toMatch(new RegExp(`^Facts of ${SINCE} were corrected: of the stock `));
    expect(changes.isKept(asked[0])).toBe(true);
    expect(await changes.explain(asked)).toEqual(explained);
  });
});

test('of a session with itself, nothing is a cause', async () => {
  const database = await copies.open();
  const asked = await changesOf(database, 'greyoak-1.1', ON);
  const explained = await new AttributedChanges(new Recomputer(database)).explain(asked);
  const points = explained.flatMap((change) => MODES.flatMap((mode) => change?.[mode].causes ?? []));
  expect(points.filter((part) => part.points !== 0)).toEqual([]);
});

test('work that nobody waits for any more ends, keeps nothing, and holds up nobody', async () => {
  const database = await copies.open();
  const asked = await changesOf(database, 'greyoak-1.1');
  const changes = new AttributedChanges(new Recomputer(database));
  const gone = new AbortController();
  const ended = changes.explain(asked, gone.signal);
  gone.abort(new Error('the client went away'));
  await expect(ended).rejects.toThrow('the client went away');
  expect(asked.some((change) => changes.isKept(change))).toBe(false);
  expect(await changes.explain(asked)).toHaveLength(asked.length);
});
