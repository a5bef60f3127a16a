import { afterEach, describe, expect, test } from '@jest/globals';
import { csv, fileOf, HEADER, readFiles, removeFolders } from '../../support/market/folder.js';
import { expectAccepted, expectRefused, rowOf } from '../../support/market/rows.js';

const BARS = ['prices', 'indices'] as const;
const PRICES = ['open', 'high', 'low', 'close'] as const;

afterEach(removeFolders);

describe.each(BARS)('a bar of %s', (name) => {
  test.each(PRICES.flatMap((column) => ['0', '-100'].map((value) => [column, value] as const)))(
    'has a price above 0: %s is not %s',
    async (column, value) => {
      const reason = 'expected a price above 0';
      await expectRefused(name, { [column]: value }, { column, value, rule: 'NOT_POSITIVE', reason });
    },
  );

  test('may cost as little as there is', async () => {
    await expectAccepted(name, { open: '0.01', high: '0.01', low: '0.01', close: '0.01' });
  });

  test('has no high below its low', async () => {
    const bar = { open: '100', high: '99.99', low: '100', close: '100' };
    await expectRefused(name, bar, {
      column: 'high',
      value: '99.99',
      rule: 'HIGH_BELOW_LOW',
      reason: 'expected at least the low, 100',
    });
    await expectAccepted(name, { ...bar, high: '100' });
  });

  describe.each(['open', 'close'] as const)('has its %s from low × 0.995 to high × 1.005', (column) => {
    const bar = { open: '150', high: '200', low: '100', close: '150' };
    const reason = 'expected a price within half a percent of low and high, 99.5 to 201';

    test.each(['99.5', '100', '200', '201'])('%s is within', async (value) => {
      await expectAccepted(name, { ...bar, [column]: value }); // 100 × 0.995 = 99.5, 200 × 1.005 = 201
    });

    test.each(['99.49', '99.4999', '201.0001', '201.01', '1000'])('%s is outside', async (value) => {
      await expectRefused(
        name,
        { ...bar, [column]: value },
        { column, value, rule: 'OUTSIDE_RANGE', reason },
      );
    });

    test.each([
      ['6', '6.03'],
      ['10', '10.05'],
      ['20', '20.1'],
      ['0.34', '0.3417'],
    ])(
      'a high of %s allows %s: decimals are compared, not what binary makes of them',
      async (high, value) => {
        // 6 × 1.005 in doubles is 6.029999999999999.
        await expectAccepted(name, { open: high, high, low: high, close: high, [column]: value });
      },
    );

    test('a low of 0.17 allows 0.16915', async () => {
      // 0.17 × 0.995 in doubles is 0.16915000000000002.
      await expectAccepted(name, {
        open: '0.17',
        high: '0.17',
        low: '0.17',
        close: '0.17',
        [column]: '0.16915',
      });
    });
  });

  describe('is of a day on which the exchange was open', () => {
    const closed = (date: string, because: string) =>
      expectRefused(
        name,
        { date },
        {
          column: 'date',
          value: date,
          rule: 'CLOSED_DAY',
          reason: `expected a session, ${date} is ${because}`,
        },
      );

    test('not on a weekend', async () => {
      await closed('2024-10-05', 'a weekend day');
      await closed('2024-10-06', 'a weekend day');
    });

    test('not on a holiday', async () => {
      await closed('2024-10-02', 'a holiday (Gandhi Jayanti)');
    });

    test.each(['2024-01-20', '2024-03-02', '2024-05-18', '2023-11-12'])(
      'but in a special session: %s, on a weekend',
      async (date) => {
        await expectAccepted(name, { date });
      },
    );

    test('and in a year that the calendar does not know, any weekday is taken', async () => {
      await expectAccepted(name, { date: '2018-01-05' });
      await expectAccepted(name, { date: '2018-01-26' }); // Republic Day
    });
  });

  describe('with a holidays.csv in its folder', () => {
    const holidays = (...rows: string[]) => fileOf('holidays', ...rows);
    const closed = (date: string, because: string, files: ReturnType<typeof holidays>) =>
      expectRefused(
        name,
        { date },
        {
          column: 'date',
          value: date,
          rule: 'CLOSED_DAY',
          reason: `expected a session, ${date} is ${because}`,
        },
        files,
      );

    test('a year of which it has a row is known', async () => {
      const files = holidays('2018-01-26,HOLIDAY,Republic Day', '2018-02-13,HOLIDAY,');
      await closed('2018-01-26', 'a holiday (Republic Day)', files);
      await closed('2018-02-13', 'a holiday', files);
      await closed('2018-01-06', 'a weekend day', files);
      await expectAccepted(name, { date: '2018-01-05' }, files);
      await expectAccepted(name, { date: '2017-01-26' }, files); // Republic Day of another year
    });

    test('a special session makes its year known, and is one', async () => {
      const files = holidays('2018-01-06,SESSION,');
      await expectAccepted(name, { date: '2018-01-06' }, files);
      await closed('2018-01-07', 'a weekend day', files);
    });

    test('its rows replace those of the shipped calendar', async () => {
      await expectAccepted(name, { date: '2024-10-02' }, holidays('2024-10-02,SESSION,'));
      await closed('2024-03-02', 'a holiday', holidays('2024-03-02,HOLIDAY,'));
    });

    test('a row of it that is refused makes no year known', async () => {
      const files = holidays('2018-02-30,HOLIDAY,', '2018-01-26,CLOSED,');
      await expectAccepted(name, { date: '2018-01-26' }, files);
      const because = 'a weekend day of a year that the calendar lacks, and no stock has a bar before it';
      await closed('2018-01-06', because, files);
    });
  });

  describe('is not later than the day of import', () => {
    test('today is taken, tomorrow is not', async () => {
      await expectAccepted(name, { date: '2024-10-08' });
      await expectRefused(
        name,
        { date: '2024-10-09' },
        {
          column: 'date',
          value: '2024-10-09',
          rule: 'AFTER_IMPORT',
          reason: 'expected a day up to the day of import, 2024-10-08 in India',
        },
      );
    });
  });
});

test('bounds are exact in decimals at every price, to the last digit', async () => {
  const date = '2024-10-04';
  const plain = (hundredThousandths: number) => Number(`${hundredThousandths}e-5`).toFixed(5);
  const bars = (beyond: number) =>
    // Every 997th paisa up to ₹ 50,000: bounds of whole hundred-thousandths, since 0.01 × 0.005 = 0.00005.
    Array.from({ length: 5000 }, (_, k) => 1 + 997 * k).flatMap((paise, k) => {
      const price = plain(paise * 1000);
      const [high, low] = [plain(paise * 1005 + beyond), plain(paise * 995 - beyond)];
      return [
        `HIGH ${k},${date},${high},${price},${price},${price}`,
        `LOW ${k},${date},${low},${price},${price},${price}`,
      ];
    });
  expect((await readFiles(fileOf('indices', ...bars(0)))).refusals).toEqual([]);
  expect((await readFiles(fileOf('indices', ...bars(1)))).summaries).toMatchObject([
    { rows: 10_000, refused: { OUTSIDE_RANGE: 10_000 } },
  ]);
});

describe('a bar of prices', () => {
  test.each([
    ['volume', '-1'],
    ['value', '-0.01'],
  ])('has no negative %s', async (column, value) => {
    const reason = 'expected 0 or more';
    await expectRefused('prices', { [column]: value }, { column, value, rule: 'NEGATIVE', reason });
    await expectAccepted('prices', { [column]: '0' });
  });

  test('lines are counted past quoted line ends and blank lines', async () => {
    const rows = [rowOf('indices'), '', '"NIFTY\nBANK",2024-10-04,1,1,1,1', 'NIFTY IT,2024-10-04,1,1,1,x'];
    const { refusals } = await readFiles({ 'indices.csv': csv(HEADER.indices, ...rows) });
    expect(refusals.map(({ line, column }) => [line, column])).toEqual([
      [4, 'index'],
      [6, 'close'],
    ]);
  });

  test('every refusal of a file is kept, in the order of its lines', async () => {
    const wrong = Array.from({ length: 100 }, (_, k) => rowOf('prices', { close: String(-k) }));
    const { refusals, summaries, market } = await readFiles(fileOf('prices', ...wrong));
    expect(refusals.map(({ line }) => line)).toEqual(wrong.map((_, k) => k + 2));
    expect(summaries).toEqual([
      { file: 'prices.csv', rows: 100, refused: { NOT_POSITIVE: 100 }, flagged: {} },
    ]);
    expect(market.bars.size).toBe(0);
  });
});
