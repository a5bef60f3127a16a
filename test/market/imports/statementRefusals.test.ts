import { afterEach, describe, expect, test } from '@jest/globals';
import { csv, day, readFiles, removeFolders, ticker } from '../../support/market/folder.js';

const RIGHT = {
  ticker: 'SBIN',
  period_end: '2024-06-30',
  period: 'QUARTER',
  metric: 'eps',
  value: '5',
  months: '',
  basis: '',
  adjusted_to: '',
};
type Row = Partial<typeof RIGHT>;

/** Reads rows of statements.csv. They differ in their metric, unless two rows name the same one. */
async function read(...rows: readonly Row[]) {
  const lines = rows.map((row) => Object.values({ ...RIGHT, ...row }).join(','));
  const { market, refusals } = await readFiles({
    'statements.csv': csv(Object.keys(RIGHT).join(','), ...lines),
  });
  return {
    figures: market.statements.get(ticker('SBIN')) ?? [],
    refusals: refusals.map(({ line, column, value, rule, reason }) => ({
      line,
      column,
      value,
      rule,
      reason,
    })),
  };
}

afterEach(removeFolders);

describe.each(['market_cap_cr', 'shares_cr'])('%s', (metric) => {
  test.each(['0', '-0', '-12.5'])('is refused where it is %s', async (value) => {
    const { refusals, figures } = await read({ period: 'POINT', metric, value }, {});
    expect(refusals).toEqual([
      {
        line: 2,
        column: 'value',
        value: value === '-0' ? '0' : value,
        rule: 'NOT_POSITIVE',
        reason: `expected a ${metric} above 0`,
      },
    ]);
    expect(figures).toHaveLength(1);
  });

  test('is taken above 0', async () => {
    const { refusals, figures } = await read({ period: 'POINT', metric, value: '0.01' });
    expect(refusals).toEqual([]);
    expect(figures).toMatchObject([{ period: 'POINT', metric, value: 0.01 }]);
  });
});

test.each(['operating_profit', 'interest', 'depreciation', 'tax', 'cash_from_operations', 'debt'])(
  '%s may be anything',
  async (metric) => {
    for (const value of ['-120.5', '0', '120.5']) {
      expect(await read({ metric, value })).toMatchObject({
        refusals: [],
        figures: [{ value: Number(value) }],
      });
    }
  },
);

describe('months', () => {
  test.each([
    ['ANNUAL', '', 12],
    ['QUARTER', '', 3],
    ['POINT', '', 0],
    ['POINT', '0', 0],
    ['ANNUAL', '15', 15],
    ['QUARTER', '9', 9],
    ['QUARTER', '1', 1],
    ['ANNUAL', '24', 24],
  ])('of %s "%s" are %d', async (period, months, expected) => {
    expect(await read({ period, months })).toMatchObject({ refusals: [], figures: [{ months: expected }] });
  });

  test.each([
    ['ANNUAL', '0', 'a whole number from 1 to 24'],
    ['ANNUAL', '25', 'a whole number from 1 to 24'],
    ['QUARTER', '-3', 'a whole number from 1 to 24'],
    ['QUARTER', '3.5', 'a whole number from 1 to 24'],
    ['POINT', '12', 'no months of a POINT'],
  ])('of %s are not %s', async (period, months, expected) => {
    const { refusals } = await read({ period, months });
    const reason = `expected ${expected}`;
    expect(refusals).toEqual([{ line: 2, column: 'months', value: months, rule: 'NOT_OF_KIND', reason }]);
  });

  test('are a number', async () => {
    const { refusals } = await read({ months: 'twelve' });
    expect(refusals).toMatchObject([{ column: 'months', value: 'twelve', rule: 'NOT_A_NUMBER' }]);
  });
});

describe('basis', () => {
  test.each(['CONSOLIDATED', 'STANDALONE', ''])('may be "%s"', async (basis) => {
    expect(await read({ basis })).toMatchObject({ refusals: [], figures: [{ basis }] });
  });

  test.each(['consolidated', 'GROUP', ' '])('is not "%s"', async (basis) => {
    const reason = 'expected one of CONSOLIDATED, STANDALONE';
    const refusal = { line: 2, column: 'basis', value: basis, rule: 'UNKNOWN_VALUE', reason };
    expect((await read({ basis })).refusals).toEqual([refusal]);
  });
});

describe('adjusted_to', () => {
  test('is a day up to the import, before or after the publication', async () => {
    for (const adjusted_to of ['2024-10-08', '2020-01-01']) {
      expect(await read({ adjusted_to })).toMatchObject({ figures: [{ adjustedTo: day(adjusted_to) }] });
    }
    expect((await read({})).figures).toMatchObject([{ adjustedTo: NaN }]);
  });

  test.each([
    ['2024-02-30', 'NOT_A_DATE', 'expected a date such as 2024-10-08'],
    ['2024-10-09', 'AFTER_IMPORT', 'expected a day up to the day of import, 2024-10-08 in India'],
  ])('is not %s', async (value, rule, reason) => {
    const refusal = { line: 2, column: 'adjusted_to', value, rule, reason };
    expect((await read({ adjusted_to: value })).refusals).toEqual([refusal]);
  });
});

describe('the key of a figure', () => {
  test('has its months and its basis', async () => {
    const rows = [{}, { months: '9' }, { basis: 'CONSOLIDATED' }, { basis: 'STANDALONE' }];
    const { figures, refusals } = await read(...rows.map((row, k) => ({ ...row, value: String(k) })));
    expect(refusals).toEqual([]);
    expect(figures).toHaveLength(4);
  });

  test('has the usual months where none are written', async () => {
    const { refusals } = await read({ value: '1' }, { months: '3', value: '2' });
    expect(refusals).toMatchObject([{ rule: 'CONFLICTING_ROWS' }, { rule: 'CONFLICTING_ROWS' }]);
    expect((await read({}, { months: '3' })).figures).toHaveLength(1);
  });

  test('does not have the day up to which it is adjusted', async () => {
    const { refusals } = await read({}, { adjusted_to: '2024-09-30' });
    expect(refusals).toMatchObject([{ rule: 'CONFLICTING_ROWS' }, { rule: 'CONFLICTING_ROWS' }]);
  });
});
