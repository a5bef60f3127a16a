import { describe, expect, test } from '@jest/globals';
import type { Basis, Figure } from '../../src/market/facts.js';
import { day } from '../support/market/folder.js';
import { annual, derived, figure, metricOf, quarterly } from '../support/market/statements.js';

const of = (basis: Basis, figures: readonly Figure[]): Figure[] => figures.map((one) => ({ ...one, basis }));
const lasting = (months: number, one: Figure): Figure => ({ ...one, months });
const BY_PRECEDENCE: readonly Basis[] = ['CONSOLIDATED', '', 'STANDALONE'];
const pairs = [
  ['CONSOLIDATED', ''],
  ['CONSOLIDATED', 'STANDALONE'],
  ['', 'STANDALONE'],
] as const;

describe('the basis of a derivation', () => {
  test.each(pairs)('is "%s" rather than "%s" where both end on the same day', (first, second) => {
    const better = of(first, annual('roce', { 2024: 0.1, 2023: 0.1 }));
    const worse = of(second, annual('roce', { 2024: 0.3, 2023: 0.3, 2022: 0.3 }));
    expect(metricOf('roce_3y', [...better, ...worse])).toBeCloseTo(0.1, 14);
    expect(metricOf('roce_3y', [...worse, ...better])).toBeCloseTo(0.1, 14);
  });

  test.each(pairs)('is not "%s" where "%s" has a newer period', (first, second) => {
    const older = of(first, annual('roce', { 2023: 0.1, 2022: 0.1, 2021: 0.1 }));
    const newer = of(second, annual('roce', { 2024: 0.3, 2023: 0.3 }));
    expect(metricOf('roce_3y', [...older, ...newer])).toBeCloseTo(0.3, 14);
  });

  test('has all figures that the derivation needs', () => {
    // The group reports its first year: one value makes no mean of three years, and no growth.
    const group = of('CONSOLIDATED', [...annual('roce', { 2024: 0.1 }), ...annual('sales', { 2024: 10 })]);
    const alone = of('STANDALONE', [
      ...annual('roce', { 2023: 0.3, 2022: 0.3 }),
      ...annual('sales', { 2023: 800, 2020: 100 }),
    ]);
    const date = '2024-05-01';
    expect(metricOf('roce_3y', [...group, ...alone], date)).toBeCloseTo(0.3, 14);
    expect(metricOf('sales_cagr_3y', [...group, ...alone], date)).toBeCloseTo(1, 14);
  });

  test('is that of figures of which nothing follows, too', () => {
    // A loss grows by no rate: that is known of the group, and the company alone does not stand in.
    const group = of('CONSOLIDATED', annual('eps', { 2024: -1, 2021: 2 }));
    const alone = of('STANDALONE', annual('eps', { 2024: 8, 2021: 1 }));
    expect(metricOf('eps_cagr_3y', [...group, ...alone])).toBeNaN();
  });

  test('is one for all figures that it reads: profit and equity are not of two', () => {
    const profit = of('CONSOLIDATED', annual('net_profit', { 2024: 10, 2023: 10 }));
    const equity = of('STANDALONE', annual('equity', { 2024: 100, 2023: 100 }));
    expect(metricOf('roe_3y', [...profit, ...equity])).toBeNaN();
    const whole = of('STANDALONE', annual('net_profit', { 2024: 30, 2023: 30 }));
    expect(metricOf('roe_3y', [...profit, ...equity, ...whole])).toBeCloseTo(0.3, 14);
  });

  test('is one for all years and quarters that it reads', () => {
    const years = [
      ...of('CONSOLIDATED', annual('sales', { 2024: 800 })),
      ...of('STANDALONE', annual('sales', { 2021: 100 })),
    ];
    expect(metricOf('sales_cagr_3y', years)).toBeNaN();
    const margins = quarterly('opm', [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2]);
    const mixed = margins.map((one, k) => ({ ...one, basis: BY_PRECEDENCE[k % 2] }));
    expect(metricOf('opm_stdev_12q', margins)).not.toBeNaN();
    expect(metricOf('opm_stdev_12q', mixed)).toBeNaN();
    const four = quarterly('eps', [1, 1, 1, 1]);
    const halves = four.map((one, k) => ({ ...one, basis: BY_PRECEDENCE[k % 2] }));
    expect(metricOf('pe', four)).toBe(25);
    expect(metricOf('pe', halves)).toBeNaN();
  });

  test('is one for the gross and the net share of bad loans', () => {
    const gross = (basis: Basis, value: number) =>
      of(basis, [figure('QUARTER', '2024-06-30', 'gnpa_pct', value)]);
    const net = (basis: Basis, value: number) =>
      of(basis, [figure('QUARTER', '2024-06-30', 'nnpa_pct', value)]);
    const known = [...gross('CONSOLIDATED', 10), ...net('STANDALONE', 1), ...gross('STANDALONE', 4)];
    expect(derived(known)?.values).toMatchObject({ gnpa_pct: 10, pcr_pct: 75 });
  });

  test('may differ from one metric to the next', () => {
    const group = of('CONSOLIDATED', annual('roce', { 2024: 0.1, 2023: 0.1 }));
    const alone = of('STANDALONE', annual('nim', { 2024: 3, 2023: 3 }));
    const values = derived([...group, ...alone])?.values;
    expect([values?.roce_3y, values?.nim_3y]).toEqual([0.1, 3]);
  });

  test('is known on the day: what is published later does not count before', () => {
    const alone = of('STANDALONE', annual('roce', { 2024: 0.3, 2023: 0.3 }));
    const group = of('CONSOLIDATED', [
      figure('ANNUAL', '2024-03-31', 'roce', 0.1, { publishedOn: '2024-08-01' }),
      figure('ANNUAL', '2023-03-31', 'roce', 0.1),
    ]);
    expect(metricOf('roce_3y', [...alone, ...group], '2024-07-31')).toBeCloseTo(0.3, 14);
    expect(metricOf('roce_3y', [...alone, ...group], '2024-08-01')).toBeCloseTo(0.1, 14);
  });

  test('of a quoted P/E is one of those that have one, whatever earnings others report', () => {
    const quoted = of('', [figure('POINT', '2024-09-20', 'pe', 40)]);
    const quarters = ['2024-09-30', '2024-06-30', '2024-03-31', '2023-12-31'];
    const earnings = quarters.map((end) => figure('QUARTER', end, 'eps', 1));
    expect(metricOf('pe', earnings)).toBe(25);
    expect(metricOf('pe', [...quoted, ...of('CONSOLIDATED', earnings)])).toBe(40);
    // 46 days later it is too old.
    expect(metricOf('pe', [...quoted, ...of('CONSOLIDATED', annual('eps', { 2024: 5 }))], '2024-11-05')).toBe(
      20,
    );
  });

  test('decides whose dates and source the row has', () => {
    const group = of('CONSOLIDATED', annual('sales', { 2024: 10 }));
    const later = { publishedOn: '2024-07-01', source: 'SECONDARY' } as const;
    const alone = of('STANDALONE', [figure('ANNUAL', '2024-03-31', 'sales', 9, later)]);
    expect(derived([...alone, ...group])).toMatchObject({
      publishedOn: day('2024-03-31'),
      source: 'PRIMARY',
    });
    const newer = of('STANDALONE', [figure('QUARTER', '2024-06-30', 'sales', 3, later)]);
    expect(derived([...newer, ...group])).toMatchObject({
      periodEnd: day('2024-06-30'),
      source: 'SECONDARY',
    });
  });

  test('of figures that all have the same one changes nothing but the basis of the row', () => {
    const figures = [
      ...annual('roe', { 2024: 0.2, 2023: 0.1 }),
      ...annual('eps', { 2024: 8, 2021: 1 }),
      ...quarterly('opm', [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.3]),
      figure('POINT', '2024-10-01', 'ev_ebitda', 9),
    ];
    const expected = derived(figures);
    expect(expected).not.toBeNull();
    for (const basis of BY_PRECEDENCE) expect(derived(of(basis, figures))).toEqual({ ...expected, basis });
  });
});

describe('figures of other lengths', () => {
  test.each([9, 15, 18])(
    'of %d months do not count where one of the usual length ends on the day',
    (months) => {
      const usual = annual('roce', { 2024: 0.1, 2023: 0.1 });
      const other = lasting(
        months,
        figure('ANNUAL', '2024-03-31', 'roce', 0.9, { publishedOn: '2024-05-01' }),
      );
      expect(metricOf('roce_3y', [...usual, other])).toBeCloseTo(0.1, 14);
      expect(metricOf('roce_3y', [other, ...usual])).toBeCloseTo(0.1, 14);
    },
  );

  test('count where there is no other, those of fewer months first', () => {
    const [long, short] = [18, 15].map((months) =>
      lasting(months, figure('ANNUAL', '2024-03-31', 'sales', months * 8)),
    );
    const before = figure('ANNUAL', '2021-03-31', 'sales', 15);
    expect(metricOf('sales_cagr_3y', [long, short, before])).toBeCloseTo(1, 14);
    expect(metricOf('sales_cagr_3y', [short, long, before])).toBeCloseTo(1, 14);
  });

  test('a quarter of three months counts before one of nine', () => {
    const usual = quarterly('opm', [0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2]);
    const sums = usual.map((one) => lasting(9, { ...one, value: 0.5 }));
    expect(metricOf('opm_stdev_12q', [...sums, ...usual])).toBe(metricOf('opm_stdev_12q', usual));
  });
});

describe('metrics that this method does not read', () => {
  test.each([
    'market_cap_cr',
    'shares_cr',
    'operating_profit',
    'interest',
    'depreciation',
    'tax',
    'cash_from_operations',
    'debt',
  ] as const)('%s makes no row, and changes none', (metric) => {
    const later = { publishedOn: '2024-09-01', source: 'SECONDARY' } as const;
    const others = (['POINT', 'QUARTER', 'ANNUAL'] as const).map((period) =>
      figure(period, '2024-08-31', metric, 10, later),
    );
    expect(derived(others)).toBeNull();
    const figures = annual('roce', { 2024: 0.1, 2023: 0.1 });
    expect(derived([...others, ...figures])).toEqual(derived(figures));
  });

  test('the day up to which a figure is adjusted changes nothing', () => {
    const figures = annual('eps', { 2024: 8, 2021: 1 });
    const adjusted = figures.map((one) => ({ ...one, adjustedTo: day('2024-09-30') }));
    expect(derived(adjusted)).toEqual(derived(figures));
  });
});
