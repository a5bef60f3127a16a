import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spansOf } from '../../../src/runs/reproduce/spansOf.js';

const runs = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 600 }), readBatch: fc.integer({ min: 1, max: 4 }) }),
  { maxLength: 300 },
);

test('spans are of fifty runs and ten weeks at most, ascending, and have each run once', () => {
  fc.assert(
    fc.property(runs, (given) => {
      const spans = spansOf(given);
      const ascending = given.toSorted((a, b) => a.readBatch - b.readBatch || a.day - b.day);
      expect(spans.flat()).toEqual(ascending);
      const widthOf = (span: typeof given) => {
        const days = span.map(({ day }) => day);
        return Math.max(...days) - Math.min(...days);
      };
      for (const [k, span] of spans.entries()) {
        expect(span.length).toBeLessThanOrEqual(50);
        expect(widthOf(span)).toBeLessThan(72);
        // The next one could not begin later.
        if (k === 0) continue;
        const longer = [...spans[k - 1], span[0]];
        expect(longer.length > 50 || widthOf(longer) >= 72).toBe(true);
      }
    }),
  );
});
