import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Action, Figure } from '../../../src/market/facts.js';
import { marketCapCr } from '../../../src/market/valuation/marketCapCr.js';
import { marketCapSourceAsOf } from '../../../src/market/valuation/marketCapSource.js';
import { action } from '../../support/market/action.js';
import { day } from '../../support/market/folder.js';
import { figure } from '../../support/market/statements.js';
import { describeWithShared } from '../../support/shared.js';

const D = '2024-10-08';

const reported = (periodEnd: string, value: number, publishedOn = periodEnd) =>
  figure('POINT', periodEnd, 'market_cap_cr', value, { publishedOn });
const shares = (periodEnd: string, value: number, publishedOn = periodEnd) =>
  figure('POINT', periodEnd, 'shares_cr', value, { publishedOn });
const on = (date: string) => ({ day: day(date), adjustedTo: day(date) });

interface Facts {
  readonly actions?: readonly Action[];
  readonly date?: string;
  readonly closeThen?: number;
}

/** A market capitalisation with a close of ₹ 100, of 80 on the day of the reported one. */
const capOf = (figures: readonly Figure[], { actions = [], date = D, closeThen = 80 }: Facts = {}) =>
  marketCapCr(marketCapSourceAsOf(figures, actions, on(date)), 100, closeThen);

describe('a reported market capitalisation', () => {
  test('moves with the price', () => {
    expect(capOf([reported('2024-09-30', 1200)])).toBe(1500); // 1200 × 100 / 80
  });

  test('counts for 200 days, and then the shares do', () => {
    const number = shares('2024-03-31', 7);
    expect(capOf([reported('2024-03-22', 1200), number])).toBe(1500); // 200 days before
    expect(capOf([reported('2024-03-21', 1200), number])).toBe(700);
  });

  test('gives way to the shares where there is no close to move it from', () => {
    expect(capOf([reported('2024-09-30', 1200), shares('2024-03-31', 7)], { closeThen: NaN })).toBe(700);
    expect(capOf([reported('2024-09-30', 1200)], { closeThen: NaN })).toBeNaN();
  });

  test('is the newest that was published: by period_end, then by basis, then by publication', () => {
    const older = reported('2024-06-30', 800);
    const corrected = reported('2024-06-30', 1000, '2024-08-01');
    const group: Figure = { ...older, basis: 'CONSOLIDATED', value: 900 };
    const later = reported('2024-09-30', 1200, '2024-10-09');
    const all = [later, older, corrected];
    for (const some of [all, all.toReversed()]) {
      expect(capOf(some, { closeThen: 100 })).toBe(1000);
      expect(capOf(some, { closeThen: 100, date: '2024-07-31' })).toBe(800);
      expect(capOf(some, { closeThen: 100, date: '2024-10-09' })).toBe(1200);
      expect(capOf([...some, group], { closeThen: 100 })).toBe(900);
    }
  });

  test('is a POINT: that of a year or a quarter does not count', () => {
    const others = (['ANNUAL', 'QUARTER'] as const).map((period) =>
      figure(period, '2024-09-30', 'market_cap_cr', 1200),
    );
    expect(capOf(others)).toBeNaN();
  });

  test('names the day whose close is asked for', () => {
    const { marketCap } = marketCapSourceAsOf([reported('2024-09-30', 1200)], [], on(D));
    expect(marketCap?.periodEnd).toBe(day('2024-09-30'));
  });
});

describe('the shares', () => {
  test('count for 550 days', () => {
    expect(capOf([shares('2023-04-07', 7)])).toBe(700);
    expect(capOf([shares('2023-04-06', 7)])).toBeNaN();
  });

  test('are multiplied by splits, bonuses and consolidations after them up to the day', () => {
    const figures = [shares('2024-03-31', 7.5, '2024-08-01')];
    const capAfter = (...actions: Action[]) => capOf(figures, { actions });
    expect(capAfter(action('2024-06-10', 'SPLIT', 5, 1))).toBe(3750);
    expect(capAfter(action('2024-06-10', 'BONUS', 3, 2))).toBe(1125);
    expect(capAfter(action('2024-06-10', 'CONSOLIDATION', 1, 10))).toBe(75);
    expect(capAfter(action('2024-06-10', 'SPLIT', 5, 1), action('2024-06-10', 'BONUS', 3, 2))).toBe(5625);
    // On the day of the figure, which has it already, on the day, and after it.
    expect(capAfter(action('2024-03-31', 'SPLIT', 5, 1))).toBe(750);
    expect(capAfter(action(D, 'SPLIT', 5, 1))).toBe(3750);
    expect(capAfter(action('2024-10-09', 'SPLIT', 5, 1))).toBe(750);
  });

  test('are not changed by rights, demergers and special dividends', () => {
    const actions = [
      { ...action('2024-06-10', 'RIGHTS', 5, 4), price: 70 },
      { ...action('2024-06-11', 'DEMERGER'), factor: 0.5 },
      { ...action('2024-06-12', 'SPECIAL_DIVIDEND'), factor: 0.5 },
    ];
    expect(capOf([shares('2024-03-31', 7.5)], { actions })).toBe(750);
  });

  test('are those of today where closes are adjusted for all actions', () => {
    const actions = [action('2024-06-10', 'SPLIT', 5, 1), action('2024-12-02', 'BONUS', 2, 1)];
    const at = { day: day(D), adjustedTo: Infinity };
    expect(marketCapSourceAsOf([shares('2024-03-31', 7.5)], actions, at).sharesCr).toBe(75);
  });

  test('are rounded once', () => {
    const actions = [action('2024-06-10', 'BONUS', 4, 3), action('2024-06-11', 'BONUS', 3, 2)];
    expect(marketCapSourceAsOf([shares('2024-03-31', 0.7)], actions, on(D)).sharesCr).toBe(1.4);
  });
});

interface Vector {
  readonly id: string;
  readonly kind: string;
  readonly input: {
    readonly date: string;
    readonly statements: readonly {
      readonly metric: 'market_cap_cr' | 'shares_cr';
      readonly period_end: string;
      readonly published_on: string;
      readonly value: number;
    }[];
    readonly actions: readonly { readonly ex_date: string; new_shares: number; old_shares: number }[];
    readonly closes: Readonly<Record<string, number>>;
  };
  readonly expected: { readonly crore: number | null };
}

describeWithShared('recorded cases', 'oracles/risk-vectors.json', (path) => {
  const { cases } = JSON.parse(readFileSync(path, 'utf8')) as { readonly cases: readonly Vector[] };
  const vectors = cases.filter(({ kind }) => kind === 'marketCapitalisation');

  test.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, { input, expected }) => {
    const figures = input.statements.map((one) =>
      figure('POINT', one.period_end, one.metric, one.value, { publishedOn: one.published_on }),
    );
    const actions = input.actions.map((one) => action(one.ex_date, 'SPLIT', one.new_shares, one.old_shares));
    const source = marketCapSourceAsOf(figures, actions, on(input.date));
    const then = source.marketCap?.periodEnd ?? NaN;
    const crore = marketCapCr(
      source,
      lastClose(input.closes, day(input.date)),
      lastClose(input.closes, then),
    );
    if (expected.crore === null) expect(crore).toBeNaN();
    else expect(crore).toBeCloseTo(expected.crore, 9);
  });
});

/** The last close of the ten weekdays up to a day; NaN where there is none. */
function lastClose(closes: Readonly<Record<string, number>>, until: number): number {
  // Ten weekdays end on, or before, the fourteenth day from the last one.
  const known = Object.keys(closes).filter((date) => day(date) <= until && until - day(date) < 14);
  return closes[known.sort().at(-1) ?? ''] ?? NaN;
}
