import { afterEach, describe, expect, test } from '@jest/globals';
import type { DayInputs } from '../../src/market/crossSection.js';
import { csv, day, fileOf, flatBar, removeFolders, type Files } from '../support/market/folder.js';
import { at, COMPANIES, inputsOn, numberOf } from '../support/market/inputs.js';

/** The sessions up to October 8, 2024, the last first: the 2nd is a holiday, the 5th and 6th a weekend. */
const BACK = [
  ...['2024-10-08', '2024-10-07', '2024-10-04', '2024-10-03', '2024-10-01', '2024-09-30'],
  ...['2024-09-27', '2024-09-26', '2024-09-25', '2024-09-24', '2024-09-23'],
];

const prices = (...rows: readonly string[]): Files => fileOf('prices', ...rows);
const infyToday = prices(flatBar('INFY', '2024-10-08', 100));
const messageOf = async (inputs: Promise<DayInputs>): Promise<string> =>
  inputs.then(
    () => 'nothing was refused',
    (error: unknown) => String(error),
  );

afterEach(removeFolders);

describe('the universe of a day', () => {
  const both = (infy: string, sbin: string) => prices(flatBar('INFY', infy, 100), flatBar('SBIN', sbin, 200));

  test('is ascending by ticker, with the sector groups that occur', async () => {
    const { section, notScored } = await inputsOn(
      prices(flatBar('SBIN', BACK[0], 2), flatBar('INFY', BACK[0], 1)),
    );
    expect(section).toMatchObject({
      date: '2024-10-08',
      day: day('2024-10-08'),
      tickers: ['INFY.NS', 'SBIN.NS'],
      sectors: ['banks', 'it'],
      sectorOf: Int32Array.of(1, 0),
    });
    expect([...section.features.close]).toEqual([1, 2]);
    expect(notScored).toEqual([]);
  });

  test('holds stocks with a bar in the last 10 sessions, whose age counts the sessions since', async () => {
    for (let age = 0; age < 10; age++) {
      const { section, notScored } = await inputsOn(both(BACK[0], BACK[age]));
      expect([...section.age.prices]).toEqual([0, age]);
      expect(notScored).toEqual([]);
    }
    const { section, notScored } = await inputsOn(both(BACK[0], BACK[10]));
    expect(section.tickers).toEqual(['INFY.NS']);
    expect(notScored).toEqual([
      {
        ticker: 'SBIN.NS',
        code: 'NOT_TRADED',
        reason: 'no bar in the last 10 sessions: the last one is of 2024-09-23',
      },
    ]);
  });

  test('counts sessions without any bar too, where the calendar knows them', async () => {
    // Nothing traded between September 24 and October 8 but INFY, on its last day.
    const { section } = await inputsOn(both(BACK[0], BACK[9]));
    expect(section.age.prices[1]).toBe(9);
  });

  test('in a year that the calendar does not know counts the days on which anything traded', async () => {
    const dates = Array.from({ length: 11 }, (_, k) => `2018-01-${String(k + 1).padStart(2, '0')}`);
    const infy = dates.map((date) => flatBar('INFY', date, 100));
    const on = (date: string) => inputsOn(prices(flatBar('SBIN', dates[0], 200), ...infy), date);
    expect((await on(dates[9])).section.tickers).toHaveLength(2); // 9 sessions later
    expect((await on(dates[10])).notScored).toHaveLength(1);
  });

  test('lists every other company with the reason, ascending', async () => {
    const files = {
      'companies.csv': csv(
        'ticker,name,industry,sector_group',
        'ZEEL,Zee,Media,',
        'INFY,Infosys,Software,',
        'TCS,Tata Consultancy,Software,',
        'GONE,Gone,Software,',
        'BARE,Bare,,',
        'ACC,ACC,Software,cement',
        'LATE,Late,Software,',
      ),
      ...prices(
        ...['ZEEL', 'INFY', 'BARE', 'ACC'].map((one) => flatBar(one, BACK[0], 100)),
        flatBar('GONE', '2024-03-15', 100),
        flatBar('LATE', '2024-10-08', 100),
      ),
    };
    const { section, notScored } = await inputsOn(files);
    expect(section.tickers).toEqual(['INFY.NS', 'LATE.NS']);
    expect(notScored).toEqual([
      {
        ticker: 'ACC.NS',
        code: 'NO_SECTOR_GROUP',
        reason: 'sector group "cement" is not among those of the sector file',
      },
      {
        ticker: 'BARE.NS',
        code: 'NO_SECTOR_GROUP',
        reason: 'no sector group: no industry is given, and the ticker has no line in the sector file',
      },
      {
        ticker: 'GONE.NS',
        code: 'NOT_TRADED',
        reason: 'no bar in the last 10 sessions: the last one is of 2024-03-15',
      },
      { ticker: 'TCS.NS', code: 'NO_BARS', reason: 'no bar on or before the day' },
      {
        ticker: 'ZEEL.NS',
        code: 'NO_SECTOR_GROUP',
        reason: 'no sector group: industry "Media" has no line in the sector file',
      },
    ]);
  });

  test('a stock whose first bar is later is not in it yet', async () => {
    const { notScored } = await inputsOn(both('2024-10-07', '2024-10-08'), '2024-10-07');
    expect(notScored).toEqual([
      { ticker: 'SBIN.NS', code: 'NO_BARS', reason: 'no bar on or before the day' },
    ]);
  });
});

describe('a day is refused', () => {
  test.each([
    ['2024-10-06', '2024-10-04'], // a Sunday after a Saturday
    ['2024-10-02', '2024-10-01'], // Gandhi Jayanti
    ['2024-03-03', '2024-03-02'], // the Saturday before was a special session
    ['2027-05-05', '2026-12-31'], // of a year that the calendar does not know
  ])('that is no session: %s, naming the one before it, %s', async (date, before) => {
    expect(await messageOf(inputsOn(infyToday, date))).toBe(
      `UserError: Expected a session of the exchange, but ${date} is none. The session before it is ${before}.`,
    );
  });

  test('before every session', async () => {
    expect(await messageOf(inputsOn(infyToday, '2001-01-01'))).toBe(
      'UserError: Expected a session of the exchange, but 2001-01-01 is none. ' +
        'The calendar knows no session before it.',
    );
  });

  test.each(['8.10.2024', '2024-10-8', '2024-02-30', '', 'yesterday'])(
    'that is no date: "%s"',
    async (date) => {
      expect(await messageOf(inputsOn(infyToday, date))).toBe(
        `UserError: Expected a date such as 2024-10-08, got "${date}".`,
      );
    },
  );

  test('on which no stock can be scored', async () => {
    expect(await messageOf(inputsOn(infyToday, '2024-10-07'))).toBe(
      'UserError: No stock can be scored on 2024-10-07: expected companies with a sector group and a bar in the ' +
        'last 10 sessions, got 2 companies without. The first: INFY.NS, no bar on or before the day.',
    );
    expect(await messageOf(inputsOn({ 'companies.csv': csv('ticker,name') }))).toContain(
      'UserError: No stock can be scored on 2024-10-08: ',
    );
  });

  test('special sessions are days like others', async () => {
    const { section } = await inputsOn(prices(flatBar('INFY', '2024-03-02', 100)), '2024-03-02');
    expect(section.tickers).toEqual(['INFY.NS']);
  });
});

describe('prices', () => {
  const twoBars = prices(flatBar('INFY', '2024-10-07', 100, 10), flatBar('INFY', '2024-10-08', 55, 30));
  const split = fileOf('actions', 'INFY,2024-10-08,SPLIT,2,1');

  test('are adjusted as of the day', async () => {
    const after = await inputsOn({ ...twoBars, ...split });
    expect(numberOf(after, 'close')).toBe(55);
    expect(numberOf(after, 'volume_ratio')).toBe(1.5); // 30 / (10 × 2)
    const before = await inputsOn({ ...twoBars, ...split }, '2024-10-07');
    expect([numberOf(before, 'close'), numberOf(before, 'volume')]).toEqual([100, 10]);
  });

  test('that were given as adjusted are taken as they are', async () => {
    const inputs = await inputsOn({ ...twoBars, ...split }, undefined, { adjusted: true });
    expect(numberOf(inputs, 'volume_ratio')).toBe(3); // 30 / 10
  });

  test('the close of a stock that did not trade today is its last one, adjusted', async () => {
    const bars = prices(flatBar('INFY', '2024-10-07', 100), flatBar('SBIN', '2024-10-08', 1));
    const inputs = await inputsOn({ ...bars, ...split });
    expect(numberOf(inputs, 'close')).toBe(50);
    expect(inputs.section.age.prices[at(inputs)]).toBe(1);
  });

  test('a traded value is as given, else close × volume as traded, in crore', async () => {
    // Five bars of 100 × 200,000 = ₹ 2 crore as traded, though a split follows.
    const rows = BACK.slice(1, 6).map((date) => flatBar('INFY', date, 100, 200_000));
    const traded = await inputsOn({ ...prices(...rows), ...split }, '2024-10-08');
    expect(numberOf(traded, 'median_traded_value_cr')).toBe(2);
    const given = await inputsOn(prices(...rows.map((row) => `${row}35000000`)));
    expect(numberOf(given, 'median_traded_value_cr')).toBe(3.5);
  });

  test('are of no use to a window in which trading was interrupted', async () => {
    // A window of 2 bars may begin 1.5 × 2 + 5 = 8 sessions before the day (method §1).
    const ratioFrom = async (date: string) =>
      numberOf(
        await inputsOn(prices(flatBar('INFY', date, 100, 10), flatBar('INFY', BACK[0], 100, 30))),
        'volume_ratio',
      );
    expect(await ratioFrom(BACK[8])).toBe(3);
    expect(await ratioFrom(BACK[9])).toBeNaN();
  });

  test('come from the source that was named', async () => {
    expect([...(await inputsOn(infyToday)).section.secondary.prices]).toEqual([0]);
    const secondary = await inputsOn(infyToday, undefined, { source: 'SECONDARY' });
    expect([...secondary.section.secondary.prices]).toEqual([1]);
  });
});

describe('fundamentals, owners and events', () => {
  test('are those known at the close, with the days since they were published and their source', async () => {
    const inputs = await inputsOn({
      ...infyToday,
      ...fileOf('fundamentals', 'INFY,2024-06-30,2024-08-01,SECONDARY,0.25,,,,,,,,,,'),
      ...fileOf('shareholding', 'INFY,2024-06-30,15,2024-07-20,,2.5,33,35', 'INFY,2024-03-31,15,,,,34,33.5'),
      ...fileOf('events', 'INFY,2024-10-17,RESULTS,,', 'INFY,2024-10-01,BOARD_RESIGNATION,,'),
    });
    expect(numberOf(inputs, 'roe_3y')).toBe(0.25);
    expect(numberOf(inputs, 'pe')).toBeNaN();
    expect(numberOf(inputs, 'promoter_hold_pct')).toBe(0.15);
    expect(numberOf(inputs, 'promoter_pledge_frac')).toBe(0.025);
    expect(numberOf(inputs, 'fii_dii_delta_pp')).toBe(0.5); // 33 + 35 − (34 + 33.5)
    const { age, secondary, events } = inputs.section;
    expect([age.fundamentals[0], age.ownership[0]]).toEqual([68, 80]); // since August 1, since July 20
    expect([secondary.fundamentals[0], secondary.ownership[0]]).toEqual([1, 0]);
    // Results 9 days ahead count as announced on October 10: not yet.
    expect([events.meeting[0], events.auditor[0], events.board[0]]).toEqual([NaN, NaN, 7]);
  });

  test('of a stock without any are null, as are their age and source', async () => {
    const { section } = await inputsOn(infyToday);
    for (const column of [
      ...Object.values(section.fundamentals),
      ...Object.values(section.ownership),
      ...Object.values(section.events),
      section.age.fundamentals,
      section.age.ownership,
      section.secondary.fundamentals,
      section.secondary.ownership,
    ]) {
      expect([...column]).toEqual([NaN]);
    }
  });

  test('a P/E is of the adjusted close', async () => {
    const statements = fileOf('statements', 'INFY,2024-03-31,ANNUAL,eps,5,2024-05-15,');
    const inputs = await inputsOn({
      ...prices(flatBar('INFY', '2024-10-07', 100), flatBar('SBIN', '2024-10-08', 1)),
      ...fileOf('actions', 'INFY,2024-10-08,SPLIT,2,1'),
      ...statements,
    });
    expect(numberOf(inputs, 'pe')).toBe(10); // 100 / 2 / 5: EPS is taken as given
  });
});

describe('the index', () => {
  const bar = (date: string, close: number, index = 'NIFTY 50') =>
    `${index},${date},${close},${close},${close},${close}`;
  const returnsOn = async (rows: readonly string[], date?: string) =>
    (await inputsOn({ ...COMPANIES, ...infyToday, ...fileOf('indices', ...rows) }, date)).section.indexReturn;

  test('gives its return over 21 sessions, from its bars of just these days', async () => {
    // 21 sessions before October 8 is September 6: 4 in October, and the 17th of September's 21 from its end.
    const rows = [bar('2024-09-06', 100), bar('2024-10-08', 110), bar('2024-09-05', 1), bar('2024-09-09', 1)];
    const returns = await returnsOn(rows);
    expect(returns.ret_21d).toBeCloseTo(0.1, 14);
    expect([returns.ret_63d, returns.ret_126d]).toEqual([NaN, NaN]);
  });

  test('by any of its names', async () => {
    const returns = await returnsOn([bar('2024-09-06', 100, 'CNX Nifty'), bar('2024-10-08', 110, 'nifty50')]);
    expect(returns.ret_21d).toBeCloseTo(0.1, 14);
  });

  test('over 63 and 126 sessions', async () => {
    // July 8: 4 in October + 21 in September + 21 in August, and the 17th of July's 22 from its end.
    // April 4: the other 5 of July + 19 in June + 22 in May, and the 17th of April's 20 from its end.
    const rows = [bar('2024-10-08', 110), bar('2024-07-08', 100), bar('2024-04-04', 88)];
    const returns = await returnsOn(rows);
    expect(returns.ret_63d).toBeCloseTo(0.1, 14);
    expect(returns.ret_126d).toBeCloseTo(0.25, 14);
  });

  test('is null where it lacks a bar of one of the two days, and another index does not stand in', async () => {
    const none = { ret_21d: NaN, ret_63d: NaN, ret_126d: NaN };
    expect(await returnsOn([bar('2024-09-05', 100), bar('2024-10-08', 110)])).toEqual(none);
    expect(await returnsOn([bar('2024-09-06', 100), bar('2024-10-07', 110)])).toEqual(none);
    const bank = [bar('2024-09-06', 100, 'NIFTY BANK'), bar('2024-10-08', 110, 'NIFTY BANK')];
    expect(await returnsOn(bank)).toEqual(none);
  });
});
