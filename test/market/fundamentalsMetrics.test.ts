import { describe, expect, test } from '@jest/globals';
import type { Figure } from '../../src/market/facts.js';
import { annual, figure, metricOf, quarterly } from '../support/market/statements.js';

describe.each([
  ['roce_3y', 'roce'],
  ['nim_3y', 'nim'],
  ['roe_3y', 'roe'],
  ['roa_3y', 'roa'],
] as const)('%s', (name, metric) => {
  test('is the mean of the newest three annual values', () => {
    // (0.25 + 0.5 + 0.75) / 3 = 0.5; 2021 is the fourth.
    const years = annual(metric, { 2024: 0.25, 2023: 0.5, 2022: 0.75, 2021: 9 });
    expect(metricOf(name, years)).toBe(0.5);
    expect(metricOf(name, years.toReversed())).toBe(0.5);
  });

  test('is the mean of two where there are two, and null for one', () => {
    expect(metricOf(name, annual(metric, { 2024: 0.25, 2023: 0.5 }))).toBe(0.375); // 0.75 / 2
    expect(metricOf(name, annual(metric, { 2024: 0.25 }))).toBeNaN();
  });

  test('passes over gaps between the years', () => {
    // (1 + 2 + 6) / 3 = 3
    expect(metricOf(name, annual(metric, { 2024: 1, 2021: 2, 2018: 6 }))).toBe(3);
  });

  test('takes no quarterly figure for an annual one', () => {
    const quarters = quarterly(metric, [9, 9, 9]);
    expect(metricOf(name, [...quarters, ...annual(metric, { 2024: 1, 2023: 2 })])).toBe(1.5);
    expect(metricOf(name, quarters)).toBeNaN();
  });
});

describe.each([
  ['roe_3y', 'roe', 'equity'],
  ['roa_3y', 'roa', 'total_assets'],
] as const)('%s, where %s is not given', (name, given, base) => {
  test('is net profit over the mean of this and the former year’s base', () => {
    const figures = [
      ...annual('net_profit', { 2024: 20, 2023: 12.5, 2022: 4 }),
      ...annual(base, { 2024: 100, 2023: 60, 2022: 40 }),
    ];
    // 20 / 80 = 0.25; 12.5 / 50 = 0.25; no 2021, so 4 / 40 = 0.1. Their mean is 0.6 / 3 = 0.2.
    expect(metricOf(name, figures)).toBeCloseTo(0.2, 14);
  });

  test('a year before needs to be of the same month', () => {
    const profits = [figure('ANNUAL', '2023-12-31', 'net_profit', 30), ...annual('net_profit', { 2023: 10 })];
    const bases = [figure('ANNUAL', '2023-12-31', base, 100), ...annual(base, { 2023: 50 })];
    // Neither has a former year: 30 / 100 = 0.3 and 10 / 50 = 0.2; their mean is 0.25.
    expect(metricOf(name, [...profits, ...bases])).toBe(0.25);
  });

  test('the former year’s last day may differ: February', () => {
    const figures = [
      figure('ANNUAL', '2024-02-29', 'net_profit', 30),
      figure('ANNUAL', '2024-02-29', base, 100),
      figure('ANNUAL', '2023-02-28', 'net_profit', 10),
      figure('ANNUAL', '2023-02-28', base, 50),
    ];
    // 30 / 75 = 0.4 and 10 / 50 = 0.2; their mean is 0.3.
    expect(metricOf(name, figures)).toBeCloseTo(0.3, 14);
  });

  test.each([0, -10])('a year whose own or former base is %d has none', (bad) => {
    const figures = [
      ...annual('net_profit', { 2024: 20, 2023: 12, 2022: 9, 2021: 4 }),
      ...annual(base, { 2024: 80, 2023: 80, 2022: bad, 2021: 20 }),
    ];
    // 20 / 80 = 0.25; 2023 and 2022 are null; 4 / 20 = 0.2. Their mean is 0.225.
    expect(metricOf(name, figures)).toBe(0.225);
  });

  test('a newest year that has none leaves the mean to the years before, for as long as they count', () => {
    const figures = [
      ...annual('net_profit', { 2024: 20, 2023: 12, 2022: 9 }),
      ...annual(base, { 2024: -10, 2023: 40, 2022: 20 }),
    ];
    // 12 / 30 = 0.4 and 9 / 20 = 0.45; their mean is 0.425. October 1 is 550 days after 2023-03-31.
    expect(metricOf(name, figures, '2024-10-01')).toBeCloseTo(0.425, 14);
    expect(metricOf(name, figures, '2024-10-02')).toBeNaN();
  });

  test('a year without a base of its own has none', () => {
    const figures = [
      ...annual('net_profit', { 2024: 20, 2023: 12, 2022: 9 }),
      ...annual(base, { 2024: 80, 2022: 20 }),
    ];
    // 2024 has no former year: 20 / 80 = 0.25; 2023 has none; 9 / 20 = 0.45. Their mean is 0.35.
    expect(metricOf(name, figures)).toBe(0.35);
  });

  test('a loss gives a negative one', () => {
    const figures = [
      ...annual('net_profit', { 2024: -20, 2023: -5 }),
      ...annual(base, { 2024: 60, 2023: 100 }),
    ];
    // −20 / 80 = −0.25 and −5 / 100 = −0.05; their mean is −0.15.
    expect(metricOf(name, figures)).toBeCloseTo(-0.15, 14);
  });

  test('what is given stands, year by year', () => {
    const figures = [
      ...annual(given, { 2024: 0.5 }),
      ...annual('net_profit', { 2024: 1, 2023: 12 }),
      ...annual(base, { 2024: 60, 2023: 40 }),
    ];
    // 0.5 as given, 12 / 40 = 0.3; their mean is 0.4.
    expect(metricOf(name, figures)).toBe(0.4);
  });
});

describe.each([
  ['sales_cagr_3y', 'sales'],
  ['eps_cagr_3y', 'eps'],
] as const)('%s', (name, metric) => {
  test('is the growth a year from three years before to the newest', () => {
    // 133.1 / 100 = 1.1³, whatever lies between.
    expect(metricOf(name, annual(metric, { 2024: 133.1, 2023: 1, 2022: -9, 2021: 100 }))).toBeCloseTo(
      0.1,
      14,
    );
    expect(metricOf(name, annual(metric, { 2024: 12.5, 2021: 100 }))).toBe(-0.5); // 1/8 = 0.5³
  });

  test('is null without a figure of just three years before', () => {
    expect(metricOf(name, annual(metric, { 2024: 8, 2022: 1, 2020: 1 }))).toBeNaN();
    const december = figure('ANNUAL', '2020-12-31', metric, 1);
    expect(metricOf(name, [...annual(metric, { 2024: 8 }), december])).toBeNaN();
  });

  test.each([
    [0, 1],
    [-8, 1],
    [8, 0],
    [8, -1],
    [-8, -1],
  ])('is null from %d after %d: both must be positive', (newest, before) => {
    expect(metricOf(name, annual(metric, { 2024: newest, 2021: before }))).toBeNaN();
  });

  test('an older year does not stand in for a newest one that is not positive', () => {
    expect(metricOf(name, annual(metric, { 2024: -1, 2023: 8, 2021: 1, 2020: 1 }))).toBeNaN();
  });
});

describe('opm_stdev_12q', () => {
  const margins = (count: number) => Array.from({ length: count }, (_, k) => (k + 1) / 100);

  test.each([
    // The sample variance of 1 … n is n (n + 1) / 12.
    [8, Math.sqrt((8 * 9) / 12) / 100],
    [11, Math.sqrt((11 * 12) / 12) / 100],
    [12, Math.sqrt((12 * 13) / 12) / 100],
    [13, Math.sqrt((12 * 13) / 12) / 100], // the newest twelve
  ])('is the sample deviation of %d quarterly margins', (count, expected) => {
    expect(metricOf('opm_stdev_12q', quarterly('opm', margins(count)))).toBeCloseTo(expected, 14);
  });

  test('is null for seven', () => {
    expect(metricOf('opm_stdev_12q', quarterly('opm', margins(7)))).toBeNaN();
  });

  test('passes over quarters without one, and takes no annual margin', () => {
    const [first, , third, ...rest] = quarterly('opm', margins(10));
    const yearly = annual('opm', { 2024: 5, 2023: 5 });
    // 1, 3, 4 … 10: mean 53/9, squares 1 + 9 + … + 100 = 381, so ((381 − 53²/9) / 8) = 8.611….
    const expected = Math.sqrt((381 - 53 ** 2 / 9) / 8) / 100;
    expect(metricOf('opm_stdev_12q', [first, third, ...rest, ...yearly])).toBeCloseTo(expected, 14);
  });
});

describe('pe', () => {
  const quarters = quarterly('eps', [1, 2, 3, 4]);
  const year = annual('eps', { 2024: 8 });
  const quoted = figure('POINT', '2024-09-30', 'pe', 21.5);

  test('is what was last quoted, where that is not older than 45 days', () => {
    expect(metricOf('pe', [...quarters, ...year, quoted])).toBe(21.5);
    const later = figure('POINT', '2024-10-07', 'pe', 22);
    expect(metricOf('pe', [later, quoted, ...year])).toBe(22);
    // 2024-08-24 lies 7 + 30 + 8 = 45 days before October 8.
    expect(metricOf('pe', [...year, figure('POINT', '2024-08-24', 'pe', 30)])).toBe(30);
    expect(metricOf('pe', [...year, figure('POINT', '2024-08-23', 'pe', 30)])).toBe(12.5);
  });

  test('is else the close over the newest four quarters’ earnings', () => {
    expect(metricOf('pe', [...quarters, ...year])).toBe(10); // 100 / (1 + 2 + 3 + 4)
    expect(metricOf('pe', quarterly('eps', [1, 2, 3, 4, 90]))).toBe(10);
  });

  test('is else the close over the newest year’s', () => {
    expect(metricOf('pe', [...quarters.slice(0, 3), ...year])).toBe(12.5); // 100 / 8
    expect(metricOf('pe', annual('eps', { 2024: 8, 2023: 1 }))).toBe(12.5);
  });

  test('is null without earnings, and where they add up to 0', () => {
    expect(metricOf('pe', quarters.slice(0, 3))).toBeNaN();
    expect(metricOf('pe', quarterly('eps', [3, -1, -1, -1]))).toBeNaN();
  });

  test('of a loss is negative', () => {
    expect(metricOf('pe', quarterly('eps', [-2, -1, -1, -1]))).toBe(-20); // 100 / −5
  });

  test('is no ANNUAL or QUARTER figure: those are not quoted prices', () => {
    expect(metricOf('pe', [figure('QUARTER', '2024-06-30', 'pe', 7), ...year])).toBe(12.5);
  });
});

describe('gnpa_pct, pcr_pct and ev_ebitda', () => {
  const at = (metric: Figure['metric'], end: string, value: number, period: Figure['period'] = 'QUARTER') =>
    figure(period, end, metric, value);

  test.each(['gnpa_pct', 'ev_ebitda', 'pcr_pct'] as const)('%s is the newest', (name) => {
    expect(metricOf(name, [at(name, '2024-03-31', 2, 'ANNUAL'), at(name, '2024-06-30', 3)])).toBe(3);
    expect(metricOf(name, [at(name, '2024-06-30', 3), at(name, '2024-03-31', 2, 'ANNUAL')])).toBe(3);
  });

  test('of one date the latest published counts, then POINT before QUARTER before ANNUAL', () => {
    const end = '2024-06-30';
    const [point, quarter, year] = (['POINT', 'QUARTER', 'ANNUAL'] as const).map((period, k) =>
      figure(period, end, 'ev_ebitda', k, { publishedOn: '2024-09-20' }),
    );
    const later = figure('ANNUAL', end, 'ev_ebitda', 9, { publishedOn: '2024-09-21' });
    const older = '2024-08-10'; // so that the POINT figure is not older than 45 days
    expect(metricOf('ev_ebitda', [year, quarter])).toBe(1);
    expect(metricOf('ev_ebitda', [quarter, later])).toBe(9);
    const points = [point, quarter, year].map((one) => ({ ...one, periodEnd: one.periodEnd + 60 }));
    expect(metricOf('ev_ebitda', points.toReversed())).toBe(0);
    expect(metricOf('ev_ebitda', [figure('POINT', older, 'ev_ebitda', 4), quarter])).toBeNaN();
  });

  test('pcr_pct is else 100 × (1 − net / gross) of one period', () => {
    const [gross, net] = [at('gnpa_pct', '2024-06-30', 4), at('nnpa_pct', '2024-06-30', 1)];
    expect(metricOf('pcr_pct', [gross, net])).toBe(75);
    expect(metricOf('pcr_pct', [gross, at('nnpa_pct', '2024-03-31', 1)])).toBeNaN();
    expect(metricOf('pcr_pct', [gross])).toBeNaN();
    expect(metricOf('pcr_pct', [net])).toBeNaN();
  });

  test('what is given of a period stands; the newest period counts, given or derived', () => {
    const june = [at('gnpa_pct', '2024-06-30', 4), at('nnpa_pct', '2024-06-30', 1)];
    const march = [at('gnpa_pct', '2024-03-31', 4), at('nnpa_pct', '2024-03-31', 2)];
    expect(metricOf('pcr_pct', [...june, at('pcr_pct', '2024-06-30', 80)])).toBe(80);
    expect(metricOf('pcr_pct', [...june, at('pcr_pct', '2024-03-31', 80)])).toBe(75);
    expect(metricOf('pcr_pct', [...march, at('pcr_pct', '2024-06-30', 80)])).toBe(80);
    expect(metricOf('pcr_pct', [...march, ...june])).toBe(75);
    // June has a gross figure only: the newest that can be had is March, 100 × (1 − 2/4).
    expect(metricOf('pcr_pct', [...march, june[0]])).toBe(50);
  });

  test('without gross NPAs there is nothing to cover: null', () => {
    const none = [at('gnpa_pct', '2024-06-30', 0), at('nnpa_pct', '2024-06-30', 0)];
    expect(metricOf('pcr_pct', none)).toBeNaN();
    expect(metricOf('pcr_pct', [none[0], at('nnpa_pct', '2024-06-30', 1)])).toBeNaN();
    expect(metricOf('gnpa_pct', none)).toBe(0);
    expect(metricOf('pcr_pct', [...none, at('pcr_pct', '2024-06-30', 90)])).toBe(90);
  });
});
