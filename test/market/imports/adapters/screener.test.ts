import { describe, expect, test } from '@jest/globals';
import { NO_STORE } from '../../../../src/market/imports/adapters/noStore.js';
import { adapted, type Adapted } from '../../../support/market/adapted.js';
import { workbookOfRows, type TestCell } from '../../../support/market/workbook.js';
import { describeAdapter } from './contract.js';

const ALPHA = { ...NO_STORE, ticker: 'ALPHA' };
const day = (text: string) => new Date(`${text}T00:00:00Z`);
const YEARS = [day('2023-03-31'), day('2024-03-31')];

/** Returns a workbook as Screener exports it. */
function exported(
  changed: Readonly<Record<string, readonly TestCell[]>> = {},
  years: readonly TestCell[] = YEARS,
): Buffer {
  const line = (name: string, ...values: readonly TestCell[]): readonly TestCell[] => [
    name,
    ...(changed[name] ?? values),
  ];
  const rows: readonly (readonly TestCell[])[] = [
    ['COMPANY NAME', 'ALPHA LTD'],
    ['PROFIT & LOSS'],
    ['Report Date', ...years],
    line('Sales', 900, 1000.5),
    line('Other Income', 10, 20),
    line('Depreciation', 50, 60),
    line('Interest', 30, 40),
    line('Profit before tax', 100, 150),
    line('Tax', 25, 40),
    line('Net profit', 75, 100),
    [],
    ['Quarters'],
    ['Report Date', day('2023-12-31'), day('2024-03-31')],
    ['Sales', 250, 260],
    ['Depreciation', 15, 15],
    ['Interest', 10, 10],
    ['Profit before tax', 40, 41],
    ['Tax', 10, 11.01],
    ['Net profit', 30, 30],
    ['Operating Profit', 60, 61],
    [],
    ['BALANCE SHEET'],
    ['Report Date', ...years],
    line('Equity Share Capital', 20, 20),
    line('Reserves', 400, 500),
    line('Borrowings', 300, 300),
    line('Other Liabilities', 100, 150),
    line('Total', 820, 970),
    ['Net Block', 820, 970],
    ['Total', 820, 970],
    ['No. of Equity Shares', 100_000_000, 100_000_000],
    [],
    ['CASH FLOW:'],
    ['Report Date', ...years],
    ['Cash from Operating Activity', 120, -5.25],
  ];
  return workbookOfRows(
    rows.map((row) => (row.length === 0 ? [null] : row)),
    'Data Sheet',
  );
}
const figures = ({ rows }: Adapted) =>
  (rows['statements'] ?? []).map(
    (row) => `${row['period_end']} ${row['period']} ${row['metric']} ${row['value']}`,
  );

describeAdapter({
  adapter: 'screener-workbook',
  file: exported(),
  gives: { statements: 34 },
  context: ALPHA,
});

describe('the workbook that Screener exports', () => {
  test('gives the figures of its data sheet', async () => {
    const found = await adapted(exported(), { context: ALPHA });
    expect(figures(found)).toEqual(
      expect.arrayContaining([
        '2024-03-31 ANNUAL sales 1000.5',
        '2024-03-31 ANNUAL operating_profit 230',
        '2024-03-31 ANNUAL equity 520',
        '2024-03-31 ANNUAL total_assets 970',
        '2024-03-31 ANNUAL debt 300',
        '2024-03-31 ANNUAL cash_from_operations -5.25',
        '2024-03-31 QUARTER operating_profit 61',
        '2024-03-31 QUARTER opm 0.2346',
      ]),
    );
    expect(found.rows['statements']?.[0]).toMatchObject({
      ticker: 'ALPHA',
      months: '3',
      basis: '',
      adjusted_to: '',
    });
  });

  test('gives profits before the share of minorities, which it leaves out of its own', async () => {
    const found = figures(await adapted(exported(), { context: ALPHA }));
    // In 2024, 150 - 40 is 110. The quarter differs by rounding alone.
    expect(found.filter((text) => text.includes('net_profit'))).toEqual([
      '2023-12-31 QUARTER net_profit 30',
      '2024-03-31 QUARTER net_profit 30',
      '2023-03-31 ANNUAL net_profit 75',
      '2024-03-31 ANNUAL net_profit 110',
    ]);
  });

  test('names a company, and no stock: it is refused without one', async () => {
    await expect(adapted(exported(), { name: 'Alpha.xlsx' })).rejects.toThrow(
      /^Alpha\.xlsx names no stock, only the company "ALPHA LTD": expected the option --ticker/,
    );
  });

  test('refuses flows of a year whose length is not known, and keeps its balance', async () => {
    const found = await adapted(exported({}, [day('2023-03-31'), day('2023-12-31')]), { context: ALPHA });
    expect(found.refusals.map(({ rule, value }) => [rule, value])).toEqual([
      ['NOT_OF_KIND', '2023-12-31'],
      ['NOT_OF_KIND', '2023-12-31'],
    ]);
    expect(figures(found).filter((text) => text.startsWith('2023-12-31 ANNUAL'))).toEqual([
      '2023-12-31 ANNUAL equity 520',
      '2023-12-31 ANNUAL total_assets 970',
      '2023-12-31 ANNUAL debt 300',
    ]);
  });

  test('does not believe a balance whose sides differ', async () => {
    const found = await adapted(exported({ Reserves: [400, 50_000] }), { context: ALPHA });
    expect(found.flags).toMatchObject([{ kind: 'UNITS', metric: 'total_assets' }]);
    expect(
      figures(found).filter((text) => /2024-03-31 ANNUAL (equity|debt|total_assets)/.test(text)),
    ).toEqual([]);
  });

  test('with another sheet alone is none', async () => {
    await expect(adapted(workbookOfRows([['COMPANY NAME', 'ALPHA LTD']], 'Sheet1'))).rejects.toThrow(
      /got none/,
    );
  });
});

const table = (rows: Readonly<Record<string, readonly unknown[]>>, periods: readonly string[]) =>
  Object.entries(rows).map(([name, values]) => ({
    'Unnamed: 0': name,
    ...Object.fromEntries(periods.map((period, place) => [period, values[place]])),
  }));
const DUMP = {
  ...{ symbol: 'ALPHA', name: 'Alpha Ltd', consolidated: true, fetched: '2026-06-19' },
  valuation: {
    EPS: [['2026-05-30', 44]],
    'Price to Earning': [
      ['2026-06-12', null],
      ['2026-06-19', 23.1],
    ],
  },
  statements: {
    quarters: table(
      {
        'Sales\u00a0+': ['1,250', '260', '270', '280'],
        'OPM %': ['18%', '19%', '-2%', ''],
        'EPS in Rs': ['10', '11', '11', '12'],
      },
      ['Jun 2025', 'Sep 2025', 'Dec 2025', 'Mar 2026'],
    ),
    profit_loss: table({ 'Sales\u00a0+': ['900', '1000', '1010'], 'Net Profit\u00a0+': ['75', '80', '81'] }, [
      'Mar 2025',
      'Dec 2025 9m',
      'TTM',
    ]),
    balance_sheet: table({ 'Equity Capital': [20, 20], Reserves: [400, 410], 'Total Assets': [820, 830] }, [
      'Mar 2025',
      'Sep 2025',
    ]),
    cash_flow: [],
    ratios: table({ 'ROCE %': ['15%', null] }, ['Mar 2025', 'Dec 2025 9m']),
    shareholding: table(
      {
        'Promoters\u00a0+': ['', '50.00%', ''],
        'FIIs\u00a0+': ['40.00%', '20.00%', '1.00%'],
        'DIIs\u00a0+': ['35.00%', '10.00%', '1.00%'],
        'Public\u00a0+': ['25.00%', '20.00%', '1.00%'],
      },
      ['Dec 2025', 'Mar 2026', 'Sep 2025'],
    ),
  },
};
const dump = (changed: object = {}) => JSON.stringify({ ...DUMP, ...changed }, null, 1);

describeAdapter({ adapter: 'screener-dump', file: dump(), gives: { statements: 21, shareholding: 3 } });

describe('a page of Screener', () => {
  test('gives figures of the group, and earnings as they were adjusted on the day it was fetched', async () => {
    const found = await adapted(dump());
    expect(found.rows['statements']?.slice(0, 2)).toEqual([
      {
        ticker: 'ALPHA',
        period_end: '2025-06-30',
        period: 'QUARTER',
        metric: 'sales',
        value: '1250',
        months: '3',
        basis: 'CONSOLIDATED',
        adjusted_to: '',
      },
      {
        ticker: 'ALPHA',
        period_end: '2025-06-30',
        period: 'QUARTER',
        metric: 'eps',
        value: '10',
        months: '3',
        basis: 'CONSOLIDATED',
        adjusted_to: '2026-06-19',
      },
    ]);
    expect(figures(found)).toEqual(
      expect.arrayContaining([
        '2025-06-30 QUARTER opm 0.18',
        '2025-12-31 QUARTER opm -0.02',
        '2025-03-31 ANNUAL roce 0.15',
        '2025-03-31 ANNUAL equity 420',
        '2025-09-30 QUARTER equity 430',
        '2026-06-19 POINT pe 23.1',
      ]),
    );
    const nine = found.rows['statements']?.find(({ months }) => months === '9');
    expect(nine).toMatchObject({
      period_end: '2025-12-31',
      period: 'ANNUAL',
      metric: 'sales',
      value: '1000',
    });
    expect(found.leftOut).toEqual({ statements: { OTHER_KIND: 1, NO_VALUE: 1 } });
  });

  test('says that a company without promoters has none, where the others hold all', async () => {
    const { rows } = await adapted(dump());
    expect(rows['shareholding']?.map(({ promoter_pct: promoters }) => promoters)).toEqual(['0', '50.00', '']);
  });

  test('does not take the P/E of a chart that is of another company', async () => {
    const valuation = { ...DUMP.valuation, EPS: [['2026-05-30', 4.4]] };
    const found = await adapted(dump({ valuation }));
    expect(found.flags).toMatchObject([{ kind: 'UNITS', metric: 'pe' }]);
    expect(figures(found).some((text) => text.includes(' pe '))).toBe(false);
  });
});

describe('a screen of Screener', () => {
  test('is refused, with what to import instead', async () => {
    const file = 'S.No.,Name,CMP\u00a0Rs.,P/E\n1,Alpha,100,20\n';
    await expect(adapted(file, { name: 's.csv' })).rejects.toThrow(
      /^s\.csv is a screen of Screener.*with --ticker\.$/,
    );
  });
});
