import { describe, expect, test } from '@jest/globals';
import type { Action, Basis, Figure, FundamentalsRow } from '../../../src/market/facts.js';
import { FundamentalsHistory } from '../../../src/market/fundamentals.js';
import { yieldsAsOf, type Yields } from '../../../src/market/valuation/yieldsAsOf.js';
import { action } from '../../support/market/action.js';
import { day } from '../../support/market/folder.js';
import { annual, figure, quarterly, row } from '../../support/market/statements.js';

interface Facts {
  readonly rows?: readonly FundamentalsRow[];
  readonly actions?: readonly Action[];
  readonly date?: string;
  readonly close?: number;
  readonly adjustedTo?: number;
}

/** The yields on October 8, 2024, with a close of ₹ 100, unless another day or close is given. */
function yieldsOf(figures: readonly Figure[], facts: Facts = {}): Yields {
  const { rows = [], actions = [], date = '2024-10-08', close = 100, adjustedTo = day(date) } = facts;
  const history = new FundamentalsHistory(rows, figures);
  return yieldsAsOf(history, figures, actions, { day: day(date), adjustedTo }, close);
}

const of = (basis: Basis, figures: readonly Figure[]): Figure[] => figures.map((one) => ({ ...one, basis }));
const lasting = (months: number, figures: readonly Figure[]): Figure[] =>
  figures.map((one) => ({ ...one, months }));
const NOTHING = { earningsYield: NaN, bookYield: NaN, assetGrowth: NaN };

test('nothing is known without figures', () => {
  expect(yieldsOf([])).toEqual(NOTHING);
});

describe('the earnings yield', () => {
  const earnings = (figures: readonly Figure[], facts?: Facts) => yieldsOf(figures, facts).earningsYield;
  const eps = annual('eps', { 2024: 8, 2023: 5 });
  const quoted = (value: number, periodEnd = '2024-10-01') => figure('POINT', periodEnd, 'pe', value);

  test('is 1 / the quoted P/E', () => {
    expect(earnings([...eps, quoted(20)])).toBe(0.05);
    expect(earnings([...eps, quoted(20)], { close: NaN })).toBe(0.05);
  });

  test('is of the newest year where the quoted P/E is not positive, is too old or is quoted later', () => {
    expect(earnings([...eps, quoted(0)])).toBe(0.08);
    expect(earnings([...eps, quoted(-20)])).toBe(0.08);
    expect(earnings([...eps, quoted(20, '2024-08-24')])).toBe(0.05); // 45 days before October 8
    expect(earnings([...eps, quoted(20, '2024-08-23')])).toBe(0.08);
    expect(earnings([...eps, quoted(20, '2024-10-09')])).toBe(0.08);
  });

  test('is not of four quarters', () => {
    expect(earnings([...eps, ...quarterly('eps', [9, 9, 9, 9])])).toBe(0.08);
    expect(earnings(quarterly('eps', [9, 9, 9, 9]))).toBeNaN();
  });

  test('is negative for a loss', () => {
    expect(earnings(annual('eps', { 2024: -8 }))).toBe(-0.08);
    expect(earnings(annual('eps', { 2024: 0 }))).toBe(0);
  });

  test('is unknown without a close', () => {
    expect(earnings(eps, { close: NaN })).toBeNaN();
  });

  test('takes the P/E of a given row where the row counts, and all else from statements', () => {
    const rows = [row('2024-06-30', { pe: 25 })];
    expect(earnings([...eps, quoted(20)], { rows })).toBe(0.04);
    expect(earnings([], { rows })).toBe(0.04);
    // The row counts as a whole: what is quoted beside it does not.
    expect(earnings([...eps, quoted(20)], { rows: [row('2024-06-30', { roe_3y: 0.1 })] })).toBe(0.08);
    expect(earnings([...eps, quoted(20)], { rows: [row('2024-06-30', { pe: -3 })] })).toBe(0.08);
    expect(earnings([...eps, quoted(20)], { rows: [row('2024-03-30', { pe: 25 })] })).toBe(0.05);
  });

  test('is unknown where a P/E is quoted, but no statement counts', () => {
    expect(earnings([quoted(20)])).toBeNaN();
  });

  test('is unknown where a P/E is so small that nothing is its inverse', () => {
    expect(earnings([], { rows: [row('2024-06-30', { pe: 1e-320 })] })).toBeNaN();
  });
});

describe('earnings per share', () => {
  const SPLIT = action('2024-09-02', 'SPLIT', 5, 1);
  const earnings = (adjustedTo: string | null, actions: readonly Action[], facts?: Facts) => {
    const eps = figure('ANNUAL', '2024-03-31', 'eps', 10, { publishedOn: '2024-05-10' });
    const adjusted = { ...eps, adjustedTo: adjustedTo === null ? NaN : day(adjustedTo) };
    return yieldsOf([adjusted], { ...facts, actions }).earningsYield;
  };

  test('as filed are adjusted for splits, bonuses and consolidations since their publication', () => {
    expect(earnings(null, [SPLIT])).toBe(0.02);
    expect(earnings(null, [SPLIT], { date: '2024-09-02' })).toBe(0.02);
    expect(earnings(null, [SPLIT], { date: '2024-09-01' })).toBe(0.1);
    expect(earnings(null, [action('2024-05-10', 'SPLIT', 5, 1)])).toBe(0.1);
    expect(earnings(null, [action('2024-05-11', 'SPLIT', 5, 1)])).toBe(0.02);
    expect(earnings(null, [action('2024-09-02', 'BONUS', 2, 1)])).toBe(0.05);
    expect(earnings(null, [action('2024-09-02', 'CONSOLIDATION', 1, 10)])).toBe(1);
    expect(earnings(null, [SPLIT, action('2024-09-02', 'BONUS', 2, 1)])).toBe(0.01);
  });

  test('are not changed by rights, demergers and special dividends', () => {
    const actions = [
      { ...action('2024-09-02', 'RIGHTS', 5, 4), price: 70 },
      { ...action('2024-09-03', 'DEMERGER'), factor: 0.5 },
      { ...action('2024-09-04', 'SPECIAL_DIVIDEND'), factor: 0.5 },
    ];
    expect(earnings(null, actions)).toBe(0.1);
  });

  test('that are adjusted up to an earlier day are adjusted for what came after it', () => {
    expect(earnings('2024-09-01', [SPLIT])).toBe(0.02);
    expect(earnings('2024-09-02', [SPLIT])).toBe(0.1);
    // Before its publication: a source that adjusts up to a day of its own.
    expect(earnings('2024-03-31', [action('2024-04-15', 'SPLIT', 5, 1)])).toBe(0.02);
  });

  test('that are adjusted up to a later day get back what lies in between', () => {
    const bonus = action('2025-01-06', 'BONUS', 2, 1);
    expect(earnings('2026-06-30', [bonus])).toBe(0.2);
    expect(earnings('2025-01-06', [bonus])).toBe(0.2);
    expect(earnings('2025-01-05', [bonus])).toBe(0.1);
    expect(earnings('2026-06-30', [SPLIT, bonus])).toBe(0.2);
    expect(earnings('2026-06-30', [bonus], { date: '2025-01-06' })).toBe(0.1);
  });

  test('are those of today where closes are adjusted for all actions', () => {
    const adjustedTo = Infinity;
    const bonus = action('2025-01-06', 'BONUS', 2, 1);
    expect(earnings(null, [SPLIT, bonus], { adjustedTo })).toBe(0.01);
    expect(earnings('2024-10-08', [SPLIT, bonus], { adjustedTo })).toBe(0.05);
    expect(earnings('2026-06-30', [SPLIT, bonus], { adjustedTo })).toBe(0.1);
  });
});

describe('the book yield', () => {
  const book = (figures: readonly Figure[], facts?: Facts) => yieldsOf(figures, facts).bookYield;
  const equity = annual('equity', { 2024: 500, 2023: 300 });
  const profits = [...annual('net_profit', { 2024: 80, 2023: 60 }), ...annual('eps', { 2024: 8, 2023: 5 })];
  const shares = (value: number, periodEnd = '2024-06-30') => figure('POINT', periodEnd, 'shares_cr', value);

  test('is equity / the price of all shares as reported', () => {
    expect(book([...equity, ...profits, shares(20)])).toBe(0.25); // 500 / (20 × 100)
    expect(book([...equity, shares(20)])).toBe(0.25);
  });

  test('counts the shares as of the day', () => {
    const actions = [action('2024-09-02', 'SPLIT', 5, 1), action('2024-10-09', 'BONUS', 2, 1)];
    expect(book([...equity, shares(20)], { actions })).toBe(0.05);
  });

  test('takes the shares from profit and earnings per share where none are reported', () => {
    expect(book([...equity, ...profits])).toBe(0.5); // 80 / 8 = 10 shares: 500 / (10 × 100)
    expect(book([...equity, ...profits, shares(20, '2023-04-07')])).toBe(0.25);
    expect(book([...equity, ...profits, shares(20, '2023-04-06')])).toBe(0.5);
  });

  test('takes these of earnings per share as of the day', () => {
    const actions = [action('2024-09-02', 'SPLIT', 5, 1)];
    expect(book([...equity, ...profits], { actions })).toBe(0.1); // 80 / 1.6 = 50 shares
  });

  test('takes all three of the newest year that has them', () => {
    const without2024 = (metric: string) =>
      [...equity, ...profits].filter((one) => one.metric !== metric || one.periodEnd !== day('2024-03-31'));
    const date = '2024-10-01'; // 550 days after March 2023
    // 60 / 5 = 12 shares: 300 / (12 × 100).
    for (const metric of ['equity', 'net_profit', 'eps'])
      expect(book(without2024(metric), { date })).toBe(0.25);
    expect(book([...equity, ...annual('net_profit', { 2024: 80 }), ...annual('eps', { 2023: 5 })])).toBeNaN();
  });

  test('is unknown where these give no number of shares above 0', () => {
    const of2024 = (profit: number, eps: number) =>
      book([...equity, ...annual('net_profit', { 2024: profit }), ...annual('eps', { 2024: eps })]);
    expect(of2024(-80, -8)).toBe(0.5);
    expect(of2024(80, -8)).toBeNaN();
    expect(of2024(0, 8)).toBeNaN();
    expect(of2024(80, 0)).toBeNaN();
    expect(of2024(0, 0)).toBeNaN();
  });

  test('is negative where the equity is, and 0 where it is', () => {
    expect(book([...annual('equity', { 2024: -500 }), shares(20)])).toBe(-0.25);
    expect(book([...annual('equity', { 2024: 0 }), shares(20)])).toBe(0);
  });

  test('is unknown beyond ±100', () => {
    const of2024 = (value: number) => book([...annual('equity', { 2024: value }), shares(20)]);
    expect(of2024(200_000)).toBe(100);
    expect(of2024(200_001)).toBeNaN();
    expect(of2024(-200_000)).toBe(-100);
    expect(of2024(-200_001)).toBeNaN();
  });

  test('is unknown without equity, and without a close', () => {
    expect(book([...profits, shares(20)])).toBeNaN();
    expect(book([...equity, shares(20)], { close: NaN })).toBeNaN();
  });
});

describe('asset growth', () => {
  const growth = (figures: readonly Figure[], facts?: Facts) => yieldsOf(figures, facts).assetGrowth;

  test('is from the same month a year before', () => {
    expect(growth(annual('total_assets', { 2024: 120, 2023: 100, 2022: 10 }))).toBeCloseTo(0.2, 14);
    const leap = [
      figure('ANNUAL', '2024-02-29', 'total_assets', 80),
      figure('ANNUAL', '2023-02-28', 'total_assets', 100),
    ];
    expect(growth(leap)).toBeCloseTo(-0.2, 14);
  });

  test('is unknown where that year is missing or not positive', () => {
    expect(growth(annual('total_assets', { 2024: 120, 2022: 100 }))).toBeNaN();
    expect(growth(annual('total_assets', { 2024: 120, 2023: 0, 2022: 100 }))).toBeNaN();
    expect(growth(annual('total_assets', { 2024: 120, 2023: -5 }))).toBeNaN();
    const december = figure('ANNUAL', '2023-12-31', 'total_assets', 100);
    expect(growth([...annual('total_assets', { 2024: 120 }), december])).toBeNaN();
  });

  test('is not taken from a given row’s period', () => {
    const rows = [row('2024-06-30', { pe: 25 })];
    expect(growth(annual('total_assets', { 2024: 120, 2023: 100 }), { rows })).toBeCloseTo(0.2, 14);
    expect(growth([], { rows })).toBeNaN();
  });
});

describe('the years', () => {
  /** The three yields, of figures that make each of them 1. */
  const whole = (periodEnd: string, before: string) => [
    figure('ANNUAL', periodEnd, 'eps', 100),
    figure('ANNUAL', periodEnd, 'net_profit', 100),
    figure('ANNUAL', periodEnd, 'equity', 100),
    figure('ANNUAL', periodEnd, 'total_assets', 200),
    figure('ANNUAL', before, 'total_assets', 100),
  ];
  const ONES = { earningsYield: 1, bookYield: 1, assetGrowth: 1 };
  const YEARS = whole('2024-03-31', '2023-03-31');

  test('count for 550 days', () => {
    expect(yieldsOf(whole('2023-04-07', '2022-04-07'))).toEqual(ONES);
    expect(yieldsOf(whole('2023-04-06', '2022-04-06'))).toEqual(NOTHING);
  });

  test('count from their publication', () => {
    const later = YEARS.map((one) => ({ ...one, publishedOn: day('2024-10-09') }));
    expect(yieldsOf(later)).toEqual(NOTHING);
    expect(yieldsOf(later, { date: '2024-10-09' })).toEqual(ONES);
  });

  test('have twelve months', () => {
    expect(yieldsOf(lasting(9, YEARS))).toEqual(NOTHING);
    expect(yieldsOf([...lasting(15, whole('2024-06-30', '2023-06-30')), ...YEARS])).toEqual(ONES);
  });

  test('are no quarters', () => {
    expect(yieldsOf(YEARS.map((one) => ({ ...one, period: 'QUARTER' as const, months: 12 })))).toEqual(
      NOTHING,
    );
  });

  test('that end in one month are one: what was published later counts', () => {
    const eps = [
      figure('ANNUAL', '2024-03-31', 'eps', 8, { publishedOn: '2024-05-10' }),
      figure('ANNUAL', '2024-03-30', 'eps', 6, { publishedOn: '2024-05-20' }),
    ];
    for (const some of [eps, eps.toReversed()]) {
      expect(yieldsOf(some, { date: '2024-05-19' }).earningsYield).toBe(0.08);
      expect(yieldsOf(some, { date: '2024-05-20' }).earningsYield).toBe(0.06);
    }
    const sameDay = eps.map((one) => ({ ...one, publishedOn: day('2024-05-10') }));
    expect(yieldsOf(sameDay).earningsYield).toBe(0.08);
    expect(yieldsOf(sameDay.toReversed()).earningsYield).toBe(0.08);
  });

  test.each([
    ['CONSOLIDATED', ''],
    ['CONSOLIDATED', 'STANDALONE'],
    ['', 'STANDALONE'],
  ] as const)('are of the basis "%s" rather than "%s", or of the newer one', (first, second) => {
    const tenfold = YEARS.map((one) => (one.metric === 'eps' ? { ...one, value: 10 } : one));
    expect(yieldsOf([...of(second, tenfold), ...of(first, YEARS)])).toEqual(ONES);
    const newer = whole('2024-06-30', '2023-06-30');
    expect(yieldsOf([...of(first, tenfold), ...of(second, newer)])).toEqual(ONES);
  });

  test('are of one basis each', () => {
    for (const alone of ['eps', 'net_profit', 'equity']) {
      const split = YEARS.map((one) => ({
        ...one,
        basis: one.metric === alone ? ('STANDALONE' as const) : ('' as const),
      }));
      expect(yieldsOf(split).bookYield).toBeNaN();
    }
    const assets = YEARS.filter(({ metric }) => metric === 'total_assets');
    expect(
      yieldsOf([...of('CONSOLIDATED', assets.slice(0, 1)), ...of('', assets.slice(1))]).assetGrowth,
    ).toBeNaN();
  });

  test('are of the basis that has all figures', () => {
    // The group reports its first year, so that it has no growth, but earnings.
    const first = of('CONSOLIDATED', whole('2024-03-31', '2023-03-31').slice(0, 4));
    const group = first.map((one) => ({ ...one, value: 300 }));
    expect(yieldsOf([...group, ...of('STANDALONE', YEARS)])).toEqual({
      earningsYield: 3,
      bookYield: 3, // 300 / (300 / 300 × 100)
      assetGrowth: 1,
    });
  });

  test('need not be of the basis of the shares', () => {
    const shares: Figure = { ...figure('POINT', '2024-06-30', 'shares_cr', 2), basis: 'STANDALONE' };
    expect(yieldsOf([...of('CONSOLIDATED', YEARS), shares]).bookYield).toBe(0.5);
  });
});
