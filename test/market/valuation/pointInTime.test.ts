/** What a company is worth on D is computed from what was known at the close of D (method §1). */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearestDouble, times, decimalOf, inverse } from '../../../src/market/exact.js';
import { BASES, PERIODS, USUAL_MONTHS, type Action, type Figure } from '../../../src/market/facts.js';
import { FundamentalsHistory } from '../../../src/market/fundamentals.js';
import { marketCapSourceAsOf } from '../../../src/market/valuation/marketCapSource.js';
import { shareFactor } from '../../../src/market/valuation/shareFactor.js';
import { yieldsAsOf } from '../../../src/market/valuation/yieldsAsOf.js';
import type { Day } from '../../../src/scoring/names.js';
import { arbitraryTerms } from '../../support/market/arbitraryAction.js';
import { day, ticker } from '../../support/market/folder.js';
import { figure } from '../../support/market/statements.js';

const D = day('2024-08-30');
const FIRST = D - 600;
const LAST = D + 300;
const INFY = ticker('INFY');

const around = fc.integer({ min: FIRST, max: LAST });
/** Few months, so that years meet. */
const periodEnd = fc.constantFrom(
  ...['2022-03-31', '2023-03-30', '2023-03-31', '2024-03-31', '2024-06-30', '2024-09-30'].map(day),
);

const arbitraryFigure: fc.Arbitrary<Figure> = fc
  .record({
    period: fc.constantFrom(...PERIODS),
    periodEnd,
    after: fc.integer({ min: 0, max: 300 }),
    basis: fc.constantFrom(...BASES),
    metric: fc.constantFrom(
      ...(['eps', 'equity', 'net_profit', 'total_assets', 'pe', 'shares_cr', 'market_cap_cr'] as const),
    ),
    value: fc.integer({ min: -20, max: 100 }),
    adjustedTo: fc.option(around, { nil: NaN, freq: 2 }),
    isUnusual: fc.boolean(),
  })
  .map(({ after, isUnusual, ...one }) => ({
    ...one,
    ticker: INFY,
    months: isUnusual ? 6 : USUAL_MONTHS[one.period],
    publishedOn: one.periodEnd + after,
    source: 'PRIMARY',
  }));

const arbitraryActions: fc.Arbitrary<Action[]> = fc.array(
  fc.tuple(around, arbitraryTerms).map(([exDate, terms]) => ({ ...terms, ticker: INFY, exDate })),
  { maxLength: 5 },
);

function valuationOn(at: Day, figures: readonly Figure[], actions: readonly Action[]) {
  const when = { day: at, adjustedTo: at };
  return {
    ...yieldsAsOf(new FundamentalsHistory([], figures), figures, actions, when, 100),
    ...marketCapSourceAsOf(figures, actions, when),
  };
}

test('facts that became known after D change nothing on D', () => {
  fc.assert(
    fc.property(fc.array(arbitraryFigure, { maxLength: 40 }), arbitraryActions, (figures, actions) => {
      const known = figures.filter(({ publishedOn }) => publishedOn <= D);
      // Later actions are read only to undo what a source has adjusted for.
      const undone = Math.max(D, ...known.map(({ adjustedTo }) => adjustedTo || D));
      const past = actions.filter(({ exDate }) => exDate <= undone);
      expect(valuationOn(D, known, past)).toEqual(valuationOn(D, figures, actions));
    }),
    { numRuns: 1000 },
  );
});

test('the order of facts changes nothing', () => {
  const figures = fc.uniqueArray(arbitraryFigure, {
    selector: ({ metric, periodEnd, period, months, basis, publishedOn }) =>
      [metric, periodEnd, period, months, basis, publishedOn].join(),
    maxLength: 40,
  });
  fc.assert(
    fc.property(figures, arbitraryActions, (some, actions) => {
      expect(valuationOn(D, some.toReversed(), actions.toReversed())).toEqual(valuationOn(D, some, actions));
    }),
    { numRuns: 300 },
  );
});

test('what a source adjusts earnings per share for is no news', () => {
  fc.assert(
    fc.property(around, arbitraryActions, fc.integer({ min: -99, max: 99 }), (adjustedTo, actions, value) => {
      const filed = figure('ANNUAL', '2024-03-31', 'eps', value);
      const [from, to] = [Math.min(filed.publishedOn, adjustedTo), Math.max(filed.publishedOn, adjustedTo)];
      const since = shareFactor(actions, from, to);
      const factor = filed.publishedOn <= adjustedTo ? inverse(since) : since;
      const adjusted = { ...filed, adjustedTo, value: nearestDouble(times(decimalOf(value), factor)) };
      const [one, other] = [filed, adjusted].map((eps) => valuationOn(D, [eps], actions).earningsYield);
      expect(other).toBeCloseTo(one, 12);
    }),
    { numRuns: 500 },
  );
});
