import { describe, expect, test } from '@jest/globals';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted } from '../../../support/market/adapted.js';
import { workbookOfRows, type TestCell } from '../../../support/market/workbook.js';
import { describeAdapter } from './contract.js';

const HEADER = [
  'Sr. No.',
  'Company name',
  'ISIN',
  'BSE Symbol',
  'NSE Symbol',
  'Average of All Exchanges (Rs. Cr.)',
  'Category',
];
const ROWS: readonly (readonly TestCell[])[] = [
  [1, 'Alpha Ltd', 'INE000A01011', 'ALPHA', 'ALPHA', 123456.75, 'Large Cap'],
  [2, 'Beta & Sons', 'INE000B01019', 'BETA', '-', 0.0000015, 'Small Cap'],
  [3, 'Gamma', 'INE000C01017', 'GAMMA', null, 5, 'Small Cap'],
  [4, 'Delta', 'INE000D01015', 'DELTA', 'DELTA', '-', 'Small Cap'],
];
const list = (end = '31 December 2025', header: readonly TestCell[] = HEADER): Buffer =>
  workbookOfRows([
    [`Average Market Capitalization of listed companies during the six months ended  ${end}`],
    header,
    ...ROWS,
    ['Note: averages are of all exchanges.'],
  ]);
const context = {
  ...NO_STORE,
  tickerOfIsin: (isin: string) => (isin === 'INE000B01019' ? '500999.BO' : null),
};

describeAdapter({ adapter: 'amfi-categorisation', file: list(), gives: { statements: 2 }, context });

describe("AMFI's categorisation", () => {
  test('gives the average market capitalisation by symbol or ISIN, of the day in its title', async () => {
    const found = await adapted(list(), { context });
    const common = { period_end: '2025-12-31', period: 'POINT', metric: 'market_cap_cr' };
    expect(found.rows['statements']).toEqual([
      { ...common, ticker: 'ALPHA', value: '123456.75' },
      { ...common, ticker: '500999.BO', value: '0.0000015' },
    ]);
    expect(found.lines['statements']).toEqual([3, 4]);
    expect(found.leftOut).toEqual({ statements: { UNKNOWN_STOCK: 1, NO_VALUE: 1 } });
    expect(found.day).toBe('2025-12-31');
  });

  test.each([
    ['without a day', list('some day')],
    [
      'in another unit',
      list(
        '30 June 2025',
        HEADER.map((name) => name.replace('Rs. Cr.', 'USD')),
      ),
    ],
    [
      'without symbols',
      list(
        '30 June 2025',
        HEADER.map((name) => name.replace('NSE Symbol', 'Symbol')),
      ),
    ],
  ])('is refused whole %s', async (_, file) => {
    await expect(adapted(file, { name: 'a.xlsx', context })).rejects.toThrow(
      /^a\.xlsx is AMFI's list in another layout/,
    );
  });
});
