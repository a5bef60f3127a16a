import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import type { Database } from '../../../src/database/database.js';
import { BASES, EVENT_KINDS, PERIODS, SOURCES, STATEMENT_METRICS } from '../../../src/market/facts.js';
import { readFolder } from '../../../src/market/imports/readFolder.js';
import { importFolder } from '../../../src/market/store/importFolder.js';
import { newestBatch } from '../../../src/market/store/recordBatch.js';
import { stockIds } from '../../../src/market/store/stockIds.js';
import { storedBars } from '../../../src/market/store/storedBars.js';
import { storedFacts } from '../../../src/market/store/storedFacts.js';
import { FUNDAMENTALS, type FundamentalName } from '../../../src/scoring/names.js';
import { arbitraryTerms } from '../../support/market/arbitraryAction.js';
import { closeTestDatabases, openTestDatabase } from '../../support/database/testDatabase.js';
import {
  day,
  fileOf,
  flatBar,
  removeFolders,
  ticker,
  TODAY,
  writeFolder,
  type Files,
} from '../../support/market/folder.js';
import { comparable, filesOf, MarketModel, type Given } from '../../support/market/marketModel.js';
import { emptyStore, withClient } from '../../support/market/storeTables.js';

// Other tests may keep the machine busy.
jest.setTimeout(120_000);

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => emptyStore(database));
afterEach(removeFolders);
afterAll(closeTestDatabases);

const market = (batch: number) =>
  withClient(database, async (client) => {
    const bars = await storedBars(client, await stockIds(client), { batch });
    return comparable({ ...(await storedFacts(client, batch)), bars });
  });

const TICKERS = ['A', 'B', 'C-D'].map(ticker);
/** Sessions of a year without a calendar, and around the shipped holiday of the 2nd of October. */
const DAYS = [
  '2018-11-05',
  '2018-11-07',
  '2024-09-27',
  '2024-09-30',
  '2024-10-01',
  '2024-10-03',
  '2024-10-04',
].map(day);
const ENDS = ['2023-12-31', '2024-03-31', '2024-06-30'].map(day);

const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
/** A decimal with up to four places. */
const decimal = (min: number, max: number) =>
  fc.integer({ min: min * 10_000, max: max * 10_000 }).map((whole) => whole / 10_000 + 0);
const orNull = (number: fc.Arbitrary<number>) =>
  fc.oneof({ weight: 3, arbitrary: number }, { weight: 1, arbitrary: fc.constant(NaN) });
const list = <Fact>(fact: fc.Arbitrary<Fact>, keyOf: (fact: Fact) => string) =>
  fc.option(fc.uniqueArray(fact, { selector: keyOf, minLength: 1, maxLength: 6 }), { nil: [], freq: 2 });

const published = fc
  .record({ periodEnd: oneOf(ENDS), lag: oneOf([0, 21, 60]), source: oneOf(SOURCES) })
  .map(({ periodEnd, lag, source }) => ({ periodEnd, publishedOn: periodEnd + lag, source }));
const prices = fc
  .record({ open: decimal(0.01, 9000), close: decimal(0.01, 9000), more: decimal(0, 5) })
  .map(({ open, close, more }) => ({
    open,
    close,
    high: Math.ceil(Math.max(open, close) + more),
    low: Math.floor(Math.min(open, close) * 10_000) / 10_000,
  }));

const given: fc.Arbitrary<Given> = fc.record({
  holidays: list(
    fc.record({
      day: oneOf([...DAYS.slice(1), day('2024-10-05'), day('2018-12-25')]),
      kind: oneOf(['HOLIDAY', 'SESSION'] as const),
      name: oneOf(['', 'Holi']),
    }),
    (entry) => `${entry.day}`,
  ),
  companies: list(
    fc.record({
      ticker: oneOf([...TICKERS, ticker('NEW.BO')]),
      name: oneOf(['Alpha', 'Béta']),
      isin: oneOf(['', 'INE000A01000']),
      industry: oneOf(['', 'Steel']),
      basicIndustry: oneOf(['', 'Iron & Steel']),
      sectorGroup: oneOf(['', 'METALS', 'IT']),
    }),
    (company) => company.ticker,
  ),
  actions: list(
    fc
      .record({ ticker: oneOf(TICKERS), exDate: oneOf(DAYS), terms: arbitraryTerms })
      .map(({ terms, ...action }) => ({ ...action, ...terms })),
    (a) => `${a.ticker} ${a.exDate} ${a.kind}`,
  ),
  prices: list(
    fc
      .record({
        ticker: oneOf(TICKERS),
        day: oneOf(DAYS),
        volume: fc.integer({ min: 0, max: 1e9 }),
        value: orNull(decimal(0, 9e9)),
        prices,
      })
      .map(({ prices: four, ...bar }) => ({ ...bar, ...four })),
    (bar) => `${bar.ticker} ${bar.day}`,
  ),
  indices: list(
    fc
      .record({ index: oneOf(['NIFTY 50', 'NIFTY IT']), day: oneOf(DAYS), prices })
      .map(({ prices: four, ...bar }) => ({ ...bar, ...four })),
    (bar) => `${bar.index} ${bar.day}`,
  ),
  fundamentals: list(
    fc
      .record({
        ticker: oneOf(TICKERS),
        published,
        numbers: fc.array(orNull(decimal(0, 100)), {
          minLength: FUNDAMENTALS.length,
          maxLength: FUNDAMENTALS.length,
        }),
      })
      .map(({ ticker: of, published: when, numbers }) => ({
        ticker: of,
        ...when,
        values: Object.fromEntries(FUNDAMENTALS.map((name, k) => [name, numbers[k]])) as Record<
          FundamentalName,
          number
        >,
      })),
    (row) => `${row.ticker} ${row.periodEnd} ${row.publishedOn}`,
  ),
  statements: list(
    fc
      .record({
        ticker: oneOf(TICKERS),
        published,
        period: oneOf(PERIODS),
        months: oneOf([3, 12, 15]),
        basis: oneOf(BASES),
        metric: oneOf(STATEMENT_METRICS.slice(0, 3)),
        adjustedTo: oneOf([NaN, DAYS[0]]),
        value: decimal(-500, 500),
      })
      .map(({ published: when, months, ...figure }) => ({
        ...figure,
        months: figure.period === 'POINT' ? 0 : months,
        ...when,
      })),
    (figure) =>
      `${figure.ticker} ${figure.periodEnd} ${figure.period} ${figure.months} ${figure.basis} ${figure.metric} ${figure.publishedOn}`,
  ),
  shareholding: list(
    fc
      .record({
        ticker: oneOf(TICKERS),
        published,
        promoterPct: decimal(0, 60),
        pledgedPct: orNull(decimal(0, 100)),
        fiiPct: orNull(decimal(0, 20)),
        diiPct: orNull(decimal(0, 20)),
      })
      .map(({ published: { periodEnd, ...when }, ...row }) => ({ ...row, ...when, quarterEnd: periodEnd })),
    (row) => `${row.ticker} ${row.quarterEnd} ${row.publishedOn}`,
  ),
  events: list(
    fc
      .record({
        ticker: oneOf(TICKERS),
        day: oneOf(DAYS),
        kind: oneOf(EVENT_KINDS),
        notice: oneOf([0, 7]),
        detail: oneOf(['', 'resigned at once']),
      })
      .map(({ notice, ...event }) => ({ ...event, announcedOn: event.day - notice })),
    (event) => `${event.ticker} ${event.day} ${event.kind}`,
  ),
  isSecondary: fc.boolean(),
});

const COMPANIES: Given = {
  companies: TICKERS.map((of) => ({
    ticker: of,
    name: 'X',
    isin: '',
    industry: '',
    basicIndustry: '',
    sectorGroup: 'IT',
  })),
};

/** Prices lie on sessions, so that none is refused. */
function onSessions(facts: Given, model: MarketModel): Given {
  const calendar = model.calendarWith(facts.holidays);
  const isSession = (bar: { readonly day: number }) => calendar.closedBecause(bar.day) === null;
  return {
    ...facts,
    prices: facts.prices?.filter(isSession) ?? [],
    indices: facts.indices?.filter(isSession) ?? [],
  };
}

test('the market as recorded at each batch is the last value of each key up to it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(given, { minLength: 2, maxLength: 5 }), async (imports) => {
      await emptyStore(database);
      const model = await MarketModel.empty();
      const expected = new Map<number, ReturnType<typeof comparable>>();
      // The shipped calendar is the first batch.
      let batch = 1;
      for (const facts of [COMPANIES, ...imports]) {
        const sessions = onSessions(facts, model);
        const files = filesOf(sessions);
        if (Object.keys(files).length === 0) continue;
        const result = await importFolder(database.pool, await writeFolder(files), {
          today: TODAY,
          source: facts.isSecondary === true ? 'SECONDARY' : 'PRIMARY',
        });
        expect(result.files.map(({ file }) => file).sort()).toEqual(Object.keys(files).sort());
        for (const { file, refusals } of result.files) {
          expect(refusals).toEqual([]);
          model.take(file, sessions);
          expected.set(++batch, comparable(model.market()));
        }
      }
      expect(await withClient(database, newestBatch)).toBe(batch);
      for (const [at, facts] of expected) expect({ at, facts: await market(at) }).toEqual({ at, facts });
    }),
    { numRuns: 15 },
  );
});

const FOLDER: Files = {
  ...fileOf('holidays', '2024-10-04,HOLIDAY,Strike', '2024-10-05,SESSION,'),
  ...fileOf('companies', 'A,"Alpha, Ltd",INE1,Steel,METALS', 'B.BO,Beta,,,', 'C,Gamma,,,IT'),
  ...fileOf('actions', 'A,2024-10-03,SPLIT,10,1', 'A,2024-10-03,BONUS,3,2', 'B.BO,2024-12-03,BONUS,2,1'),
  ...fileOf(
    'prices',
    'A,2024-10-05,101.05,102,100,101.95,123456,12345678.9',
    'A,2024-09-30,1000,1001.5,999,1000.05,0,',
    'A,2024-10-03,100,100,100,100,12,1200',
    flatBar('B.BO', '2018-05-04', '0.05'),
    flatBar('C', '2024-10-04', 1),
    flatBar('D', '2024-10-01', 1),
  ),
  ...fileOf(
    'indices',
    'NIFTY 50,2024-10-05,1,2,1,2',
    'NIFTY 50,2024-09-30,1,2,1,1.5',
    'BANK,2024-09-30,1,1,1,1',
  ),
  ...fileOf(
    'fundamentals',
    'A,2024-03-31,,SECONDARY,0.123456789,-0.2,,,,,,,1.5,,',
    'C,2023-03-31,2023-05-01,,,,,,,,,,,,',
  ),
  ...fileOf('statements', 'A,2024-03-31,ANNUAL,sales,123456789.25,,', 'A,2024-03-31,POINT,pe,-3,,SECONDARY'),
  ...fileOf('shareholding', 'A,2024-06-30,55.5,,,,20,0', 'A,2024-03-31,55.5,2024-04-02,SECONDARY,100,,'),
  ...fileOf('events', 'A,2024-12-24,RESULTS,,', 'A,2024-10-01,AUDITOR_RESIGNATION,,"left, ""at once"""'),
};

test.each([
  { adjusted: false, source: 'PRIMARY' as const },
  { adjusted: true, source: 'SECONDARY' as const },
])('what was imported is what the folder itself reads as: $adjusted $source', async (options) => {
  const folder = await writeFolder(FOLDER);
  const { market: read, refusals } = await readFolder(folder, { today: TODAY, ...options });
  // C on its holiday, and D, which is no company.
  expect(refusals).toHaveLength(2);
  await importFolder(database.pool, folder, { today: TODAY, ...options });
  const batch = await withClient(database, newestBatch);
  expect(await market(batch)).toStrictEqual(comparable(read));
  const facts = await withClient(database, (client) => storedFacts(client, batch));
  expect(comparable({ ...facts, bars: read.bars })).toStrictEqual(comparable(read));
  expect(facts).not.toHaveProperty('bars');
});

test('nothing was known before the first batch', async () => {
  await importFolder(database.pool, await writeFolder(FOLDER), { today: TODAY });
  const before = await market(0);
  expect(before.sessions).toHaveLength(0);
  expect(
    [before.companies, before.bars, before.indices, before.actions, before.events].map(({ size }) => size),
  ).toEqual([0, 0, 0, 0, 0]);
});
