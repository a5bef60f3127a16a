/** Which filed figure a suggestion is compared with, and the exact difference. */
import { expect, test } from '@jest/globals';
import { besideFiled } from '../../../src/companies/amounts/besideFiled.js';
import { countingFigures } from '../../../src/companies/figures/countingFigures.js';
import type { Figure } from '../../../src/market/facts.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';
import { day } from '../../support/market/folder.js';

const filed = (others: Partial<Figure>): Figure => ({
  ...{ ticker: 'A' as Ticker, metric: 'sales', period: 'QUARTER', months: 3, basis: '', value: 100 },
  ...{ periodEnd: day('2024-12-31'), publishedOn: day('2025-01-31'), source: 'PRIMARY', adjustedTo: NaN },
  ...others,
});
const ROWS: readonly Figure[] = [
  filed({ basis: 'STANDALONE', value: 80 }),
  filed({ basis: 'CONSOLIDATED', value: 100.1 }),
  filed({ basis: 'CONSOLIDATED', value: 101, publishedOn: day('2025-03-01') }),
  filed({ basis: 'CONSOLIDATED', value: 290, months: 9, period: 'ANNUAL' }),
  filed({ metric: 'equity', basis: 'STANDALONE', value: 900, months: 12, period: 'ANNUAL' }),
];
const beside = (code: Figure['metric'], months: number | null, value: number, on = '2025-02-01') =>
  besideFiled(
    { code, periodEnd: '2024-12-31' as IsoDate, months, value },
    countingFigures(ROWS, day(on as IsoDate)),
  );

test('the filed figure has the same metric, end and length of period', () => {
  expect(beside('sales', 3, 100.3)).toEqual({ filed: 100.1, difference: 0.2 });
  expect(beside('sales', 9, 290)).toEqual({ filed: 290, difference: 0 });
  expect(beside('sales', 12, 290)).toBeNull();
  expect(beside('sales', null, 100)).toBeNull();
  expect(beside('net_profit', 3, 100)).toBeNull();
});

test('what is counted on a day is compared whatever the length of the period', () => {
  expect(beside('equity', null, 905)).toEqual({ filed: 900, difference: 5 });
  expect(beside('equity', 3, 905)).toEqual({ filed: 900, difference: 5 });
});

test('the version that was known on the day counts, and before it there is none', () => {
  expect(beside('sales', 3, 101, '2025-03-01')).toEqual({ filed: 101, difference: 0 });
  expect(beside('sales', 3, 101, '2025-01-30')).toBeNull();
});

test('a suggestion without a period is beside nothing', () => {
  expect(
    besideFiled(
      { code: 'sales', periodEnd: null, months: 3, value: 1 },
      countingFigures(ROWS, day('2025-03-01')),
    ),
  ).toBeNull();
});
