import { describe, expect, test } from '@jest/globals';
import { screenWork } from '../../../src/graphql/stock/screenWork.js';

const condition = { field: 'CLOSE', is: 'ABOVE', than: 'DMA200' };
const times = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);

describe('the work of a screen', () => {
  test.each<[string, unknown, number]>([
    ['no filter', null, 1],
    ['a filter of scores', { bands: ['BUY'], score: { min: 50 } }, 1],
    ['conditions', { where: times(100, condition) }, 301],
    ['a search', { search: 'bank' }, 11],
    ['filters within it', { or: times(100, { bands: ['BUY'] }) }, 301],
    ['searches within it', { or: times(100, { search: 'bank' }) }, 1301],
    ['conditions within it', { and: [{ where: times(2, condition) }], not: { where: [condition] } }, 16],
  ])('counts %s', (_, filter, points) => {
    expect(screenWork(filter)).toBe(points);
  });

  test('counts what is nested however deeply', () => {
    let filter: unknown = { search: 'a' };
    for (let depth = 0; depth < 10_000; depth++) filter = { not: filter };
    expect(screenWork(filter)).toBe(1 + 10_000 * 3 + 10);
  });
});
