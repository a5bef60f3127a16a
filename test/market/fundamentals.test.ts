import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PERIODS, STATEMENT_METRICS } from '../../src/market/facts.js';
import { FUNDAMENTALS } from '../../src/scoring/names.js';
import { day } from '../support/market/folder.js';
import {
  annual,
  derived,
  figure,
  fundamentalsAsOf,
  metricOf,
  quarterly,
  row,
} from '../support/market/statements.js';

const D = day('2024-10-08');

const given = (rows: Parameters<typeof fundamentalsAsOf>[0], date = '2024-10-08') =>
  fundamentalsAsOf(rows, [], day(date), 100);

test('nothing is known of a company that reports nothing', () => {
  expect(fundamentalsAsOf([], [], D, 100)).toBeNull();
});

describe('rows that are given', () => {
  const june = row('2024-06-30', { roe_3y: 0.2, pe: 20 }, { publishedOn: '2024-08-01', source: 'SECONDARY' });
  const march = row('2024-03-31', { roe_3y: 0.1, nim_3y: 4 }, { publishedOn: '2024-09-01' });

  test('the greatest period counts as a whole: its empty fields are not filled from an older one', () => {
    for (const rows of [
      [june, march],
      [march, june],
    ]) {
      const known = given(rows);
      expect(known).toMatchObject({
        periodEnd: day('2024-06-30'),
        publishedOn: day('2024-08-01'),
        source: 'SECONDARY',
      });
      expect(known?.values.roe_3y).toBe(0.2);
      expect(known?.values.nim_3y).toBeNaN();
    }
  });

  test('a restatement counts from the day on which it is published', () => {
    const restated = row('2024-06-30', { roe_3y: 0.15 }, { publishedOn: '2024-09-15' });
    expect(given([june], '2024-07-31')).toBeNull();
    for (const rows of [
      [june, restated],
      [restated, june],
    ]) {
      expect(given(rows, '2024-08-01')?.values.roe_3y).toBe(0.2);
      expect(given(rows, '2024-09-14')?.values.roe_3y).toBe(0.2);
      expect(given(rows, '2024-09-15')?.values.roe_3y).toBe(0.15);
      expect(given(rows, '2024-09-15')?.values.pe).toBeNaN();
    }
  });

  test('counts for 550 days after its period, and not for 551', () => {
    expect(given([row('2023-04-07', { pe: 20 })])).not.toBeNull(); // 550 days before October 8
    expect(given([row('2023-04-06', { pe: 20 })])).toBeNull();
  });
});

describe('between a row that is given and one that is derived', () => {
  const figures = annual('roe', { 2024: 0.3, 2023: 0.3 });
  const choose = (periodEnd: string) =>
    fundamentalsAsOf([row(periodEnd, { pe: 11 })], figures, D, 100)?.values;

  test('the greater period counts, as a whole', () => {
    expect(choose('2024-03-30')).toMatchObject({ roe_3y: 0.3, pe: NaN });
    expect(choose('2024-04-01')).toMatchObject({ roe_3y: NaN, pe: 11 });
  });

  test('at a tie the given one', () => {
    expect(choose('2024-03-31')).toMatchObject({ roe_3y: NaN, pe: 11 });
  });

  test('a newer row that is not published yet does not count', () => {
    const later = row('2024-06-30', { pe: 11 }, { publishedOn: '2024-10-09' });
    expect(fundamentalsAsOf([later], figures, D, 100)?.values.roe_3y).toBe(0.3);
    expect(fundamentalsAsOf([later], figures, D + 1, 100)?.values.pe).toBe(11);
  });

  test('the whole row counts, not the newer of its metrics: a quoted P/E does not lift the statements', () => {
    const point = figure('POINT', '2024-10-07', 'pe', 25);
    const known = fundamentalsAsOf([row('2024-03-31', { roe_3y: 0.1 })], [...figures, point], D, 100);
    expect(known?.values).toMatchObject({ roe_3y: 0.1, pe: NaN });
  });
});

describe('a derived row', () => {
  test('has the period, the latest publication and the worst source of its newest period’s figures', () => {
    const figures = [
      figure('ANNUAL', '2024-03-31', 'sales', 1, { publishedOn: '2024-09-30', source: 'SECONDARY' }),
      figure('QUARTER', '2024-06-30', 'sales', 1, { publishedOn: '2024-08-14' }),
      figure('QUARTER', '2024-06-30', 'opm', 1, { publishedOn: '2024-08-20', source: 'SECONDARY' }),
      figure('QUARTER', '2024-06-30', 'eps', 1, { publishedOn: '2024-08-10' }),
    ];
    for (const some of [figures, figures.toReversed()]) {
      expect(derived(some)).toMatchObject({
        periodEnd: day('2024-06-30'),
        publishedOn: day('2024-08-20'),
        source: 'SECONDARY',
      });
    }
    expect(derived(figures.filter(({ metric }) => metric !== 'opm'))).toMatchObject({
      publishedOn: day('2024-08-14'),
      source: 'PRIMARY',
    });
  });

  test('POINT figures are no period: they make no row, and do not date one', () => {
    const quoted = figure('POINT', '2024-10-07', 'pe', 20, { source: 'SECONDARY' });
    expect(derived([quoted])).toBeNull();
    expect(derived([quoted, ...annual('sales', { 2024: 5 })])).toMatchObject({
      periodEnd: day('2024-03-31'),
      publishedOn: day('2024-03-31'),
      source: 'PRIMARY',
      values: { pe: 20 },
    });
  });

  test('statements that no longer count make none, however fresh a quoted P/E is', () => {
    const quoted = figure('POINT', '2024-10-07', 'pe', 20);
    expect(derived([quoted, figure('ANNUAL', '2023-04-07', 'sales', 5)])?.values.pe).toBe(20);
    expect(derived([quoted, figure('ANNUAL', '2023-04-06', 'sales', 5)])).toBeNull();
  });

  test('a superseded version does not date it', () => {
    const first = figure('ANNUAL', '2024-03-31', 'sales', 5, {
      publishedOn: '2024-05-01',
      source: 'SECONDARY',
    });
    const restated = figure('ANNUAL', '2024-03-31', 'sales', 6, { publishedOn: '2024-08-01' });
    expect(derived([first, restated])).toMatchObject({ publishedOn: day('2024-08-01'), source: 'PRIMARY' });
  });
});

describe('versions of a figure', () => {
  const sales = annual('sales', { 2021: 1 });
  const first = figure('ANNUAL', '2024-03-31', 'sales', 8, { publishedOn: '2024-05-15' });
  const restated = figure('ANNUAL', '2024-03-31', 'sales', 27, { publishedOn: '2024-09-15' });

  test.each([
    ['2024-05-14', null], // the newest that is known is of 2021, more than 550 days ago
    ['2024-05-15', 1], // 8 ^ (1/3) − 1
    ['2024-09-14', 1],
    ['2024-09-15', 2], // 27 ^ (1/3) − 1
  ])('on %s growth is %p', (date, expected) => {
    for (const figures of [
      [...sales, first, restated],
      [restated, first, ...sales],
    ]) {
      expect(metricOf('sales_cagr_3y', figures, date)).toBe(expected);
    }
  });

  test('a late restatement of an older period is not the newest', () => {
    const late = figure('QUARTER', '2024-03-31', 'gnpa_pct', 9, { publishedOn: '2024-10-01' });
    const june = figure('QUARTER', '2024-06-30', 'gnpa_pct', 2, { publishedOn: '2024-08-01' });
    expect(metricOf('gnpa_pct', [late, june])).toBe(2);
  });
});

describe('a metric whose newest figure is too old is missing, while others count', () => {
  const fresh = figure('QUARTER', '2024-06-30', 'sales', 1);

  test.each([
    ['roce_3y', 'roce', 0.2],
    ['roe_3y', 'roe', 0.2],
    ['gnpa_pct', 'gnpa_pct', 0.2],
    ['pcr_pct', 'pcr_pct', 0.2],
    ['ev_ebitda', 'ev_ebitda', 0.2],
  ] as const)('%s: 550 days count, 551 do not', (name, metric, expected) => {
    const years = (newest: string) => [
      fresh,
      figure('ANNUAL', newest, metric, 0.2),
      figure('ANNUAL', '2022-03-31', metric, 0.2),
    ];
    expect(metricOf(name, years('2023-04-07'))).toBe(expected);
    expect(metricOf(name, years('2023-04-06'))).toBeNaN();
  });

  test('growth: the newest year counts for 550 days, three years before it may be older', () => {
    const years = (newest: string, before: string) => [
      fresh,
      figure('ANNUAL', newest, 'eps', 8),
      figure('ANNUAL', before, 'eps', 1),
    ];
    expect(metricOf('eps_cagr_3y', years('2023-04-07', '2020-04-30'))).toBe(1); // 8 ^ (1/3) − 1
    expect(metricOf('eps_cagr_3y', years('2023-04-06', '2020-04-30'))).toBeNaN();
  });

  test('margins: the newest quarter counts for 550 days', () => {
    const shifted = (newest: string) =>
      quarterly('opm', [1, 1, 1, 1, 1, 1, 1, 1]).map((one, k) =>
        k === 0 ? { ...one, periodEnd: day(newest) } : { ...one, periodEnd: one.periodEnd - 900 },
      );
    expect(metricOf('opm_stdev_12q', [fresh, ...shifted('2023-04-07')])).toBe(0);
    expect(metricOf('opm_stdev_12q', [fresh, ...shifted('2023-04-06')])).toBeNaN();
  });

  test('earnings: the newest quarter or year counts for 550 days', () => {
    expect(metricOf('pe', [fresh, figure('ANNUAL', '2023-04-07', 'eps', 8)])).toBe(12.5);
    expect(metricOf('pe', [fresh, figure('ANNUAL', '2023-04-06', 'eps', 8)])).toBeNaN();
  });

  test('POINT figures count for 45 days', () => {
    expect(D - day('2024-08-24')).toBe(45); // 7 of August, 30 of September, 8 of October
    for (const [date, expected] of [
      ['2024-08-24', 9],
      ['2024-08-23', NaN],
    ] as const) {
      expect(metricOf('ev_ebitda', [fresh, figure('POINT', date, 'ev_ebitda', 9)])).toBe(expected);
      expect(metricOf('pe', [fresh, figure('POINT', date, 'pe', 9)])).toBe(expected);
    }
  });
});

test('EPS is taken as given, and the close as it is handed in', () => {
  const eps = quarterly('eps', [1, 1, 1, 1]);
  expect(metricOf('pe', eps, '2024-10-08', 200)).toBe(50); // 200 / 4
  expect(metricOf('pe', eps, '2024-10-08', NaN)).toBeNaN();
});

test('no order of figures changes anything, and figures of later days never do', () => {
  const dates = ['2021-03-31', '2023-03-31', '2023-12-31', '2024-03-31', '2024-06-30', '2024-09-30'];
  const one = fc
    .tuple(
      fc.constantFrom(...PERIODS),
      fc.constantFrom(...dates),
      fc.constantFrom(...STATEMENT_METRICS),
      fc.integer({ min: -5, max: 40 }),
      fc.integer({ min: 0, max: 200 }),
    )
    .map(([period, end, metric, value, lag]) => ({
      ...figure(period, end, metric, value),
      publishedOn: day(end) + lag,
    }));
  const figures = fc.uniqueArray(one, {
    selector: (figure) => `${figure.period} ${figure.periodEnd} ${figure.metric} ${figure.publishedOn}`,
    maxLength: 60,
  });
  const shuffled = figures.chain((list) =>
    fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
  );
  fc.assert(
    fc.property(shuffled, ([list, other]) => {
      const known = fundamentalsAsOf([], list, D, 100);
      expect(fundamentalsAsOf([], other, D, 100)).toEqual(known);
      const past = other.filter(({ publishedOn }) => publishedOn <= D);
      expect(fundamentalsAsOf([], past, D, 100)).toEqual(known);
      for (const name of FUNDAMENTALS) {
        const value = known?.values[name] ?? NaN;
        expect(Number.isNaN(value) || Number.isFinite(value)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});
