import { describe, expect, test } from '@jest/globals';
import { measureAnswer } from '../../../src/graphql/limits/measureAnswer.js';

describe('an answer', () => {
  test('is measured by its objects, without the root, and by its scalars', () => {
    const data = {
      stock: { name: 'Infosys', score: { value: 71.5, pillars: { all: [{ score: 1 }, { score: 2 }] } } },
      nodes: [{ id: 'x' }, null],
      other: null,
    };
    // stock, score, pillars, two of all, one node; name, value, two scores, id, and two nulls.
    expect(measureAnswer(data)).toMatchObject({ objects: 6, leaves: 7 });
  });

  test('is measured by each item of its lists of scalars', () => {
    expect(measureAnswer({ provenance: { differences: ['a', 'b', 'c'] } })).toMatchObject({
      objects: 1,
      leaves: 3,
    });
  });

  test('has at least the bytes that are counted', () => {
    const data = {
      a: [
        { b: 'text', c: null },
        { b: '₹', c: 1.25 },
      ],
      d: { e: true, f: [] },
    };
    const { bytes } = measureAnswer(data);
    expect(bytes).toBeLessThanOrEqual(Buffer.byteLength(JSON.stringify(data)) + 2);
    expect(bytes).toBeGreaterThan(0.8 * Buffer.byteLength(JSON.stringify(data)));
  });

  test('is counted no further than its most bytes', () => {
    const list = Array.from({ length: 10_000 }, () => ({ name: 'x'.repeat(100) }));
    const { objects, bytes } = measureAnswer({ list }, 10_000);
    expect(objects).toBeLessThan(100);
    expect(bytes).toBeGreaterThan(10_000);
  });

  test('without data is nothing', () => {
    for (const data of [null, undefined]) {
      expect(measureAnswer(data)).toEqual({ objects: 0, leaves: 0, bytes: 0 });
    }
  });
});
