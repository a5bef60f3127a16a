import { describe, expect, test } from '@jest/globals';
import { actualCost } from '../../../src/graphql/limits/actualCost.js';

describe('what an operation actually cost', () => {
  test('is its objects, without the root, and the rows read', () => {
    const data = {
      stock: { name: 'Infosys', score: { value: 71.5, pillars: { all: [{ score: 1 }, { score: 2 }] } } },
      nodes: [{ id: 'x' }, null],
      other: null,
    };
    // stock, score, pillars, two of all, one node.
    expect(actualCost(data, 0)).toBe(6);
    expect(actualCost(data, 7)).toBe(13);
  });

  test('is no more for lists of scalars', () => {
    expect(actualCost({ provenance: { differences: ['a', 'b', 'c'] } }, 0)).toBe(1);
  });

  test('is that of introspection, too', () => {
    // The schema and two types.
    expect(actualCost({ __schema: { types: [{ name: 'A' }, { name: 'B' }] } }, 0)).toBe(3);
  });

  test('is at least one point', () => {
    for (const data of [null, undefined, {}, { stock: null }]) expect(actualCost(data, 0)).toBe(1);
    expect(actualCost(null, 3)).toBe(3);
  });
});
