import { describe, expect, test } from '@jest/globals';
import { carriedPledge } from '../../../src/graphql/shareholding/carriedPledge.js';
import { dayOf } from '../../../src/market/day.js';
import { shareholdingAsOf } from '../../../src/market/shareholding.js';
import type { Ticker } from '../../../src/scoring/names.js';

/** Quarters of one company, each published 20 days after its end. */
const quarters = (...pledges: readonly (readonly [end: string, pledgedPct: number])[]) =>
  pledges.map(([end, pledgedPct]) => ({
    ...{
      ticker: 'ABC.NS' as Ticker,
      quarterEnd: dayOf(end),
      publishedOn: dayOf(end) + 20,
      source: 'PRIMARY' as const,
    },
    ...{ promoterPct: 50, pledgedPct, fiiPct: 10, diiPct: 10 },
  }));

describe('the flag of a carried pledge', () => {
  const rows = quarters(['2023-12-31', 12.5], ['2024-03-31', NaN], ['2024-06-30', NaN], ['2024-09-30', NaN]);

  test('says what is taken, and from where', () => {
    expect(carriedPledge(shareholdingAsOf(rows, dayOf('2024-07-31'), 2))).toEqual({
      kind: 'CARRIED',
      detail:
        'the quarter to 2024-06-30 reports no pledge: methods that carry it take 12.5 % of the quarter to 2023-12-31',
    });
  });

  test('is missing where the quarter has one, where it is too old, and where nothing is carried', () => {
    expect(carriedPledge(shareholdingAsOf(rows, dayOf('2024-01-31'), 2))).toBeNull();
    expect(carriedPledge(shareholdingAsOf(rows, dayOf('2024-10-31'), 2))).toBeNull();
    expect(carriedPledge(shareholdingAsOf(rows, dayOf('2024-07-31'), 0))).toBeNull();
    expect(carriedPledge(null)).toBeNull();
  });
});
