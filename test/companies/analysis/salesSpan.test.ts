import { describe, expect, it } from '@jest/globals';
import { salesSpan } from '../../../src/companies/analysis/salesSpan.js';
import { CompanyFigures } from '../../../src/companies/figures/companyFigures.js';
import { dayOf } from '../../../src/market/day.js';
import type { Basis, Figure } from '../../../src/market/facts.js';
import type { Ticker } from '../../../src/scoring/names.js';

const year = (
  periodEnd: string,
  value: number,
  basis: Basis,
  months = 12,
  publishedOn = periodEnd,
): Figure => ({
  ticker: 'A.NS' as Ticker,
  metric: 'sales',
  period: 'ANNUAL',
  months,
  basis,
  periodEnd: dayOf(periodEnd),
  publishedOn: dayOf(publishedOn),
  source: 'PRIMARY',
  adjustedTo: NaN,
  value,
});

const spanOf = (...rows: Figure[]) => {
  const span = salesSpan(new CompanyFigures(rows, [], dayOf('2024-10-08'), false));
  return span && [span.now.value, span.before.value];
};

describe('the sales at both ends of three years', () => {
  it('are of one basis, the one with the newest year', () => {
    expect(spanOf(year('2024-03-31', 8, 'CONSOLIDATED'), year('2021-03-31', 1, 'STANDALONE'))).toBeNull();
    expect(
      spanOf(
        year('2024-03-31', 8, 'CONSOLIDATED'),
        year('2023-03-31', 7, 'STANDALONE'),
        year('2020-03-31', 6, 'STANDALONE'),
      ),
    ).toEqual([7, 6]);
    const both = [year('2024-03-31', 5, 'STANDALONE'), year('2021-03-31', 4, 'STANDALONE')];
    expect(spanOf(...both)).toEqual([5, 4]);
    expect(
      spanOf(...both, year('2024-03-31', 8, 'CONSOLIDATED'), year('2021-03-31', 1, 'CONSOLIDATED')),
    ).toEqual([8, 1]);
  });

  it('are of years of twelve months, and as known on the day', () => {
    expect(spanOf(year('2024-03-31', 8, ''), year('2021-03-31', 1, '', 9))).toBeNull();
    expect(spanOf(year('2024-03-31', 8, '', 12, '2024-10-09'), year('2021-03-31', 1, ''))).toBeNull();
    expect(
      spanOf(
        year('2024-03-31', 8, ''),
        year('2024-03-31', 9, '', 12, '2024-10-08'),
        year('2021-03-31', 1, ''),
      ),
    ).toEqual([9, 1]);
  });
});
