import { afterEach, describe, expect, test } from '@jest/globals';
import type { FlagKind } from '../../../src/market/imports/refusal.js';
import { fileOf, flatBar, readFiles, removeFolders, type Files } from '../../support/market/folder.js';

afterEach(removeFolders);

/** Returns line, date, metric and detail of the flags of a kind. */
async function flagged(kind: FlagKind, files: Files) {
  const { flags, refusals, summaries } = await readFiles(files);
  expect(refusals).toEqual([]);
  const found = flags.filter((flag) => flag.kind === kind);
  const counts = summaries.map((summary) => summary.flagged[kind] ?? 0);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(found.length);
  return found.map(({ line, date, metric, detail }) => [line, date, metric, detail]);
}

const statements = (...rows: readonly string[]) => fileOf('statements', ...rows.map((row) => `SBIN,${row},`));

describe('UNITS', () => {
  const holders = (percent: number) => fileOf('shareholding', `SBIN,2024-06-30,${percent},,,,,`);

  test.each([
    [0, false],
    [0.01, true],
    [1, true],
    [1.01, false],
  ])('returns a promoter_pct of %d: %s', async (percent, isOdd) => {
    const detail = `${percent} %, expected a percentage such as 50.3`;
    const expected = [[2, '2024-06-30', 'promoter_pct', detail]];
    expect(await flagged('UNITS', holders(percent))).toEqual(isOdd ? expected : []);
  });

  test.each(
    ['roe', 'roce', 'roa'].flatMap((metric) => [5, -5, 5.01, -5.01].map((value) => [metric, value] as const)),
  )('returns a %s of %d where it is beyond 5', async (metric, value) => {
    const detail = `${value}, expected a fraction such as 0.18`;
    const files = statements(`2024-03-31,ANNUAL,${metric},${value},`);
    const expected = [[2, '2024-03-31', metric, detail]];
    expect(await flagged('UNITS', files)).toEqual(Math.abs(value) > 5 ? expected : []);
  });

  const gnpa = (before: number, now: number, period = 'QUARTER') =>
    statements(`2024-03-31,QUARTER,gnpa_pct,${before},`, `2024-06-30,${period},gnpa_pct,${now},`);

  test('returns a gnpa_pct below 0.1 where the period before stood above 1', async () => {
    expect(await flagged('UNITS', gnpa(2.4, 0.099))).toEqual([
      [3, '2024-06-30', 'gnpa_pct', '0.099 % after 2.4 % of 2024-03-31, expected a percentage such as 2.5'],
    ]);
    expect(await flagged('UNITS', gnpa(2.4, 0.1))).toEqual([]);
    expect(await flagged('UNITS', gnpa(1, 0.02))).toEqual([]);
    expect(await flagged('UNITS', gnpa(1.01, 0.02))).toHaveLength(1);
    expect(await flagged('UNITS', gnpa(2.4, 0.02, 'ANNUAL'))).toEqual([]);
  });

  describe.each(['sales', 'equity', 'total_assets'])('of %s', (metric) => {
    const years = (before: number, now: number, other = '2024-03-31') =>
      statements(`${other},ANNUAL,${metric},${now},`, `2023-03-31,ANNUAL,${metric},${before},`);

    test.each([
      [10.2, 510, true],
      [10.2, 509.99, false],
      [510, 10.2, true],
      [510, 10.21, false],
      [-510, 10, true],
      [100, 0, true],
      [0, 100, false],
    ])('returns %d and then %d: %s', async (before, now, isOdd) => {
      const detail = `${now} after ${before} of 2023-03-31, expected the same unit`;
      const expected = [[2, '2024-03-31', metric, detail]];
      expect(await flagged('UNITS', years(before, now))).toEqual(isOdd ? expected : []);
    });

    test('compares with the same month one year before, of the same period', async () => {
      expect(await flagged('UNITS', years(1, 100, '2024-06-30'))).toEqual([]);
      const quarters = statements(`2024-03-31,QUARTER,${metric},100,`, `2023-03-31,ANNUAL,${metric},1,`);
      expect(await flagged('UNITS', quarters)).toEqual([]);
    });
  });

  test.each(['shares_cr', 'market_cap_cr'])('returns a %s of another unit', async (metric) => {
    const files = (now: number) =>
      statements(`2024-05-31,POINT,${metric},${now},`, `2023-05-15,POINT,${metric},2,`);
    expect(await flagged('UNITS', files(100))).toEqual([
      [2, '2024-05-31', metric, '100 after 2 of 2023-05-15, expected the same unit'],
    ]);
    expect(await flagged('UNITS', files(99.9))).toEqual([]);
  });

  test('compares with the figure that was published last', async () => {
    const files = statements(
      '2023-03-31,ANNUAL,sales,1000,2023-09-01',
      '2023-03-31,ANNUAL,sales,10,2023-05-01',
      '2024-03-31,ANNUAL,sales,1000,2024-05-01',
    );
    expect(await flagged('UNITS', files)).toEqual([]);
  });

  test('returns metrics of fundamentals', async () => {
    const row = (end: string, values: string) => `SBIN,${end},,,${values}`;
    const files = fileOf(
      'fundamentals',
      row('2024-03-31', '5.1,5,,,,,,-6,2,,'),
      row('2024-06-30', '0.2,,,,,,,,0.02,,'),
    );
    expect(await flagged('UNITS', files)).toEqual([
      [2, '2024-03-31', 'roe_3y', '5.1, expected a fraction such as 0.18'],
      [2, '2024-03-31', 'roa_3y', '-6, expected a fraction such as 0.18'],
      [3, '2024-06-30', 'gnpa_pct', '0.02 % after 2 % of 2024-03-31, expected a percentage such as 2.5'],
    ]);
  });
});

describe('LATE', () => {
  const late = (date: string, on: string, days: number, within: number, line = 2) => [
    ...[line, date, ''],
    `published on ${on}, ${days} days after the period; expected at most ${within}`,
  ];

  test.each([
    ['QUARTER', '2023-12-31', '2024-02-14', 45, 45],
    ['QUARTER', '2023-12-31', '2024-02-15', 46, 45],
    ['ANNUAL', '2024-03-31', '2024-05-30', 60, 60],
    ['ANNUAL', '2024-03-31', '2024-05-31', 61, 60],
    // The quarter that ends the year, which is that of March where no year says otherwise.
    ['QUARTER', '2024-03-31', '2024-05-30', 60, 60],
    ['QUARTER', '2024-03-31', '2024-05-31', 61, 60],
  ])('returns a %s of %s published on %s: %d days of %d', async (period, end, on, days, within) => {
    const files = statements(`${end},${period},sales,1,${on}`);
    expect(await flagged('LATE', files)).toEqual(days > within ? [late(end, on, days, within)] : []);
  });

  test('follows the years of the company to find the quarter that ends one', async () => {
    const files = statements(
      '2023-12-31,QUARTER,sales,1,2024-02-20',
      '2024-03-31,QUARTER,sales,1,2024-05-20',
      '2022-12-31,ANNUAL,sales,1,',
    );
    expect(await flagged('LATE', files)).toEqual([late('2024-03-31', '2024-05-20', 50, 45, 3)]);
  });

  test('is told once per period, at the row that was published first', async () => {
    const files = statements(
      '2023-12-31,QUARTER,sales,1,2024-03-20',
      '2023-12-31,QUARTER,eps,1,2024-03-01',
      '2023-12-31,QUARTER,opm,0.1,2024-03-01',
    );
    expect(await flagged('LATE', files)).toEqual([late('2023-12-31', '2024-03-01', 61, 45, 3)]);
  });

  test('returns no restatement of a period that was published in time, no POINT, and no row without a date', async () => {
    const files = statements(
      '2023-12-31,QUARTER,sales,1,2024-02-01',
      '2023-12-31,QUARTER,sales,2,2024-06-01',
      '2023-06-30,POINT,pe,20,2024-06-01',
      '2023-06-30,QUARTER,sales,2,',
    );
    expect(await flagged('LATE', files)).toEqual([]);
  });

  test('returns a shareholding after 21 days', async () => {
    const files = (on: string) => fileOf('shareholding', `SBIN,2024-06-30,50,${on},,,,`);
    expect(await flagged('LATE', files('2024-07-21'))).toEqual([]);
    expect(await flagged('LATE', files('2024-07-22'))).toEqual([late('2024-06-30', '2024-07-22', 22, 21)]);
  });
});

describe('NO_CALENDAR', () => {
  const detail = (year: number, rows: string) =>
    `the calendar has no day of ${year}, the year of ${rows}: days with bars count as sessions; ` +
    'give its holidays in holidays.csv';
  const dates = ['2018-03-01', '2018-01-03', '2017-05-05', '2024-10-04'];

  test('returns each year of prices that the calendar lacks, once, at its first row', async () => {
    const files = fileOf('prices', ...dates.map((date) => flatBar('SBIN', date, 100)));
    expect(await flagged('NO_CALENDAR', files)).toEqual([
      [4, '2017-05-05', '', detail(2017, '1 row')],
      [2, '2018-03-01', '', detail(2018, '2 rows')],
    ]);
  });

  test('returns years of indices', async () => {
    const files = fileOf('indices', ...dates.map((date) => `NIFTY 50,${date},100,100,100,100`));
    expect(await flagged('NO_CALENDAR', files)).toEqual([
      [4, '2017-05-05', '', detail(2017, '1 row')],
      [2, '2018-03-01', '', detail(2018, '2 rows')],
    ]);
  });

  test('returns no year of which the folder gives a holiday', async () => {
    const files = {
      ...fileOf('holidays', '2018-01-26,HOLIDAY,', '2017-01-26,HOLIDAY,'),
      ...fileOf('prices', ...dates.map((date) => flatBar('SBIN', date, 100))),
    };
    expect(await flagged('NO_CALENDAR', files)).toEqual([]);
  });
});
