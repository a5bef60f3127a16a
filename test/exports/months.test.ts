import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { months } from '../../src/exports/months.js';
import { dayOf, isoOf } from '../../src/market/day.js';
import type { IsoDate } from '../../src/scoring/names.js';

const span = (from: string, to: string) => months(from as IsoDate, to as IsoDate);

test('returns the parts of a span by month', () => {
  expect(span('2023-12-15', '2024-02-29')).toEqual([
    { from: '2023-12-15', to: '2023-12-31' },
    { from: '2024-01-01', to: '2024-01-31' },
    { from: '2024-02-01', to: '2024-02-29' },
  ]);
  expect(span('2024-10-08', '2024-10-08')).toEqual([{ from: '2024-10-08', to: '2024-10-08' }]);
});

test('has each day of a span once, in parts of one month', () => {
  const day = fc.integer({ min: dayOf('1990-01-01'), max: dayOf('2040-12-31') });
  fc.assert(
    fc.property(day, fc.nat(1_000), (first, length) => {
      const parts = span(isoOf(first), isoOf(first + length));
      let next = first;
      for (const { from, to } of parts) {
        expect(dayOf(from)).toBe(next);
        expect(from.slice(0, 7)).toBe(to.slice(0, 7));
        next = dayOf(to) + 1;
      }
      expect(next).toBe(first + length + 1);
    }),
  );
});
