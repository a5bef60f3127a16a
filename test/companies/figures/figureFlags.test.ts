/** What is odd about figures, each rule at its bounds. */
import { describe, expect, test } from '@jest/globals';
import { FigureFlags } from '../../../src/companies/figures/figureFlags.js';
import type { MetricFigure } from '../../../src/companies/figures/metricFigure.js';
import { isoOf } from '../../../src/market/day.js';
import type { Figure } from '../../../src/market/facts.js';
import { known, of } from '../../support/companies/figures.js';
import { action } from '../../support/market/action.js';
import { day } from '../../support/market/folder.js';
import { annual, figure, quarterly } from '../../support/market/statements.js';

/** The flags of all figures in short: "sales ANNUAL 2024-03-31 CHANGE MEDIUM". */
const flagged = (rows: readonly Figure[], on?: string): string[] => {
  const company = known(rows, on);
  const flags = new FigureFlags(company);
  return company
    .metrics()
    .flatMap((one) => flags.of(one).map((flag) => `${nameOf(one)} ${flag.rule} ${flag.severity}`));
};
const nameOf = ({ code, period, periodEnd }: MetricFigure) => `${code} ${period} ${isoOf(periodEnd)}`;
const details = (rows: readonly Figure[]): string[] => {
  const company = known(rows);
  const flags = new FigureFlags(company);
  return company.metrics().flatMap((one) => flags.of(one).map(({ detail }) => detail));
};

describe('a change against a year ago', () => {
  const year = (before: number, now: number) => annual('equity', { 2023: before, 2024: now });

  test('is flagged beyond 50 %, and more beyond 100 %', () => {
    const flags = (before: number, now: number) => flagged(year(before, now)).map((text) => text.slice(25));
    expect(flags(100, 150)).toEqual([]);
    expect(flags(100, 150.1)).toEqual(['CHANGE MEDIUM']);
    expect(flags(100, 200)).toEqual(['CHANGE MEDIUM']);
    expect(flags(100, 200.1)).toEqual(['CHANGE HIGH']);
    expect(flags(100, 50)).toEqual([]);
    expect(flags(100, 49.9)).toEqual(['CHANGE MEDIUM']);
    expect(flags(100, 0)).toEqual(['CHANGE MEDIUM']);
    expect(flags(100, -1)).toEqual(['CHANGE HIGH', 'SIGN_CHANGE MEDIUM']);
    expect(flags(-100, -120)).toEqual([]);
    expect(flags(-100, 20)).toEqual(['CHANGE HIGH', 'SIGN_CHANGE MEDIUM']);
    expect(flags(0, 100)).toEqual([]);
    // A double makes 0.7 × 1.5 less than 1.05.
    expect(flags(0.7, 1.05)).toEqual([]);
  });

  test('is said with its numbers', () => {
    expect(details(year(800, 1500))).toEqual([
      'equity changed by +87.5 % from 800 (2023-03-31) to 1,500 (2024-03-31); expected at most 50 %.',
    ]);
    expect(details(year(10, -5))).toEqual([
      'equity changed by −150 % from 10 (2023-03-31) to -5 (2024-03-31); expected at most 50 %.',
      'equity changed its sign from 10 (2023-03-31) to -5 (2024-03-31).',
    ]);
  });

  test('is of one basis, and of usual lengths', () => {
    const [before, now] = year(100, 300);
    expect(flagged([before, { ...now, basis: 'CONSOLIDATED' }])).toEqual([]);
    expect(flagged([{ ...before, months: 9 }, now])).toEqual([]);
    expect(
      flagged([figure('POINT', '2023-03-31', 'pe', 10), figure('POINT', '2024-03-31', 'pe', 30)]),
    ).toEqual([]);
  });

  test('is looked for in quarters and in four of them, but not in growth and margins', () => {
    const quarters = [
      ...quarterly('sales', [30, 10, 10, 10, 10, 10, 10, 10]),
      ...quarterly('opm', [0.3, 0, 0, 0, 0.1]),
    ];
    expect(flagged(quarters)).toEqual([
      'opm QUARTER 2024-06-30 CHANGE HIGH',
      'sales QUARTER 2024-06-30 CHANGE HIGH',
    ]);
    expect(flagged(quarterly('sales', [30, 30, 10, 10, 10, 10, 10, 10]))).toContain(
      'sales TTM 2024-06-30 CHANGE MEDIUM',
    );
  });

  test('of earnings per share is of equal shares', () => {
    const eps = annual('eps', { 2023: 20, 2024: 10 });
    const company = known([eps[0], { ...eps[1], publishedOn: day('2024-05-10') }], '2024-10-08', {
      actions: [action('2024-05-02', 'SPLIT', 2, 1)],
    });
    const flags = new FigureFlags(company);
    expect(company.metrics().flatMap((one) => flags.of(one))).toEqual([]);
  });
});

describe('four quarters', () => {
  /** Sales of the four quarters up to March 2024, and the year. */
  const sales = (newest: number, year: number) => [
    ...quarterly('sales', [0, newest, 100, 100, 100]).slice(1),
    ...annual('sales', { 2024: year }),
  ];

  test('are flagged where they differ from the year by more than 10 %', () => {
    expect(flagged(sales(100, 400))).toEqual([]);
    expect(flagged(sales(140, 400))).toEqual([]);
    expect(flagged(sales(140.1, 400))).toEqual(['sales TTM 2024-03-31 TTM_DIFFERS MEDIUM']);
    expect(flagged(sales(59.9, 400))).toEqual(['sales TTM 2024-03-31 TTM_DIFFERS MEDIUM']);
    expect(details(sales(160, 400))).toEqual([
      'sales of four quarters, 460, differs from the annual figure of 2024-03-31, 400 by 15 % of it; expected at most 10 %.',
    ]);
    expect(flagged(sales(100, 0))).toEqual(['sales TTM 2024-03-31 TTM_DIFFERS MEDIUM']);
  });

  test('are compared with a year of the same basis and end', () => {
    const [year] = annual('sales', { 2024: 1 });
    const quarters = sales(100, 1).slice(0, 4);
    expect(flagged([...quarters, { ...year, basis: 'CONSOLIDATED' }])).toEqual([]);
    expect(flagged([...quarters, { ...year, months: 15 }])).toEqual([]);
    expect(
      flagged([...quarters, { ...year, periodEnd: day('2023-03-31'), publishedOn: day('2023-03-31') }]),
    ).toEqual([]);
  });
});

describe('a missing quarter', () => {
  const SALES = quarterly('sales', [10, 10, 10, 10, 10, 10]);

  test('is flagged at the one after it', () => {
    expect(flagged(SALES)).toEqual([]);
    expect(flagged(SALES.filter((_, k) => k !== 2))).toEqual([
      'sales QUARTER 2024-03-31 MISSING_QUARTER MEDIUM',
    ]);
    expect(details(SALES.filter((_, k) => k !== 2 && k !== 3))).toEqual([
      'sales: 2 quarters are missing between 2023-06-30 and 2024-03-31.',
    ]);
    // Neither before the oldest nor after the newest one.
    expect(flagged(SALES.slice(1, -1))).toEqual([]);
  });

  test('is of one metric and basis', () => {
    const without = SALES.filter((_, k) => k !== 2);
    const rows = [
      ...without,
      ...of('STANDALONE', [SALES[2]]),
      ...quarterly('net_profit', [1, 1, 1, 1, 1, 1]),
    ];
    expect(flagged(rows)).toEqual(['sales QUARTER 2024-03-31 MISSING_QUARTER MEDIUM']);
  });
});

describe('late results', () => {
  const filed = (period: 'ANNUAL' | 'QUARTER', end: string, days: number, value = 1) =>
    figure(period, end, 'sales', value, { publishedOn: isoOf(day(end) + days) });

  test('are those later than 45 days after a quarter, 60 after a year and the quarter that ends it', () => {
    expect(flagged([filed('QUARTER', '2023-12-31', 45)])).toEqual([]);
    expect(flagged([filed('QUARTER', '2023-12-31', 46)])).toEqual(['sales QUARTER 2023-12-31 LATE MEDIUM']);
    expect(flagged([filed('QUARTER', '2024-03-31', 60)])).toEqual([]);
    expect(flagged([filed('QUARTER', '2024-03-31', 61)])).toEqual(['sales QUARTER 2024-03-31 LATE MEDIUM']);
    expect(flagged([filed('ANNUAL', '2024-03-31', 60)])).toEqual([]);
    expect(flagged([filed('ANNUAL', '2024-03-31', 61)])).toEqual(['sales ANNUAL 2024-03-31 LATE MEDIUM']);
    // The year of this company ends in December.
    const years = filed('ANNUAL', '2022-12-31', 50);
    expect(flagged([years, filed('QUARTER', '2023-12-31', 60)])).toEqual([]);
    expect(flagged([years, filed('QUARTER', '2024-03-31', 46)])).toEqual([
      'sales QUARTER 2024-03-31 LATE MEDIUM',
    ]);
  });

  test('are not those that were restated, nor a figure that was added to known results', () => {
    expect(flagged([filed('ANNUAL', '2024-03-31', 50), filed('ANNUAL', '2024-03-31', 100, 2)])).toEqual([]);
    const tax = figure('ANNUAL', '2024-03-31', 'tax', 1, { publishedOn: '2024-09-01' });
    expect(flagged([filed('ANNUAL', '2024-03-31', 50), tax])).toEqual([]);
    expect(flagged([tax])).toEqual(['tax ANNUAL 2024-03-31 LATE MEDIUM']);
  });

  test('may be of any length, but not of a point in time', () => {
    expect(flagged([{ ...filed('ANNUAL', '2024-03-31', 61), months: 15 }])).toEqual([
      'sales ANNUAL 2024-03-31 LATE MEDIUM',
    ]);
    expect(flagged([figure('POINT', '2024-03-31', 'pe', 1, { publishedOn: '2024-09-01' })])).toEqual([]);
  });
});
