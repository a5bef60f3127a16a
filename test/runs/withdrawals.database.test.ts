/** Facts that are withdrawn: the store answers as if it had never had them, and subscribers hear of it. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../src/database/database.js';
import { withLock } from '../../src/database/transaction.js';
import { scoreLog } from '../../src/live/scoreLog.js';
import { endClosedDays } from '../../src/market/store/endClosedDays.js';
import { importFolder } from '../../src/market/store/importFolder.js';
import { stockIds } from '../../src/market/store/stockIds.js';
import { scoreOutdated } from '../../src/runs/scoreOutdated.js';
import { scoreSpan } from '../../src/runs/scoreSpan.js';
import { loadSetup } from '../../src/runs/scoringSetup.js';
import type { IsoDate } from '../../src/scoring/names.js';
import { closeTestDatabases } from '../support/database/testDatabase.js';
import { day, removeFolders, writeFolder } from '../support/market/folder.js';
import {
  bar,
  eps,
  filesOf,
  marketOver,
  meeting,
  sessionsFrom,
  shareholding,
  TICKERS,
} from '../support/market/market.js';
import type { Rows } from '../support/market/market.js';
import { withdrawalOf } from '../support/market/rows.js';
import { Copies } from '../support/runs/copies.js';
import { importFiles, storedDays } from '../support/runs/store.js';

const [sessions, setup] = await Promise.all([sessionsFrom('2024-05-02', 32), loadSetup()]);
const market = marketOver(sessions, 'withdrawals');
const next = (await sessionsFrom('2024-05-02', 34)).slice(32);
const LAST = sessions[sessions.length - 1];

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

/** A fact that is imported by mistake, and the row that withdraws it. */
interface Mistake {
  readonly what: string;
  readonly rows: Rows;
  readonly withdrawals: readonly string[];
}

const wholeDay = (date: IsoDate, factor: number): Mistake => ({
  what: `a session ${date}`,
  rows: { prices: TICKERS.slice(0, 12).map((ticker, k) => bar(ticker, date, (100 + k) * factor, 50_000)) },
  withdrawals: TICKERS.slice(0, 12).map((ticker) => withdrawalOf({ ticker, date })),
});
const oneBar = (ticker: string, date: IsoDate, close: number): Mistake => ({
  what: `a bar of ${ticker} on ${date}`,
  rows: { prices: [bar(ticker, date, close, 70_000)] },
  withdrawals: [withdrawalOf({ ticker, date })],
});

const session = fc.constantFrom(...sessions);
const stock = fc.constantFrom(...TICKERS);
const anyMistake: fc.Arbitrary<Mistake> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...next), fc.integer({ min: 1, max: 9 }))
    .map(([date, factor]) => wholeDay(date, factor)),
  fc
    .tuple(stock, fc.constantFrom(...next), fc.integer({ min: 20, max: 900 }))
    .map(([a, b, c]) => oneBar(a, b, c)),
  // The stock that is not traded any more (market.ts) has no bar on these days.
  fc
    .tuple(fc.constantFrom(...sessions.slice(20)), fc.integer({ min: 20, max: 900 }))
    .map(([date, close]) => oneBar(TICKERS[5], date, close)),
  fc
    .tuple(stock, session, fc.constantFrom('3,1', '10,1'))
    .map(([ticker, date, ratio]) => ({
      what: `a split of ${ticker} on ${date}`,
      rows: { actions: [`${ticker},${date},SPLIT,${ratio}`] },
      withdrawals: [withdrawalOf({ dataset: 'actions', ticker, date, kind: 'SPLIT' })],
    }))
    .filter(({ rows }) => !market.actions?.some((row) => row.startsWith(rows.actions[0].slice(0, 20)))),
  fc.tuple(stock, session, fc.integer({ min: -20, max: 90 })).map(([ticker, published_on, value]) => ({
    what: `EPS of ${ticker}`,
    rows: { statements: [eps(ticker, value, published_on, '2022-06-30')] },
    withdrawals: [
      withdrawalOf({ dataset: 'statements', ticker, date: '2022-06-30', period: 'ANNUAL', metric: 'eps' }),
    ],
  })),
  fc
    .tuple(stock, session)
    .map(([ticker, date]) => ({
      what: `holders of ${ticker}`,
      rows: { shareholding: [shareholding(ticker, 33, 90, date).replace('2024-03-31', '2024-04-30')] },
      withdrawals: [
        withdrawalOf({ dataset: 'shareholding', ticker, date: '2024-04-30', published_on: date }),
      ],
    }))
    .filter(({ rows }) => rows.shareholding[0].split(',')[3] >= '2024-04-30'),
  fc
    .tuple(stock, session)
    .map(([ticker, date]) => ({
      what: `results of ${ticker}`,
      rows: { events: [meeting(ticker, date, date)] },
      withdrawals: [withdrawalOf({ dataset: 'events', ticker, date, kind: 'RESULTS' })],
    }))
    .filter(({ rows }) => !market.events?.some((row) => row.startsWith(rows.events[0].slice(0, 14)))),
  session.map((date) => ({
    what: `a holiday on ${date}`,
    rows: { holidays: [`${date},HOLIDAY,A mistake`] },
    withdrawals: [withdrawalOf({ dataset: 'holidays', date })],
  })),
);

/** One or two mistakes about different facts: a value that was corrected before the withdrawal was not withdrawn. */
const mistakes = fc.array(anyMistake, { minLength: 1, maxLength: 2 }).filter((drawn) => {
  const rows = drawn.flatMap(({ withdrawals }) => withdrawals);
  return new Set(rows).size === rows.length;
});

const score = async (database: Database) => scoreOutdated(database.pool, setup);

/** Imports files of which rows may be refused, and returns the rules by which they are. */
async function take(database: Database, rows: Rows): Promise<readonly string[]> {
  const { files, refusedFiles } = await importFolder(database.pool, await writeFolder(filesOf(rows)), {
    today: day('2026-11-20'),
  });
  expect(refusedFiles).toEqual([]);
  return files.flatMap(({ refusals }) => refusals.map(({ rule }) => rule));
}

/** What the store serves: features, sessions by their scores, bars and facts, without batches. */
async function served(database: Database): Promise<unknown> {
  const tables = [
    'features',
    'bars',
    'actions',
    'statements',
    'shareholding',
    'company_events',
    'calendar_days',
  ];
  const rows = await Promise.all(
    tables.map(async (table) => {
      const { rows: found } = await database.pool.query<{ row: string }>(
        `SELECT (to_jsonb(t) - 'recorded_in')::text AS row FROM ${table} t WHERE superseded_in IS NULL`,
      );
      return found.map(({ row }) => row).sort();
    }),
  );
  const { rows: stale } = await database.pool.query('SELECT FROM stale_features');
  expect(stale).toEqual([]);
  return { rows, days: new Map([...(await storedDays(database))].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

/**
 * What a client knows that has read every event of the log: the newest score of each stock and mode. An event of an older
 * day is no news, unless the newer score was withdrawn.
 */
async function told(database: Database): Promise<ReadonlyMap<string, string | null>> {
  const log = scoreLog(database);
  const { position } = await log.end();
  const events = await log.events(0, position, position + 1);
  expect(events.map((event) => event.position)).toEqual(events.map((_, k) => k + 1));
  const known = new Map<string, { readonly of: IsoDate; readonly text: string | null }>();
  for (const { mode, ticker, value, band, withdrawn, has_score, day: of } of events) {
    const key = `${mode} ${ticker}`;
    if (!withdrawn && of < (known.get(key)?.of ?? of)) continue;
    known.set(key, { of, text: has_score ? `${value} ${band}` : null });
  }
  return new Map([...known].map(([key, { text }]) => [key, text]));
}

/** The newest score that the store serves of each stock and mode. */
async function newest({ pool }: Database): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ key: string; score: string }>(
    `SELECT DISTINCT ON (mode, ticker) mode || ' ' || ticker AS key, value::float8 || ' ' || band AS score
     FROM current_scores JOIN stocks ON stocks.id = stock_id ORDER BY mode, ticker, day DESC`,
  );
  return new Map(rows.map(({ key, score: text }) => [key, text]));
}

describe('facts that are withdrawn', () => {
  test('leave the store as if it had never had them, and do not come back', async () => {
    const seen = new Set<string>();
    const expected = await served(await copies.open());
    await fc.assert(
      fc.asyncProperty(mistakes, fc.boolean(), async (drawn, scored) => {
        const database = await copies.open();
        for (const { what, rows } of drawn) {
          seen.add(what.split(' ')[1]);
          await importFiles(database, filesOf(rows));
          if (scored) await score(database);
        }
        const rows = drawn.flatMap(({ withdrawals }) => withdrawals);
        await importFiles(database, filesOf({ withdrawals: rows }));
        await score(database);
        expect(await served(database)).toEqual(expected);
        const [events, now] = [await told(database), await newest(database)];
        for (const [key, text] of now) expect([key, events.get(key)]).toEqual([key, text]);
        // The same folders again.
        for (const { rows: mistaken } of drawn) {
          expect(new Set(await take(database, mistaken))).toEqual(new Set(['WITHDRAWN']));
        }
        expect(await take(database, { withdrawals: rows })).toEqual([]);
        await score(database);
        expect(await served(database)).toEqual(expected);
        await copies.close();
        await removeFolders();
      }),
      { numRuns: 5, seed: 20241008, endOnFailure: true },
    );
    expect(seen.size).toBeGreaterThan(2);
  }, 240_000);
});

describe('a session that is withdrawn', () => {
  const mistake = wholeDay(next[0], 3);
  const days = async ({ pool }: Database) => {
    const { rows } = await pool.query<{ day: string }>('SELECT max(day)::text AS day FROM served_days');
    return rows[0].day;
  };

  test('ceases to be served in the transaction of the withdrawal, and the newest day is scored anew', async () => {
    const database = await copies.open();
    await importFiles(database, filesOf(mistake.rows));
    await score(database);
    expect(await days(database)).toBe(next[0]);
    const former = await told(database);
    const { position } = await scoreLog(database).end();

    await importFiles(database, filesOf({ withdrawals: mistake.withdrawals }));
    expect(await days(database)).toBe(LAST);
    const scored = await score(database);
    expect(scored?.runs.map((run) => run.day)).toEqual([LAST]);

    const events = await scoreLog(database).events(position, position + 1_000, 1_000);
    expect(events.length).toBeGreaterThan(12);
    expect(scored?.runs[0].changed).toBe(events.length);
    const now = await newest(database);
    for (const event of events) {
      const key = `${event.mode} ${event.ticker}`;
      expect(event).toMatchObject({ withdrawn: true, has_score: true });
      expect(`${event.previous_value} ${event.previous_band}`).toBe(former.get(key));
      expect(`${event.value} ${event.band}`).toBe(now.get(key));
      // The stock that is not traded any more (market.ts) has its newest score on an earlier day.
      if (event.ticker !== `${TICKERS[5]}.NS`) expect(event.run_id).toBe(scored?.runs[0].id);
    }
    const { rows } = await database.pool.query(
      'SELECT last_position = (SELECT last_position FROM event_log) AS last FROM runs ORDER BY id DESC LIMIT 1',
    );
    expect(rows).toEqual([{ last: true }]);
    expect((await database.pool.query('SELECT FROM withdrawn_days')).rows).toEqual([]);
    // Once told, it is over.
    expect((await score(database))?.runs).toEqual([]);
  }, 60_000);

  test('is a holiday that is recorded late', async () => {
    const database = await copies.open();
    await importFiles(database, filesOf({ holidays: [`${LAST},HOLIDAY,A cyclone`] }));
    expect(await days(database)).toBe(sessions[sessions.length - 2]);
    await score(database);
    const [events, now] = [await told(database), await newest(database)];
    for (const [key, text] of now) expect([key, events.get(key)]).toEqual([key, text]);
  }, 60_000);

  test('is told of by a run that comes later, of a day that is newer', async () => {
    const database = await copies.open();
    await importFiles(database, filesOf(mistake.rows));
    await score(database);
    const former = await told(database);
    await importFiles(database, filesOf({ withdrawals: mistake.withdrawals }));
    await importFiles(database, filesOf(wholeDay(next[1], 2).rows));
    const { position } = await scoreLog(database).end();
    await score(database);
    const events = await scoreLog(database).events(position, position + 1_000, 1_000);
    const first = events.find(({ day: of }) => of === next[1]);
    expect(first).toMatchObject({ withdrawn: true });
    expect(`${first?.previous_value} ${first?.previous_band}`).toBe(
      former.get(`${first?.mode} ${first?.ticker}`),
    );
  }, 60_000);

  test('leaves a stock without any score, which an event tells with the withdrawn one', async () => {
    const database = await copies.open();
    const rows = { companies: ['NEWCO,New Company Ltd.,,Information Technology,'] };
    await importFiles(database, filesOf({ ...rows, prices: [bar('NEWCO', LAST, 100, 40_000)] }));
    await score(database);
    expect((await newest(database)).has('TRADER NEWCO.NS')).toBe(true);
    const { position } = await scoreLog(database).end();
    const former = await told(database);
    await importFiles(database, filesOf({ withdrawals: [withdrawalOf({ ticker: 'NEWCO', date: LAST })] }));
    await score(database);
    const events = await scoreLog(database).events(position, position + 1_000, 1_000);
    const own = events.filter(({ ticker }) => ticker === 'NEWCO.NS');
    expect(own.map(({ mode }) => mode).sort()).toEqual(['INVESTOR', 'TRADER']);
    for (const { mode, value, band, previous_value, previous_band, withdrawn, has_score } of own) {
      expect({ withdrawn, has_score }).toEqual({ withdrawn: true, has_score: false });
      expect(`${value} ${band}`).toBe(former.get(`${mode} NEWCO.NS`));
      expect([previous_value, previous_band]).toEqual([value, band]);
    }
  }, 60_000);

  test('leaves the log whole where a company is withdrawn', async () => {
    const database = await copies.open();
    const withdrawals = [withdrawalOf({ dataset: 'companies', ticker: TICKERS[8] })];
    await importFiles(database, filesOf({ withdrawals }));
    await score(database);
    const [events, now] = [await told(database), await newest(database)];
    expect(now.has(`TRADER ${TICKERS[8]}.NS`)).toBe(false);
    expect(events.get(`TRADER ${TICKERS[8]}.NS`)).toBeNull();
    for (const [key, text] of now) expect([key, events.get(key)]).toEqual([key, text]);
  }, 60_000);

  test('may be all there is: then no run tells of it', async () => {
    const database = await copies.open();
    const withdrawals = (market.prices ?? []).map((row) => {
      const [ticker, date] = row.split(',');
      return withdrawalOf({ ticker, date });
    });
    await importFiles(database, filesOf({ withdrawals }));
    expect((await database.pool.query('SELECT FROM served_days')).rows).toEqual([]);
    expect(await score(database)).toBeNull();
    expect(new Set((await told(database)).values())).toEqual(new Set([null]));
  }, 60_000);

  test('is not served by a run that has read before and is stored later', async () => {
    const database = await copies.open();
    await importFiles(database, filesOf(mistake.rows));
    let isWithdrawn: Promise<unknown> = Promise.resolve();
    await scoreSpan(database.pool, setup, {
      onDay: ({ section }) => {
        if (section.date === next[0])
          isWithdrawn = importFiles(database, filesOf({ withdrawals: mistake.withdrawals }));
      },
    });
    await isWithdrawn;
    expect(await days(database)).toBe(LAST);
    await score(database);
    const [events, now] = [await told(database), await newest(database)];
    for (const [key, text] of now) expect([key, events.get(key)]).toEqual([key, text]);
  }, 60_000);

  test('ends nothing where all days are sessions still', async () => {
    const database = await copies.open();
    const before = await storedDays(database);
    await withLock(database.pool, 'facts', async (client) => {
      await client.query('BEGIN');
      await endClosedDays(client, await stockIds(client));
      await client.query('COMMIT');
    });
    expect(await storedDays(database)).toEqual(before);
  });
});
