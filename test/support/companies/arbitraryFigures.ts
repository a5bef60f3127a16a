import fc from 'fast-check';
import { dayOfCivil } from '../../../src/market/day.js';
import { BASES, SOURCES, USUAL_MONTHS, type Figure } from '../../../src/market/facts.js';
import { ticker } from '../market/folder.js';

/** Quarter ends of three years. Two of eight are two days before the last one of the month. */
const ENDS = Array.from({ length: 12 }, (_, k) => dayOfCivil(2021, 4 + 3 * k, 0) - (k % 8 > 5 ? 2 : 0));

const arbitraryFigure = fc
  .record({
    ticker: fc.constant(ticker('INFY')),
    periodEnd: fc.constantFrom(...ENDS),
    lag: fc.constantFrom(30, 45, 50, 70, 200),
    period: fc.constantFrom('QUARTER', 'QUARTER', 'QUARTER', 'ANNUAL', 'POINT'),
    isOdd: fc.constantFrom(false, false, false, false, false, true),
    basis: fc.constantFrom(...BASES),
    metric: fc.constantFrom(
      ...(['sales', 'sales', 'net_profit', 'operating_profit', 'opm', 'eps', 'equity', 'roce'] as const),
    ),
    value: fc.constantFrom(-20, 0, 0.1, 0.25, 10, 12, 15, 30, 100.55),
    source: fc.constantFrom(...SOURCES),
  })
  .map(({ lag, isOdd, period, ...row }): Figure => {
    const months = USUAL_MONTHS[period] + (isOdd && period !== 'POINT' ? 3 : 0);
    return { ...row, period, months, publishedOn: row.periodEnd + lag, adjustedTo: NaN };
  });

/** Figures of one company with gaps, restatements, mixed bases and odd lengths; no two have one key. */
export const arbitraryFigures: fc.Arbitrary<readonly Figure[]> = fc.uniqueArray(arbitraryFigure, {
  minLength: 40,
  maxLength: 160,
  size: 'max',
  selector: ({ metric, period, months, basis, periodEnd, publishedOn }) =>
    `${metric} ${period} ${months} ${basis} ${periodEnd} ${publishedOn}`,
});
