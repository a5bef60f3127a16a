/** How greyoak-2.0 derives metrics otherwise than greyoak-1.1: hand-worked cases, each beside what 1.1 does. */
import { describe, expect, test } from '@jest/globals';
import type { Action, Figure, Shareholding } from '../../src/market/facts.js';
import { FundamentalsHistory } from '../../src/market/fundamentals.js';
import { shareholdingAsOf } from '../../src/market/shareholding.js';
import { YieldsHistory } from '../../src/market/valuation/yieldsHistory.js';
import { yieldsAt, yieldsAsOf } from '../../src/market/valuation/yieldsAsOf.js';
import type { FundamentalName } from '../../src/scoring/names.js';
import { V20 } from '../support/days/section.js';
import { day, ticker } from '../support/market/folder.js';
import { annual, figure, quarterly, row } from '../support/market/statements.js';

const derivations = V20.parameters.derivations ?? {};
const D = day('2024-08-30');
const NO_ACTIONS: readonly Action[] = [];

const split = (exDate: string, newShares: number, oldShares = 1): Action => ({
  ...{ ticker: ticker('INFY'), exDate: day(exDate), kind: 'SPLIT', newShares, oldShares },
  ...{ price: NaN, factor: NaN },
});

interface Derived {
  readonly asOf?: number;
  readonly actions?: readonly Action[];
  readonly pricesAdjusted?: boolean;
}

const history = (
  figures: readonly Figure[],
  { actions = NO_ACTIONS, pricesAdjusted = false }: Derived = {},
) => new FundamentalsHistory([], figures, { derivations, actions, pricesAdjusted });

/** A metric by 1.1 and by 2.0. */
const bothOf = (
  name: FundamentalName,
  figures: readonly Figure[],
  derived: Derived = {},
): readonly (number | undefined)[] =>
  [new FundamentalsHistory([], figures), history(figures, derived)].map(
    (one) => one.asOf(derived.asOf ?? D, 100)?.values[name],
  );

describe('a mean of three years', () => {
  test.each<FundamentalName>(['roe_3y', 'roce_3y', 'roa_3y', 'nim_3y'])(
    '%s takes years of one span',
    (name) => {
      const metric = name.replace('_3y', '') as 'roe';
      // 2020-03-31 is 1,461 days before 2024-03-31, and 2020-03-30 is 1,462.
      const recent = annual(metric, { 2024: 1, 2021: 2 });
      expect(bothOf(name, [...recent, figure('ANNUAL', '2020-03-31', metric, 6)])).toEqual([3, 3]);
      expect(bothOf(name, [...recent, figure('ANNUAL', '2020-03-30', metric, 6)])).toEqual([3, 1.5]);
      expect(bothOf(name, annual(metric, { 2024: 1, 2018: 3 }))).toEqual([2, NaN]);
    },
  );
});

describe('the sum of four quarters', () => {
  const pe = (figures: readonly Figure[]) => bothOf('pe', figures);
  const quarters = quarterly('eps', [4, 3, 2, 1]); // June 2024, March 2024, December and September 2023

  test('counts where they are of one year: 275 days', () => {
    expect(pe([...quarters, ...annual('eps', { 2024: 5 })])).toEqual([10, 10]);
  });

  test('does not where one is missing in between', () => {
    const five = quarterly('eps', [4, 3, 2, 1, 10]).filter(({ value }) => value !== 2);
    expect(pe([...five, ...annual('eps', { 2024: 5 })])).toEqual([100 / 18, 20]);
    expect(pe(five)).toEqual([100 / 18, NaN]);
  });

  test('may span 295 days, and not 296', () => {
    const spanning = (oldest: string) => [...quarters.slice(0, 3), figure('QUARTER', oldest, 'eps', 1)];
    expect(D - day('2024-08-30')).toBe(0);
    // 295 days before 2024-06-30 is 2023-09-09.
    expect(pe([...spanning('2023-09-09'), ...annual('eps', { 2024: 5 })])).toEqual([10, 10]);
    expect(pe([...spanning('2023-09-08'), ...annual('eps', { 2024: 5 })])).toEqual([10, 20]);
  });

  test('is beaten by a newer year, and not by one of the same day', () => {
    expect(pe([...quarters, figure('ANNUAL', '2024-07-31', 'eps', 5)])).toEqual([10, 20]);
    expect(pe([...quarters, figure('ANNUAL', '2024-06-30', 'eps', 5)])).toEqual([10, 10]);
  });
});

describe('earnings per share', () => {
  const years = annual('eps', { 2024: 20, 2021: 40 });

  test('are adjusted for what has gone ex since they were published', () => {
    const actions = [split('2022-05-02', 4)];
    // 40 before the split are 10 after it: growth is the cube root of 2, less 1, and not that of a half.
    expect(bothOf('eps_cagr_3y', years, { actions })).toEqual([Math.cbrt(0.5) - 1, Math.cbrt(2) - 1]);
  });

  test('change on the ex-date, and not before', () => {
    const actions = [split('2024-08-30', 2)];
    expect(bothOf('pe', years, { actions })).toEqual([5, 10]);
    expect(bothOf('pe', years, { actions, asOf: D - 1 })).toEqual([5, 5]);
  });

  test('that the source adjusted up to a later day are undone', () => {
    const adjusted = years.map((one) => ({ ...one, adjustedTo: day('2025-06-30') }));
    const actions = [split('2025-01-10', 2)];
    expect(bothOf('pe', adjusted, { actions })).toEqual([5, 2.5]);
  });

  test('are adjusted for all actions where prices are', () => {
    const actions = [split('2025-01-10', 2)];
    expect(bothOf('pe', years, { actions, pricesAdjusted: true })).toEqual([5, 10]);
  });
});

describe('odd periods', () => {
  const nine = { ...figure('ANNUAL', '2024-03-31', 'roce', 9), months: 9 };
  test('enter nothing', () => {
    expect(bothOf('roce_3y', [nine, ...annual('roce', { 2023: 1, 2022: 2 })])).toEqual([4, 1.5]);
    const six = { ...figure('QUARTER', '2024-06-30', 'eps', 9), months: 6 };
    expect(bothOf('pe', [six, ...annual('eps', { 2024: 5 })])).toEqual([20, 20]);
  });

  test('make no row', () => {
    expect(history([nine]).asOf(D, 100)).toBeNull();
    const known = history([nine, ...annual('roce', { 2023: 1 })]).asOf(D, 100);
    expect(known?.periodEnd).toBe(day('2023-03-31'));
  });
});

describe('two years of one calendar month', () => {
  test('are one, of which the later published counts', () => {
    const moved = figure('ANNUAL', '2024-03-30', 'roce', 0.5, { publishedOn: '2024-07-01' });
    const years = annual('roce', { 2024: 0.1, 2023: 0.3 });
    const [before, after] = bothOf('roce_3y', [...years, moved]);
    expect(before).toBeCloseTo(0.3, 12); // the mean of 0.1, 0.5 and 0.3
    expect(after).toBeCloseTo(0.4, 12);
  });

  test('profit and equity of one month are of one year', () => {
    const figures = [
      ...annual('net_profit', { 2024: 10, 2023: 10 }),
      figure('ANNUAL', '2024-03-30', 'equity', 100),
      figure('ANNUAL', '2023-03-30', 'equity', 100),
    ];
    expect(bothOf('roe_3y', figures)).toEqual([NaN, 0.1]);
  });
});

describe('what scores 0', () => {
  const ruled = (figures: readonly Figure[], at = D) => [...(history(figures).on(at)?.ruledZero ?? [])];
  const profits = annual('net_profit', { 2024: 10, 2023: 10, 2022: 10 });

  test.each([-1, 0])('a return on equity of %p', (equity) => {
    const figures = [...profits, ...annual('equity', { 2024: equity, 2023: 50, 2022: 50 })];
    expect(ruled(figures)).toEqual(['roe_3y']);
    expect(history(figures).asOf(D, 100)?.values.roe_3y).toBeNaN();
    // 2023 and 2022 are 0.2 each.
    expect(new FundamentalsHistory([], figures).asOf(D, 100)?.values.roe_3y).toBeCloseTo(0.2, 12);
  });

  test('not where only an older equity was negative, or the newest is too old to count', () => {
    expect(ruled([...profits, ...annual('equity', { 2024: 1, 2023: -50 })])).toEqual([]);
    const old = annual('equity', { 2022: -1 });
    expect(ruled([...old, ...annual('sales', { 2024: 1 })])).toEqual([]);
  });

  test.each<[string, Readonly<Record<number, number>>, boolean]>([
    ['a loss after a profit', { 2024: -1, 2021: 1 }, true],
    ['nothing after a profit', { 2024: 0, 2021: 1 }, true],
    ['a loss after a loss', { 2024: -1, 2021: -1 }, false],
    ['a profit after a loss', { 2024: 1, 2021: -1 }, false],
    ['a loss, and no year to compare with', { 2024: -1, 2022: 1 }, false],
  ])('growth: %s', (_, years, isRuled) => {
    expect(ruled(annual('eps', years))).toEqual(isRuled ? ['eps_cagr_3y'] : []);
  });

  test('a row of fundamentals knows no rule', () => {
    const rows = [row('2024-06-30', { roe_3y: 0.1 })];
    const figures = annual('equity', { 2024: -1 });
    const known = new FundamentalsHistory(rows, figures, {
      derivations,
      actions: [],
      pricesAdjusted: false,
    }).on(D);
    expect(known?.ruledZero.size).toBe(0);
    expect(known?.row.values.roe_3y).toBe(0.1);
  });
});

describe('a pledge that the newest quarter does not have', () => {
  const quarter = (quarterEnd: string, pledgedPct: number): Shareholding => ({
    ...{ ticker: ticker('INFY'), quarterEnd: day(quarterEnd), publishedOn: day(quarterEnd) + 20 },
    ...{ source: 'PRIMARY', promoterPct: 50, pledgedPct, fiiPct: NaN, diiPct: NaN },
  });
  const pledgeOf = (rows: readonly Shareholding[], quarters = 2) => {
    const known = shareholdingAsOf(rows, D, quarters);
    return [known?.values.promoter_pledge_frac, known?.pledgeCarriedFrom ?? null];
  };
  const june = quarter('2024-06-30', NaN);

  test('is carried from the newest of the two before', () => {
    expect(pledgeOf([june, quarter('2024-03-31', 10), quarter('2023-12-31', 30)])).toEqual([
      ...[0.1, day('2024-03-31')],
    ]);
    expect(pledgeOf([june, quarter('2024-03-31', NaN), quarter('2023-12-31', 30)])).toEqual([
      ...[0.3, day('2023-12-31')],
    ]);
    expect(pledgeOf([june, quarter('2023-12-31', 30)])).toEqual([0.3, day('2023-12-31')]);
  });

  test('not from an older one, not from what was published later, and not by 1.1', () => {
    expect(pledgeOf([june, quarter('2023-09-30', 30)])).toEqual([NaN, null]);
    expect(pledgeOf([june, { ...quarter('2024-03-31', 10), publishedOn: D + 1 }])).toEqual([NaN, null]);
    expect(pledgeOf([june, quarter('2024-03-31', 10)], 0)).toEqual([NaN, null]);
  });

  test('is not where the quarter has one, also of 0', () => {
    expect(pledgeOf([quarter('2024-06-30', 0), quarter('2024-03-31', 10)])).toEqual([0, null]);
  });
});

test('yields that are computed once between changes are those of each day', () => {
  const figures = [
    ...annual('eps', { 2024: 20, 2023: 10 }),
    ...annual('equity', { 2024: 1000 }),
    ...annual('net_profit', { 2024: 100 }),
    ...annual('total_assets', { 2024: 300, 2023: 200 }),
    figure('POINT', '2024-05-15', 'pe', 25),
    figure('POINT', '2024-06-01', 'shares_cr', 8),
  ];
  const actions = [split('2024-06-20', 2), split('2024-09-02', 5)];
  const known = history(figures, { actions });
  const yields = new YieldsHistory(known, figures, actions, false);
  for (let at = day('2024-03-01'); at < day('2026-03-01'); at++) {
    expect(yieldsAt(yields.on(at), 50)).toEqual(
      yieldsAsOf(known, figures, actions, { day: at, adjustedTo: at }, 50),
    );
  }
});
