import { expect, test } from '@jest/globals';
import { monthsBefore } from '../../../src/companies/analysis/monthsBefore.js';
import { dayOf, isoOf } from '../../../src/market/day.js';

test.each([
  ['2024-10-08', 60, '2019-09-30', '2024-09-30'],
  ['2024-09-30', 60, '2019-09-30', '2024-09-30'],
  ['2024-09-29', 60, '2019-08-31', '2024-08-31'],
  ['2024-01-01', 1, '2023-11-30', '2023-12-31'],
  ['2024-02-29', 12, '2023-02-28', '2024-02-29'],
  ['2024-02-28', 12, '2023-01-31', '2024-01-31'],
])('the whole months before %s, %d of them, are after %s up to %s', (day, months, after, until) => {
  const span = monthsBefore(dayOf(day), months);
  expect([isoOf(span.after), isoOf(span.until)]).toEqual([after, until]);
});
