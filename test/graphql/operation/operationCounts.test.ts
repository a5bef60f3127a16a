import { describe, expect, test } from '@jest/globals';
import { OperationCounts } from '../../../src/graphql/operation/operationCounts.js';

describe('counts of operations', () => {
  test.each([
    [null, 'answered'],
    [undefined, 'failed'],
    [7, 'failed'],
    ['toString', 'failed'],
    ['TIMEOUT', 'failed'],
    ['UNAUTHENTICATED', 'unauthenticated'],
    ['FORBIDDEN', 'forbidden'],
    ['RATE_LIMITED', 'rate_limited'],
    ['COST_EXCEEDED', 'cost_exceeded'],
  ] as const)('take the code %p for %s', (code, result) => {
    const counts = new OperationCounts();
    counts.count('USER', code);
    expect(Object.entries(counts.byKind.USER).filter(([, count]) => count > 0)).toEqual([[result, 1]]);
    expect(Object.values(counts.byKind.API_KEY)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('are by root fields, too', () => {
    const counts = new OperationCounts();
    counts.ask(['Query.stock', 'Query.method']);
    counts.ask(['Query.stock']);
    counts.ask([]);
    expect([...counts.byRoot]).toEqual([
      ['Query.stock', 2],
      ['Query.method', 1],
    ]);
  });
});
