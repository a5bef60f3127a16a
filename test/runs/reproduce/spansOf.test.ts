import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { spansOf } from '../../../src/runs/reproduce/spansOf.js';

const runs = fc.array(
  fc.record({ day: fc.integer({ min: 0, max: 600 }), readBatch: fc.integer({ min: 1, max: 4 }) }),
);

test('spans are of one batch and of ten weeks, ascending, and have each run once', () => {
  fc.assert(
    fc.property(runs, (given) => {
      const spans = spansOf(given);
      const ascending = given.toSorted((a, b) => a.readBatch - b.readBatch || a.day - b.day);
      expect(spans.flat()).toEqual(ascending);
      for (const [k, span] of spans.entries()) {
        expect(new Set(span.map(({ readBatch }) => readBatch)).size).toBe(1);
        expect(span[span.length - 1].day - span[0].day).toBeLessThan(72);
        // The next one could not begin earlier.
        const next = spans[k + 1]?.[0];
        if (next?.readBatch === span[0].readBatch) expect(next.day - span[0].day).toBeGreaterThanOrEqual(72);
      }
    }),
  );
});
