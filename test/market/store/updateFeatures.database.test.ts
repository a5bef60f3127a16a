import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../../src/database/database.js';
import { isoOf } from '../../../src/market/day.js';
import type { Market } from '../../../src/market/market.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { StoredFeatures } from '../../../src/market/store/storedFeatures.js';
import { storedSessions } from '../../../src/market/store/storedCalendar.js';
import { updateFeatures } from '../../../src/market/store/updateFeatures.js';
import { FEATURES, type Day, type Ticker } from '../../../src/scoring/names.js';
import { arbitraryTerms } from '../../support/market/arbitraryAction.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import { day, removeFolders, ticker, writeFolder } from '../../support/market/folder.js';
import {
  differences,
  featuresFromScratch,
  flagsFromScratch,
  storedFeatureTexts,
  storedFlags,
  type FeatureTexts,
} from '../../support/market/featuresModel.js';
import { filesOf, MarketModel, type Bar, type Given } from '../../support/market/marketModel.js';
import { emptyStore, rowVersions, withClient } from '../../support/market/storeTables.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyStore(database));
afterEach(removeFolders);
afterAll(closeTestDatabases);

const TODAY = day('2030-01-01');
const [A, B, C] = ['A', 'B', 'C'].map(ticker);

/** Returns a bar whose numbers depend on `seed` alone: a price of about 100 and a volume of about 1,000. */
function barOf(of: Ticker, on: Day, seed: number): Bar {
  // A multiplicative hash, as a source of digits.
  const digits = (Math.imul(seed + 1, 2654435761) >>> 8) % 1_000_000;
  const close = 80 + (digits % 4_000) / 100;
  const [high, low] = [close + (digits % 7) / 10, close - (digits % 5) / 10];
  return {
    ticker: of,
    day: on,
    open: digits % 2 === 0 ? low : high,
    high,
    low,
    close,
    volume: digits % 11 === 0 ? 0 : 500 + (digits % 997),
    value: digits % 3 === 0 ? NaN : (digits % 9_973) * 1_000,
  };
}

/** Prices of two decimals: 99.80000000000001 is no text that a file has. */
const rounded = (bar: Bar): Bar => ({
  ...bar,
  open: Math.round(bar.open * 100) / 100,
  close: Math.round(bar.close * 100) / 100,
  high: Math.round(bar.high * 100) / 100,
  low: Math.round(bar.low * 100) / 100,
});
const bar = (of: Ticker, on: Day, seed: number) => rounded(barOf(of, on, seed));

const company = (of: Ticker) => ({
  ticker: of,
  name: 'X',
  isin: '',
  industry: '',
  basicIndustry: '',
  sectorGroup: 'IT',
});

/** A store and a model of it, which get the same facts. */
class Twins {
  #features: FeatureTexts = {};
  /** The first day that was touched since the last update. */
  #touched = Infinity;

  private constructor(readonly model: MarketModel) {}

  static async empty(): Promise<Twins> {
    await emptyStore(database);
    return new Twins(await MarketModel.empty());
  }

  /** Imports bars. Those on closed days are left out. */
  async take(given: Given): Promise<void> {
    const calendar = this.model.calendarWith(given.holidays);
    const prices = given.prices?.filter((one) => calendar.closedBecause(one.day) === null) ?? [];
    const open = { ...given, prices };
    const files = filesOf(open);
    if (Object.keys(files).length === 0) return;
    const source = given.isSecondary === true ? 'SECONDARY' : 'PRIMARY';
    const result = await importFolder(database.pool, await writeFolder(files), { today: TODAY, source });
    for (const { file, refusals, touchesFrom } of result.files) {
      expect(refusals).toEqual([]);
      this.#touched = Math.min(this.#touched, touchesFrom ?? Infinity);
      this.model.take(file, open);
    }
  }

  /**
   * Updates the features and compares them, and the flags, with those from scratch. On days before the first one that
   * the batches touched, they have to be as before.
   */
  async update(): Promise<void> {
    await updateFeatures(database.pool);
    const market = this.model.market();
    const features = await storedFeatureTexts(database);
    expect(differences(features, featuresFromScratch(market))).toEqual([]);
    const formerNewest = lastDayOf(this.#features);
    const changed = differences(features, this.#features).map(({ key }) => key);
    // After the formerly newest session, those that are carried on are new.
    const early = changed.filter((key) => dayIn(key) < this.#touched && dayIn(key) <= formerNewest);
    expect(early).toEqual([]);
    [this.#features, this.#touched] = [features, Infinity];
    expect(differences(await storedFlags(database), flagsFromScratch(market))).toEqual([]);
    const { rows } = await database.pool.query('SELECT * FROM stale_features');
    expect(rows).toEqual([]);
  }
}

/** Returns the day in a key of FeatureTexts. */
const dayIn = (key: string): Day => day(key.slice(-10));
const lastDayOf = (features: FeatureTexts): Day =>
  Object.keys(features).reduce((last, key) => Math.max(last, dayIn(key)), -Infinity);

/** Weekdays from a day on. */
function weekdays(from: string, count: number): Day[] {
  const days: Day[] = [];
  for (let on = day(from); days.length < count; on++) if ((on + 3) % 7 < 5) days.push(on);
  return days;
}

// The shipped calendar knows 2019 to 2026; of other years the traded days are the sessions. Both spans hold both.
describe.each(['2018-11-12', '2026-11-12'])('after random imports from %s on', (begin) => {
  const SPAN = weekdays(begin, 70);
  const STOCKS = [A, B, C];
  const at = fc.nat({ max: SPAN.length - 1 });
  const stock = fc.constantFrom(...STOCKS);

  const price = fc.integer({ min: 8_000, max: 12_000 }).map((paise) => paise / 100);
  /** An action that may be derived, and the bars next to it, of which some come with it, before it, or later. */
  const beside = fc
    .record({
      of: stock,
      on: fc.integer({ min: 1, max: SPAN.length - 1 }),
      terms: arbitraryTerms,
      open: price,
    })
    .chain(({ of, on, terms, open }) => {
      const before = bar(of, SPAN[on - 1], 3 * on);
      const after = { ...bar(of, SPAN[on], 5 * on), open, low: 70, high: 130 };
      const pieces: Given[] = [
        { actions: [{ ...terms, ticker: of, exDate: SPAN[on] }] },
        { prices: [before] },
        { prices: [after] },
        { prices: [{ ...after, open: after.close }] },
        { prices: [{ ...before, close: before.low }] },
      ];
      return fc.shuffledSubarray(pieces, { minLength: 2, maxLength: 3 });
    });

  type Step = Given & { readonly isUpdated: boolean };
  const bars = (from: number, to: number) =>
    fc.record({ of: stock, on: fc.integer({ min: from, max: to }), seed: fc.nat({ max: 1e6 }) });
  const uniqueBars = (from: number, to: number, maxLength: number) =>
    fc
      .uniqueArray(bars(from, to), { selector: ({ of, on }) => `${of} ${on}`, minLength: 1, maxLength })
      .map((list) => list.map(({ of, on, seed }) => bar(of, SPAN[on], seed)));
  const stretch = fc
    .record({
      of: stock,
      from: at,
      count: fc.integer({ min: 1, max: 25 }),
      seed: fc.nat({ max: 1e6 }),
      gap: fc.nat({ max: 9 }),
    })
    .map(({ of, from, count, seed, gap }) =>
      SPAN.slice(from, from + count)
        .filter((_, k) => gap === 0 || k % 10 !== gap)
        .map((on, k) => bar(of, on, seed + k)),
    );
  const action = fc
    .record({
      ticker: stock,
      on: at,
      terms: arbitraryTerms,
    })
    .map(({ on, terms, ...rest }) => ({ ...rest, ...terms, exDate: SPAN[on] }));
  const holiday = fc
    .record({ on: at, weekend: fc.boolean(), kind: fc.constantFrom('HOLIDAY' as const, 'SESSION' as const) })
    // Some of the days are Saturdays or other closed days.
    .map(({ on, weekend, kind }) => ({ day: SPAN[on] + (weekend ? 1 : 0), kind, name: '' }));

  const step: fc.Arbitrary<Step> = fc
    .record({
      given: fc.oneof(
        { weight: 3, arbitrary: uniqueBars(0, SPAN.length - 1, 4).map((prices): Given => ({ prices })) },
        { weight: 3, arbitrary: stretch.map((prices): Given => ({ prices })) },
        { weight: 2, arbitrary: action.map((one): Given => ({ actions: [one] })) },
        { weight: 2, arbitrary: holiday.map((one): Given => ({ holidays: [one] })) },
        {
          weight: 1,
          arbitrary: fc
            .record({ prices: stretch, one: action, two: holiday })
            .map(({ prices, one, two }): Given => ({ prices, actions: [one], holidays: [two] })),
        },
      ),
      isUpdated: fc.boolean(),
      isSecondary: fc.boolean(),
    })
    .map(({ given, ...rest }) => ({ ...given, ...rest }));

  test('features and flags equal those from scratch, and former ones can be read again', async () => {
    await fc.assert(
      fc.asyncProperty(
        // The first import: some stocks from some day on, up to the middle.
        fc.array(fc.record({ of: stock, from: fc.nat({ max: 30 }), seed: fc.nat({ max: 1e6 }) }), {
          minLength: 1,
          maxLength: 3,
        }),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        beside,
        async (listed, steps, last) => {
          const twins = await Twins.empty();
          const first = new Map(
            listed.flatMap(({ of, from, seed }) =>
              SPAN.slice(from, 40).map((on, k) => [`${of} ${on}`, bar(of, on, seed + k)] as const),
            ),
          );
          await twins.take({ companies: STOCKS.map(company), prices: [...first.values()] });
          await twins.update();
          const former = new Map<number, FeatureTexts>();
          const further = last.map((given) => ({ ...given, isUpdated: true }));
          for (const { isUpdated, ...given } of [...steps, { isUpdated: true }, ...further]) {
            await twins.take(given);
            if (!isUpdated) continue;
            await twins.update();
            const batch = await withClient(database, newestBatch);
            former.set(batch, await storedFeatureTexts(database));
          }
          for (const [batch, texts] of former) {
            expect(differences(await storedFeatureTexts(database, batch), texts)).toEqual([]);
          }
        },
      ),
      { numRuns: 15 },
    );
  });
});

describe('windows of a year', () => {
  const YEAR = weekdays('2023-06-01', 320);
  const series = (of: Ticker, from: number, to: number): Bar[] =>
    YEAR.slice(from, to).map((on, k) => bar(of, on, 7 * from + k));

  test('are as from scratch after new sessions, a correction, late bars, a split and a holiday', async () => {
    const twins = await Twins.empty();
    await twins.take({
      companies: [A, B, C].map(company),
      prices: [...series(A, 0, 290), ...series(B, 30, 290)],
    });
    await twins.update();
    await twins.take({ prices: series(A, 290, 300) });
    await twins.update();
    await twins.take({ prices: [{ ...bar(A, YEAR[20], 99), volume: 4 }] });
    await twins.update();
    await twins.take({ prices: [...series(C, 250, 320), ...series(B, 5, 30)] });
    await twins.update();
    await twins.take({
      actions: [
        { ticker: A, exDate: YEAR[200], kind: 'SPLIT', newShares: 10, oldShares: 1, price: NaN, factor: NaN },
      ],
    });
    await twins.update();
    await twins.take({ holidays: [{ day: YEAR[150], kind: 'HOLIDAY', name: '' }] });
    await twins.update();
    // Every feature is known somewhere, or this would compare nothing but nulls.
    const { rows } = await database.pool.query<Record<string, number>>(
      `SELECT ${FEATURES.map((name) => `count(${name})::int4 AS ${name}`).join(', ')} FROM features WHERE superseded_in IS NULL`,
    );
    for (const name of FEATURES) expect(rows[0][name]).toBeGreaterThan(0);
  });
});

describe('a factor that is taken from an open', () => {
  const DAYS = weekdays('2024-03-04', 45).filter((on) => isoOf(on) !== '2024-03-08');
  const EX = 30;
  const demerger = (of: Ticker, on: Day) => ({
    ...{ ticker: of, exDate: on, kind: 'DEMERGER' as const },
    ...{ newShares: NaN, oldShares: NaN, price: NaN, factor: NaN },
  });
  const bars = (of: Ticker, from: number, to: number) =>
    DAYS.slice(from, to).map((on, k) => bar(of, on, 11 * from + k));
  const reopening = { ...bar(A, DAYS[EX + 2], 5), open: 61, low: 60, high: 66, close: 65 };

  test('is as from scratch while trading is suspended, from the first bar on, and after each correction', async () => {
    const twins = await Twins.empty();
    const steps: Given[] = [
      { companies: [A, B].map(company), prices: [...bars(A, 0, EX), ...bars(B, 0, EX)] },
      { actions: [demerger(A, DAYS[EX])] }, // its ex-date is still to come
      { prices: bars(B, EX, EX + 2) }, // A is suspended
      { prices: [reopening, ...bars(B, EX + 2, EX + 4)] },
      { prices: [{ ...reopening, open: 64 }] },
      { prices: [{ ...bar(A, DAYS[EX - 1], 7), low: 99, close: 99 }] }, // the close before it
      { prices: [{ ...reopening, day: DAYS[EX + 1], open: 63 }] }, // now this is the first bar
      { actions: [{ ...demerger(A, DAYS[EX]), factor: 0.7 }] },
      { actions: [demerger(A, DAYS[EX])] },
    ];
    for (const step of steps) {
      await twins.take(step);
      await twins.update();
    }
  });

  test('is known on a day as soon as its bars are, whatever is imported first', async () => {
    const twins = await Twins.empty();
    await twins.take({ companies: [company(A)], actions: [demerger(A, DAYS[EX])] });
    await twins.take({ prices: [reopening, ...bars(A, EX + 3, EX + 6)] });
    await twins.update();
    await twins.take({ prices: bars(A, 0, EX) });
    await twins.update();
  });
});

describe('rows of features', () => {
  const DAYS = weekdays('2024-03-01', 60);
  const bars = (of: Ticker, days: readonly Day[], seed = 1) => days.map((on, k) => bar(of, on, seed + k));
  const sessionsOf = (twins: Twins) => [...twins.model.market().sessions.days];

  test('are there up to the ninth session without a bar, and again when it trades again', async () => {
    const twins = await Twins.empty();
    const sessions = sessionsOf(twins)
      .filter((on) => on >= day('2024-03-01'))
      .slice(0, 40);
    await twins.take({
      companies: [A, B].map(company),
      prices: [...bars(A, sessions), ...bars(B, [...sessions.slice(0, 5), ...sessions.slice(30, 32)])],
    });
    await twins.update();
    const { rows } = await database.pool.query<{ day: string; bar_age: number }>(
      `SELECT day::text, bar_age FROM features JOIN stocks ON id = stock_id WHERE ticker = 'B.NS' ORDER BY day`,
    );
    // Bars 0–4, nine sessions without one (ages 1–9), bars 30 and 31, and sessions 32–39 (ages 1–8).
    const expected = [
      ...sessions.slice(0, 5).map((on) => [on, 0]),
      ...sessions.slice(5, 14).map((on, k) => [on, k + 1]),
      ...sessions.slice(30, 32).map((on) => [on, 0]),
      ...sessions.slice(32).map((on, k) => [on, k + 1]),
    ];
    expect(rows.map(({ day: on, bar_age }) => [day(on), bar_age])).toEqual(expected);
  });

  test('of a stock that stopped trading go on when the others get new sessions', async () => {
    const twins = await Twins.empty();
    await twins.take({
      companies: [A, B].map(company),
      prices: [...bars(A, DAYS.slice(0, 20)), ...bars(B, DAYS.slice(0, 20))],
    });
    await twins.update();
    for (const [from, to] of [
      [20, 21],
      [21, 26],
      [26, 40],
    ]) {
      await twins.take({ prices: bars(A, DAYS.slice(from, to), from) });
      await twins.update();
    }
  });

  test('are carried over ten sessions of a year without a calendar, however long they last', async () => {
    const twins = await Twins.empty();
    // The traded days of 2027, after the shipped calendar, are its sessions: one in a fortnight.
    const sparse = Array.from({ length: 12 }, (_, k) => day('2027-01-04') + 14 * k);
    await twins.take({
      companies: [A, B].map(company),
      prices: [...bars(A, sparse.slice(0, 6)), ...bars(B, sparse.slice(0, 1))],
    });
    await twins.update();
    await twins.take({ prices: bars(A, sparse.slice(6), 6) });
    await twins.update();
  });

  test('on the last session that the calendar knows end when it becomes a holiday', async () => {
    const twins = await Twins.empty();
    // The shipped calendar ends with 2026, whose last session is a Thursday.
    const days = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31'].map(day);
    await twins.take({ companies: [company(A)], prices: bars(A, days) });
    await twins.update();
    await twins.take({ holidays: [{ day: days[3], kind: 'HOLIDAY', name: 'Strike' }] });
    await twins.update();
  });

  test('are superseded only where they differ', async () => {
    const twins = await Twins.empty();
    await twins.take({ companies: [A, B].map(company), prices: [...bars(A, DAYS), ...bars(B, DAYS)] });
    await twins.update();
    const before = await withClient(database, newestBatch);
    // Without an action, the opening price is in no feature; the close of day 50 is in those from then on.
    const [third, fifty] = [DAYS[3], DAYS[50]].map((on) => bar(A, on, 1 + DAYS.indexOf(on)));
    const open = third.low === third.open ? third.high : third.low;
    expect(open).not.toBe(third.open);
    await twins.take({ prices: [{ ...third, open }] });
    expect((await updateFeatures(database.pool)).rows).toBe(0);
    await twins.take({ prices: [{ ...fifty, close: fifty.low, open: fifty.low, high: fifty.high + 1 }] });
    await twins.update();
    const { rows } = await database.pool.query(
      `SELECT ticker, min(day)::text AS "from", bool_and(day >= $1) AS after FROM features JOIN stocks ON id = stock_id
       WHERE recorded_in > $2 GROUP BY ticker`,
      [isoOf(DAYS[50]), before],
    );
    expect(rows).toEqual([{ ticker: A, from: isoOf(DAYS[50]), after: true }]);
  });

  test('are left alone by a second update', async () => {
    const twins = await Twins.empty();
    await twins.take({ companies: [company(A)], prices: bars(A, DAYS) });
    await twins.update();
    const before = await withClient(database, rowVersions);
    expect(await updateFeatures(database.pool)).toEqual({ stocks: 0, rows: 0 });
    expect(await withClient(database, rowVersions)).toEqual(before);
  });

  test('are read day after day as they were stored, also across the days that are read at once', async () => {
    const twins = await Twins.empty();
    const days = weekdays('2023-03-01', 140);
    await twins.take({
      companies: [A, B, C].map(company),
      prices: [...bars(A, days), ...bars(B, days.slice(20, 80))],
    });
    await twins.update();
    const batch = await withClient(database, newestBatch);
    const expected = featuresFromScratch(twins.model.market());
    const market: Market = twins.model.market();
    await withClient(database, async (client) => {
      const ids = await stockIds(client);
      const sessions = [...(await storedSessions(client, ids, batch)).days].filter(
        (on) => on >= days[2] && on <= days[139],
      );
      const features = new StoredFeatures(client, ids, batch, sessions);
      const found: Record<string, string> = {};
      for (const on of sessions) {
        const of = await features.on(on);
        for (const one of [A, B, C]) {
          const known = of(one);
          if ('values' in known) {
            const values = Array.from(known.values, (value) => (value !== value ? '' : value));
            found[`${one} ${isoOf(on)}`] = [known.age, known.secondary, ...values].join(' ');
          } else {
            const last = (market.bars.get(one)?.day ?? new Int32Array())
              .filter((traded) => traded <= on)
              .at(-1);
            expect({ one, on, last: known.lastBar }).toEqual({ one, on, last: last ?? null });
          }
        }
      }
      const asked = Object.entries(expected).filter(([key]) => day(key.slice(-10)) >= days[2]);
      expect(differences(found, Object.fromEntries(asked))).toEqual([]);
    });
  });
  describe('tell the last bar of a stock that is not traded any more', () => {
    const sessions = weekdays('2024-03-11', 9);
    const long = day('2024-05-03');

    /** What is read of B on a day long after its last bar, after `before` in the same span. */
    async function lastBarOfB(...before: readonly Day[]) {
      return withClient(database, async (client) => {
        const ids = await stockIds(client);
        const batch = await newestBatch(client);
        const features = new StoredFeatures(client, ids, batch, [...before, long]);
        for (const on of before) await features.on(on);
        return (await features.on(long))(B);
      });
    }

    test('where days between were not asked for', async () => {
      const twins = await Twins.empty();
      await twins.take({
        companies: [A, B].map(company),
        prices: [...bars(A, weekdays('2024-03-11', 40)), ...bars(B, sessions.slice(0, 4))],
      });
      await twins.update();
      expect(await lastBarOfB()).toEqual({ lastBar: sessions[3] });
      expect(await lastBarOfB(sessions[1])).toEqual({ lastBar: sessions[3] });
    });

    test('where the day of that bar became a holiday', async () => {
      const twins = await Twins.empty();
      await twins.take({
        companies: [A, B].map(company),
        prices: [...bars(A, weekdays('2024-03-11', 40)), ...bars(B, sessions.slice(0, 4))],
      });
      await twins.take({ holidays: [{ day: sessions[3], kind: 'HOLIDAY', name: '' }] });
      await twins.update();
      expect(await lastBarOfB(...sessions.slice(0, 3), ...sessions.slice(4))).toEqual({
        lastBar: sessions[3],
      });
    });
  });
});

describe('flags', () => {
  test('are a gap for each of five sessions that are deleted, and for no other', async () => {
    const twins = await Twins.empty();
    const sessions = [...twins.model.market().sessions.days]
      .filter((on) => on >= day('2024-08-01'))
      .slice(0, 45);
    const missing = [3, 10, 11, 20, 33].map((k) => sessions[k]);
    // A is listed at the first session, B at the fifth; both trade to the end. Prices move by less than 20 %.
    const calm = (of: Ticker, on: Day): Bar => ({
      ...bar(of, on, 5),
      open: 100,
      high: 100,
      low: 100,
      close: 100 + (on % 7) / 10,
      volume: 9,
      value: NaN,
    });
    const calmBar = (of: Ticker, on: Day): Bar => {
      const one = calm(of, on);
      return { ...one, open: one.close, high: one.close, low: one.close };
    };
    await twins.take({
      companies: [A, B].map(company),
      prices: [
        ...sessions.filter((on) => !missing.includes(on)).map((on) => calmBar(A, on)),
        ...sessions.slice(4).map((on) => calmBar(B, on)),
      ],
    });
    await twins.update();
    expect(Object.keys(await storedFlags(database)).sort()).toEqual(
      missing.map((on) => `A.NS ${isoOf(on)} GAP`).sort(),
    );
    // One of them comes late, another one turns out to be a holiday.
    await twins.take({
      prices: [calmBar(A, missing[1])],
      holidays: [{ day: missing[3], kind: 'HOLIDAY', name: '' }],
    });
    await twins.update();
    const left = [missing[0], missing[2], missing[4]];
    // B's bar of the new holiday stays, on a day that is no session.
    expect(Object.keys(await storedFlags(database)).sort()).toEqual(
      left.map((on) => `A.NS ${isoOf(on)} GAP`).sort(),
    );
  });

  test('are a jump where the price more than a fifth apart has no split, which may come later', async () => {
    const twins = await Twins.empty();
    const sessions = [...twins.model.market().sessions.days]
      .filter((on) => on >= day('2024-08-01'))
      .slice(0, 30);
    const closes = (k: number) => (k < 10 ? 1000 + k : k < 20 ? 100 + k / 10 : 125);
    const prices = sessions.map((on, k) => {
      const close = closes(k);
      return {
        ticker: A,
        day: on,
        open: close,
        high: close,
        low: close,
        close,
        volume: k === 25 ? 0 : 10 + k,
        value: NaN,
      };
    });
    await twins.take({ companies: [company(A)], prices });
    await twins.update();
    const keys = async () => Object.keys(await storedFlags(database)).sort();
    // 1009 → 101 at 10; 101.9 → 125 at 20 is 22.7 %; from there ten closes of 125, the tenth at 29.
    const jump = (k: number) => `A.NS ${isoOf(sessions[k])} JUMP`;
    const stale = `A.NS ${isoOf(sessions[29])} STALE`;
    const unlisted = `A.NS ${isoOf(sessions[10])} ACTION_UNLISTED`;
    expect(await keys()).toEqual([unlisted, jump(10), jump(20), stale]);
    await twins.take({
      actions: [
        {
          ticker: A,
          exDate: sessions[10],
          kind: 'SPLIT',
          newShares: 10,
          oldShares: 1,
          price: NaN,
          factor: NaN,
        },
      ],
    });
    await twins.update();
    expect(await keys()).toEqual([jump(20), stale]);
    // A correction: no jump to 122.2 (20 % of 101.9 would be 122.28), and a move without volume at 25.
    await twins.take({
      prices: [20, 21, 22, 23, 24].map((k) => ({
        ...prices[k],
        open: 122.2,
        high: 122.2,
        low: 122.2,
        close: 122.2,
      })),
    });
    await twins.update();
    expect(await keys()).toEqual([`A.NS ${isoOf(sessions[25])} NO_VOLUME`]);
  });
});
