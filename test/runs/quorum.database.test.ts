/** Which sessions are scored while bars come in, and what becomes of one that loses its quorum. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../src/database/database.js';
import { Random } from '../../src/market/sample/random.js';
import { applySessionQuorum } from '../../src/market/store/applySessionQuorum.js';
import { awaitedSession } from '../../src/market/store/awaitedSession.js';
import { importBars, type GivenBar } from '../../src/market/store/importBars.js';
import { Rescores } from '../../src/runs/rescores.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import { FEATURES, type IsoDate } from '../../src/scoring/names.js';
import { NO_ACTOR } from '../../src/access/audit/auditEntry.js';
import { eventually } from '../support/time/eventually.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { day, removeFolders } from '../support/market/folder.js';
import { filesOf, marketOver, sessionsFrom, TICKERS } from '../support/market/market.js';
import { judgedSessions } from '../support/market/quorumModel.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles, storedDays } from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 60), loadSetup()]);
const { prices = [], ...facts } = marketOver(sessions, 'quorum');
const today = day('2026-11-20');

const barOf = (row: string): GivenBar => {
  const [ticker, date, ...numbers] = row.split(',');
  const [open, high, low, close, volume] = numbers.map(Number);
  return { ticker, date, open, high, low, close, volume, value: null };
};
const bars = prices.map(barOf);
const barsOn = (date: IsoDate) => bars.filter((bar) => bar.date === date);

/** Stores with all facts but prices. */
let copies: Copies;
beforeAll(async () => {
  copies = await Copies.of(async (database) => {
    await importFiles(database, filesOf(facts));
  });
}, 60_000);
afterEach(async () => {
  await copies.close();
  await removeFolders();
});
afterAll(closeTestDatabases);

const record = async ({ pool }: Database, given: readonly GivenBar[]) => {
  const { refusals } = await importBars(pool, given, { today });
  expect(refusals).toEqual([]);
};
const score = async ({ pool }: Database, sessionQuorum = 0.5) =>
  (await scoreSpan(pool, { ...setup, sessionQuorum })).runs.map((run) => run.day);
const servedDays = async ({ pool }: Database) => {
  const { rows } = await pool.query<{ day: IsoDate }>(
    'SELECT DISTINCT day::text AS day FROM scored_days ORDER BY 1',
  );
  return rows.map((row) => row.day);
};
const sessionBars = async ({ pool }: Database) => {
  const { rows } = await pool.query(
    'SELECT day::text, bars, of_former, expected, has_quorum FROM session_bars ORDER BY day',
  );
  return rows as unknown[];
};
const featuresIn = async ({ pool }: Database) => {
  const { rows } = await pool.query(
    `SELECT ticker, day::text, bar_age, source, ${FEATURES.join(', ')} FROM features JOIN stocks ON id = stock_id
     WHERE superseded_in IS NULL ORDER BY ticker, day`,
  );
  return rows as unknown[];
};
const awaitedIn = async ({ pool }: Database) => {
  const client = await pool.connect();
  try {
    return await awaitedSession(client);
  } finally {
    client.release();
  }
};

test('day by day, with late and single bars, gives what one import gives, and serves no awaited day', async () => {
  const bulk = await copies.open();
  await record(bulk, bars);
  await score(bulk);
  const [days, features, judged] = [await storedDays(bulk), await featuresIn(bulk), await sessionBars(bulk)];
  expect(days.size).toBe(2 * sessions.length);
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 3 }), async (label) => {
      const random = new Random(label);
      const database = await copies.open();
      const known = new Map<IsoDate, Set<string>>();
      let waiting: { readonly at: number; readonly bar: GivenBar }[] = [];
      for (let k = 0; k < sessions.length + 6; k++) {
        // Of the first session, and of the last one in the end, all bars are there.
        const onTime = k === 0 ? 1 : [0, 0.1, 0.3, 0.6, 1][random.whole(0, 4)];
        for (const bar of k < sessions.length ? barsOn(sessions[k]) : []) {
          waiting.push({ at: random.between(0, 1) < onTime ? k : k + random.whole(1, 5), bar });
        }
        const due = waiting
          .filter(({ at }) => at <= k)
          .map(({ bar }) => ({ bar, place: random.uniform() }))
          .sort((a, b) => a.place - b.place)
          .map(({ bar }) => bar);
        waiting = waiting.filter(({ at }) => at > k);
        const parts = due.length > 1 ? [due.slice(0, 1), due.slice(1)] : [due];
        for (const part of parts) await record(database, part);
        for (const { ticker, date } of due) {
          known.set(date as IsoDate, (known.get(date as IsoDate) ?? new Set()).add(ticker));
        }
        await score(database);
        const model = judgedSessions(known, 50);
        const newest = model.findLast(({ has_quorum }) => has_quorum)?.day ?? '';
        expect(await servedDays(database)).toEqual(sessions.filter((date) => date <= newest));
      }
      expect(await sessionBars(database)).toEqual(judged);
      expect(await featuresIn(database)).toEqual(features);
      expect(await storedDays(database)).toEqual(days);
    }),
    { numRuns: 1, endOnFailure: true },
  );
}, 120_000);

describe('a session without quorum', () => {
  const [first, second, third] = sessions;
  const few = TICKERS.slice(0, 3);
  const singles = (date: IsoDate) => barsOn(date).filter(({ ticker }) => few.includes(ticker));
  const rest = (date: IsoDate) => barsOn(date).filter(({ ticker }) => !few.includes(ticker));
  const expected = barsOn(first).length;
  const awaited = (date: IsoDate) => ({ date, bars: 3, expected, needed: Math.ceil(expected / 2) });
  let database: Database;

  test('is awaited and not scored, and counts when it has quorum or a later session has', async () => {
    database = await copies.open();
    await record(database, [...barsOn(first), ...singles(second)]);
    expect(await score(database)).toEqual([first]);
    expect(await awaitedIn(database)).toEqual(awaited(second));
    await record(database, barsOn(third));
    expect(await awaitedIn(database)).toBeNull();
    expect(await score(database)).toEqual([second, third]);
    await record(database, rest(second));
    expect(await score(database)).toEqual([second, third]);
  });

  test('is refused by name, with what is missing', async () => {
    database = await copies.open();
    await record(database, [...barsOn(first), ...singles(second)]);
    await score(database);
    const text =
      `Expected a session with enough bars, but ${second} is awaited: 3 of ${expected} stocks have a bar, ` +
      `${Math.ceil(expected / 2)} are needed. Record the missing bars, or name a session up to ${first}.`;
    await expect(scoreSpan(database.pool, setup, { from: second, to: second })).rejects.toThrow(text);
    const rescores = new Rescores(database, setup);
    await expect(rescores.request({ on: second, mode: null }, NO_ACTOR)).rejects.toThrow(text);
    const run = await rescores.request({ on: null, mode: null }, NO_ACTOR);
    expect(run.day).toBe(first);
  });

  test('ceases to be served where another SESSION_QUORUM takes its quorum', async () => {
    database = await copies.open();
    await record(database, [...barsOn(first), ...singles(second)]);
    expect(await score(database, 0)).toEqual([first, second]);
    expect(await awaitedIn(database)).toBeNull();
    const heard: string[] = [];
    const listener = await database.pool.connect();
    listener.on('notification', ({ channel }) => heard.push(channel));
    await listener.query('LISTEN greyoak_commits');
    let applied = 0;
    const onApplied = async () => void applied++;
    await applySessionQuorum(database.pool, 0.5, onApplied);
    await applySessionQuorum(database.pool, 0.5, onApplied);
    expect(applied).toBe(1);
    expect(await servedDays(database)).toEqual([first]);
    await eventually(() => Promise.resolve(heard.length > 0));
    listener.removeAllListeners('notification');
    listener.release(true);
    // The session that is the newest now tells how its scores differ from those that were taken away.
    expect(await score(database)).toEqual([first]);
    expect(await awaitedIn(database)).toEqual(awaited(second));
    expect(await score(database, 0.1)).toEqual([second]);
  });

  test('is one that a run is kept with the quorum of', async () => {
    database = await copies.open();
    await record(database, barsOn(first));
    await score(database, 0.25);
    const { rows } = await database.pool.query('SELECT session_quorum, market_return FROM runs');
    expect(rows).toEqual([{ session_quorum: 0.25, market_return: 'UNIVERSE' }]);
  });
});
