/** Figures of a company as of a day, and what is derived from them, calculated by hand. */
import { describe, expect, test } from '@jest/globals';
import { METRICS } from '../../../src/companies/figures/metricCodes.js';
import { isoOf } from '../../../src/market/day.js';
import type { Figure } from '../../../src/market/facts.js';
import { all, brief, known, of } from '../../support/companies/figures.js';
import { action } from '../../support/market/action.js';
import { day } from '../../support/market/folder.js';
import { annual, figure, quarterly } from '../../support/market/statements.js';

/** Sales of eight quarters up to June 2024: 100 a quarter, and then 110, 120, 130, 140. */
const SALES = quarterly('sales', [140, 130, 120, 110, 100, 100, 100, 100]);

describe('versions', () => {
  const filed = (value: number, publishedOn: string) =>
    figure('ANNUAL', '2024-03-31', 'sales', value, { publishedOn });
  const rows = [filed(100, '2024-05-10'), filed(110, '2024-06-10'), filed(110, '2024-07-10')];

  test('count from the day on which they were published', () => {
    const valueOn = (date: string) =>
      known(rows, date)
        .metrics()
        .map(({ value }) => value);
    expect(valueOn('2024-05-09')).toEqual([]);
    expect(valueOn('2024-05-10')).toEqual([100]);
    expect(valueOn('2024-06-09')).toEqual([100]);
    expect(valueOn('2024-06-10')).toEqual([110]);
  });

  test('are kept as restated where they had another value', () => {
    const restatedOn = (date: string) =>
      known(rows, date)
        .metrics()[0]
        .restated.map(({ value, publishedOn, source }) => [value, isoOf(publishedOn), source]);
    expect(restatedOn('2024-05-10')).toEqual([]);
    expect(restatedOn('2024-06-10')).toEqual([[100, '2024-05-10', 'PRIMARY']]);
    expect(restatedOn('2024-07-10')).toEqual([[100, '2024-05-10', 'PRIMARY']]);
  });

  test('of other lengths and bases are other figures', () => {
    const rows: Figure[] = [
      filed(100, '2024-05-10'),
      { ...filed(150, '2024-05-11'), months: 15 },
      { ...filed(300, '2024-05-12'), basis: 'CONSOLIDATED' },
    ];
    const figures = known(rows).metrics();
    expect(figures.map(({ months, basis, restated }) => [months, basis, restated])).toEqual([
      [12, 'CONSOLIDATED', []],
      [15, 'UNKNOWN', []],
      [12, 'UNKNOWN', []],
    ]);
  });
});

describe('four quarters', () => {
  test('are added, the newest first', () => {
    const [newest, ...older] = all(known(SALES), 'sales', 'TTM');
    expect(newest).toEqual({
      ...{ code: 'sales', name: 'Sales', unit: 'INR_CRORE', period: 'TTM', months: 12 },
      ...{ periodEnd: day('2024-06-30'), publishedOn: day('2024-06-30'), source: 'PRIMARY' },
      ...{ basis: 'UNKNOWN', value: 500, derived: true, restated: [] },
      formula: 'sales 140 (2024-06-30) + 130 (2024-03-31) + 120 (2023-12-31) + 110 (2023-09-30)',
    });
    expect(older.map(({ value }) => value)).toEqual([460, 430, 410, 400]);
    expect(known(SALES).ttm('sales')).toEqual(newest);
  });

  test('are known when the last of them was published, and are as good as the worst of them', () => {
    const [newest, second, ...others] = SALES;
    const rows: Figure[] = [
      { ...newest, publishedOn: day('2024-07-20') },
      { ...second, publishedOn: day('2024-08-01'), source: 'SECONDARY' },
      ...others,
    ];
    expect(known(rows, '2024-07-31').ttm('sales')?.value).toBe(430);
    expect(known(rows, '2024-08-01').ttm('sales')).toMatchObject({
      ...{ value: 500, publishedOn: day('2024-08-01'), source: 'SECONDARY' },
    });
  });

  test('need each quarter, of three months and of one basis', () => {
    const without = SALES.filter((_, k) => k !== 1);
    expect(known(without).ttm('sales')).toMatchObject({ value: 430, periodEnd: day('2023-12-31') });
    const others: Record<string, Partial<Figure>> = {
      'of six months': { months: 6 },
      'of another basis': { basis: 'STANDALONE' },
      'of a year': { period: 'ANNUAL', months: 3 },
    };
    for (const [name, other] of Object.entries(others)) {
      const rows = [...without, { ...SALES[1], ...other }];
      expect([name, known(rows).ttm('sales')?.value]).toEqual([name, 430]);
    }
    expect(known(SALES.slice(0, 3)).ttm('sales')).toBeNull();
    expect(known([]).ttm('sales')).toBeNull();
  });

  test('may end on other days of their months than the last one', () => {
    const [newest, ...others] = SALES;
    expect(known([{ ...newest, periodEnd: day('2024-06-28') }, ...others]).ttm('sales')?.value).toBe(500);
    // Of two figures of one month, the one that was published last counts, once.
    const again = { ...newest, periodEnd: day('2024-06-29'), publishedOn: day('2024-08-01'), value: 150 };
    expect(known([again, ...SALES]).ttm('sales')?.value).toBe(510);
  });

  test('are added without the noise of doubles', () => {
    expect(known(quarterly('sales', [0.1, 0.2, 0, 0])).ttm('sales')?.value).toBe(0.3);
  });

  test('of earnings per share are of the shares that there are on the day', () => {
    const eps = quarterly('eps', [6, 20, 20, 20]).map((row) => ({ ...row, publishedOn: row.periodEnd + 40 }));
    const actions = [action('2024-06-03', 'SPLIT', 2, 1), action('2024-12-02', 'BONUS', 2, 1)];
    // The newest was filed after the split, and the others before it: 6 + 3 × 20 / 2.
    expect(known(eps, '2024-10-08', { actions }).ttm('eps')).toMatchObject({
      value: 36,
      formula:
        'eps 6 (2024-06-30) + 10 (2024-03-31, 20 as filed) + 10 (2023-12-31, 20 as filed) + 10 (2023-09-30, 20 as filed)',
    });
    expect(known(eps, '2024-10-08', { actions, pricesAdjusted: true }).ttm('eps')?.value).toBe(18);
    expect(all(known(eps, '2024-10-08', { actions }), 'eps', 'QUARTER')[1].value).toBe(20);
  });

  test('are not added of what is no flow', () => {
    const rows = (['equity', 'opm', 'roe', 'debt'] as const).flatMap((metric) =>
      quarterly(metric, [1, 1, 1, 1]),
    );
    expect(
      known(rows)
        .metrics()
        .filter(({ period }) => period === 'TTM'),
    ).toEqual([]);
  });
});

describe('growth', () => {
  test('is from the same period a year before, and from the quarter before', () => {
    const company = known([...SALES, ...annual('sales', { 2022: 300, 2023: 400, 2024: 460 })]);
    expect(brief(all(company, 'sales_yoy', 'QUARTER'))).toEqual([
      'sales_yoy QUARTER 2024-06-30 UNKNOWN 0.4',
      'sales_yoy QUARTER 2024-03-31 UNKNOWN 0.3',
      'sales_yoy QUARTER 2023-12-31 UNKNOWN 0.2',
      'sales_yoy QUARTER 2023-09-30 UNKNOWN 0.1',
    ]);
    // 460 / 400, and 400 / 300.
    expect(all(company, 'sales_yoy', 'ANNUAL').map(({ value }) => value)).toEqual([0.15, 0.3333333333]);
    expect(brief(all(company, 'sales_yoy', 'TTM'))).toEqual(['sales_yoy TTM 2024-06-30 UNKNOWN 0.25']);
    expect(all(company, 'sales_yoy', 'TTM')[0].formula).toBe(
      'sales 500 (2024-06-30) ÷ sales 400 (2023-06-30) − 1',
    );
    const onQuarter = all(company, 'sales_qoq');
    expect(onQuarter).toHaveLength(7);
    expect(onQuarter[0]).toMatchObject({ period: 'QUARTER', months: 3, value: 0.0769230769 }); // 140 / 130
    expect(company.ttmGrowth('sales')).toBe(0.25);
    expect(company.ttmPair('sales')).toMatchObject({ now: { value: 500 }, before: { value: 400 } });
  });

  test('is unknown where what was before is unknown, or not above 0', () => {
    for (const before of [0, -5]) {
      const rows = quarterly('net_profit', [8, 8, 8, 8, before, before, before, before]);
      expect([before, known(rows).ttmGrowth('net_profit')]).toEqual([before, null]);
      expect(all(known(rows), 'net_profit_yoy')).toEqual([]);
      expect(brief(all(known(rows), 'net_profit_qoq')).slice(-1)).toEqual([
        'net_profit_qoq QUARTER 2023-12-31 UNKNOWN 0',
      ]);
    }
    expect(known(SALES.slice(0, 7)).ttmGrowth('sales')).toBeNull();
    // A loss after a profit is a growth below −1.
    expect(known(quarterly('net_profit', [-1, -1, -1, -1, 1, 1, 1, 1])).ttmGrowth('net_profit')).toBe(-2);
  });

  test('is exact at the bounds that it is compared with', () => {
    expect(known(quarterly('sales', [0.3, 0.3, 0.3, 0.3, 0.25, 0.25, 0.25, 0.25])).ttmGrowth('sales')).toBe(
      0.2,
    );
  });

  test('is of the newest four quarters, and not of older ones that have a year before', () => {
    // Without September 2022, June 2024 has no year before, and December 2023 of older quarters has.
    const rows = quarterly(
      'sales',
      Array.from({ length: 12 }, (_, k) => 120 - k),
    ).filter((_, k) => k !== 7);
    expect(known(rows).ttm('sales')?.periodEnd).toBe(day('2024-06-30'));
    expect(known(rows).ttmGrowth('sales')).toBeNull();
  });
});

describe('margins', () => {
  const QUARTER = '2024-06-30';
  const one = (metric: Parameters<typeof figure>[2], value: number) =>
    figure('QUARTER', QUARTER, metric, value);

  test('are profits over sales', () => {
    const company = known([one('sales', 1500), one('net_profit', 120), one('operating_profit', 300)]);
    expect(all(company, 'net_margin')).toMatchObject([
      { value: 0.08, unit: 'FRACTION', period: 'QUARTER', formula: 'net_profit 120 ÷ sales 1,500' },
    ]);
    expect(all(company, 'operating_margin')).toMatchObject([
      { value: 0.2, formula: 'operating_profit 300 ÷ sales 1,500' },
    ]);
  });

  test('are those that were filed where there is no operating profit', () => {
    expect(all(known([one('opm', 0.18)]), 'operating_margin')).toMatchObject([
      { value: 0.18, formula: 'opm 0.18 as filed', derived: true },
    ]);
    expect(all(known([one('opm', 0.18), one('operating_profit', 9)]), 'operating_margin')).toMatchObject([
      { value: 0.18 },
    ]);
  });

  test('are unknown where sales are not above 0', () => {
    for (const sales of [0, -5]) {
      const rows = [one('sales', sales), one('net_profit', 1), one('operating_profit', 2), one('opm', 0.2)];
      expect(brief(known(rows).metrics()).filter((text) => text.includes('margin'))).toEqual([]);
      expect(known(rows.filter(({ metric }) => metric !== 'operating_profit')).metrics()).toHaveLength(3);
    }
  });

  test('of four quarters weigh those that were filed by sales', () => {
    const opm = quarterly('opm', [0.1, 0.1, 0.2, 0.3]);
    const sales = quarterly('sales', [100, 100, 200, 100]);
    // (10 + 10 + 40 + 30) / 500
    expect(known([...opm, ...sales]).operatingMargin()).toMatchObject({
      value: 0.18,
      period: 'TTM',
      formula:
        '(opm 0.1 × sales 100 + opm 0.1 × sales 100 + opm 0.2 × sales 200 + opm 0.3 × sales 100) ÷ sales 500',
    });
    const profits = quarterly('operating_profit', [50, 50, 50, 50]);
    expect(known([...opm, ...sales, ...profits]).operatingMargin()?.value).toBe(0.4);
    expect(known([...opm.slice(1), ...sales]).operatingMargin()).toBeNull();
    expect(known([...opm, ...quarterly('sales', [0, 0, 0, 0])]).operatingMargin()).toBeNull();
    expect(known([]).operatingMargin()).toBeNull();
  });
});

describe('bases', () => {
  test('are never mixed', () => {
    const [newest, ...others] = SALES;
    expect(known([...of('CONSOLIDATED', [newest]), ...of('STANDALONE', others)]).ttm('sales')).toMatchObject({
      ...{ value: 460, basis: 'STANDALONE', periodEnd: day('2024-03-31') },
    });
    const margin = known([
      ...of('CONSOLIDATED', annual('sales', { 2024: 10 })),
      ...annual('net_profit', { 2024: 1 }),
    ]);
    expect(all(margin, 'net_margin')).toEqual([]);
  });

  test('that has the newest period counts, and of equal ones the group', () => {
    const [standalone, unknown, group] = [1, 2, 3].map((k) => SALES.map((row) => ({ ...row, value: k })));
    const rows = [...of('STANDALONE', standalone), ...unknown, ...of('CONSOLIDATED', group)];
    expect(known(rows).ttm('sales')).toMatchObject({ value: 12, basis: 'CONSOLIDATED' });
    expect(known([...of('STANDALONE', standalone), ...unknown]).ttm('sales')?.basis).toBe('UNKNOWN');
    const older = of('CONSOLIDATED', group.slice(1));
    expect(known([...of('STANDALONE', standalone), ...older]).ttm('sales')?.basis).toBe('STANDALONE');
    // Each is listed.
    expect(all(known(rows), 'sales_yoy', 'TTM').map(({ basis }) => basis)).toEqual([
      'CONSOLIDATED',
      'UNKNOWN',
      'STANDALONE',
    ]);
  });
});

describe('years', () => {
  test('are the newest consecutive ones of one basis', () => {
    const rows = [
      ...of('CONSOLIDATED', annual('net_profit', { 2023: -1, 2024: -2 })),
      ...of('STANDALONE', annual('net_profit', { 2022: 3, 2023: 4, 2024: 5 })),
    ];
    expect(
      known(rows)
        .annual('net_profit', 2)
        .map(({ value }) => value),
    ).toEqual([-2, -1]);
    expect(
      known(rows)
        .annual('net_profit', 3)
        .map(({ value }) => value),
    ).toEqual([5, 4, 3]);
    expect(known(rows).annual('net_profit', 4)).toEqual([]);
    expect(known(annual('equity', { 2021: 1, 2024: 5 })).annual('equity', 2)).toEqual([]);
    expect(known([]).annual('equity', 1)).toEqual([]);
  });

  test('of other lengths do not count', () => {
    const rows = annual('equity', { 2023: 1, 2024: 5 });
    const odd = { ...rows[1], months: 9, periodEnd: day('2024-06-30') };
    expect(known([...rows, odd]).annual('equity', 1)[0].value).toBe(5);
    expect(known([odd]).annual('equity', 1)).toEqual([]);
  });

  test('keep their restatements', () => {
    const [year] = annual('equity', { 2024: 5 });
    const again = { ...year, value: 6, publishedOn: day('2024-06-30') };
    expect(known([again, year]).annual('equity', 1)[0]).toMatchObject({ value: 6, restated: [{ value: 5 }] });
  });
});

describe('return on capital', () => {
  test('is that on capital employed of the newest year', () => {
    const rows = [...annual('roce', { 2023: 0.2, 2024: 0.15 }), ...annual('roe', { 2024: 0.3 })];
    expect(known(rows).returnOnCapital(false)).toMatchObject({ code: 'roce', value: 0.15, derived: false });
    expect(known(annual('roe', { 2024: 0.3 })).returnOnCapital(false)).toBeNull();
  });

  test('of a lender is that on equity: as filed, else net profit over mean equity', () => {
    const profits = annual('net_profit', { 2023: 60, 2024: 66 });
    const equity = annual('equity', { 2023: 500, 2024: 600 });
    // 66 / 550
    expect(known([...profits, ...equity]).returnOnCapital(true)).toMatchObject({
      ...{ code: 'roe', value: 0.12, period: 'ANNUAL', derived: true },
      formula: 'net_profit 66 (2024-03-31) ÷ mean of equity 600 (2024-03-31) and equity 500 (2023-03-31)',
    });
    expect(known([...profits, ...equity.slice(1)]).returnOnCapital(true)?.value).toBe(0.11); // 66 / 600
    expect(
      known([...profits, ...equity, ...annual('roe', { 2024: 0.2 })]).returnOnCapital(true),
    ).toMatchObject({
      value: 0.2,
      derived: false,
    });
    // That of 2024 is newer than the one that was filed.
    expect(known([...profits, ...equity, ...annual('roe', { 2023: 0.2 })]).returnOnCapital(true)?.value).toBe(
      0.12,
    );
    expect(known([...profits, ...annual('equity', { 2024: -1 })]).returnOnCapital(true)).toBeNull();
    expect(known(annual('roce', { 2024: 0.2 })).returnOnCapital(true)).toBeNull();
  });
});

test('figures stand in the order of their periods, codes, lengths and bases', () => {
  const rows = [
    ...annual('sales', { 2024: 1 }),
    ...of('CONSOLIDATED', annual('sales', { 2024: 2 })),
    ...quarterly('sales', [1, 1, 1, 1]).slice(0, 2),
    figure('POINT', '2024-03-31', 'pe', 20),
    figure('POINT', '2024-09-30', 'shares_cr', 2),
  ];
  expect(brief(known(rows).metrics())).toEqual([
    'shares_cr POINT 2024-09-30 UNKNOWN 2',
    'sales QUARTER 2024-06-30 UNKNOWN 1',
    'sales_qoq QUARTER 2024-06-30 UNKNOWN 0',
    'pe POINT 2024-03-31 UNKNOWN 20',
    'sales ANNUAL 2024-03-31 CONSOLIDATED 2',
    'sales ANNUAL 2024-03-31 UNKNOWN 1',
    'sales QUARTER 2024-03-31 UNKNOWN 1',
  ]);
});

test('each code has one name', () => {
  const names = [...METRICS.values()].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
