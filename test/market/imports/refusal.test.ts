import { expect, test } from '@jest/globals';
import { countBy, REFUSAL_RULES, RowRefused } from '../../../src/market/imports/refusal.js';

test('counts stand in the order of the rules, without rules that did not occur', () => {
  const rules = ['EMPTY', 'NOT_A_DATE', 'FIELD_COUNT', 'EMPTY'] as const;
  const counts = countBy(rules, REFUSAL_RULES, (rule) => rule);
  expect(Object.entries(counts)).toEqual([
    ['FIELD_COUNT', 1],
    ['EMPTY', 2],
    ['NOT_A_DATE', 1],
  ]);
  expect(countBy([], REFUSAL_RULES, (rule) => rule)).toEqual({});
});

test('an error for a refused row has all parts of a refusal', () => {
  const refused = new RowRefused('close', '-1', 'NOT_POSITIVE', 'expected a price above 0');
  expect(refused).toBeInstanceOf(Error);
  expect(refused).toMatchObject({
    column: 'close',
    value: '-1',
    rule: 'NOT_POSITIVE',
    reason: 'expected a price above 0',
    message: 'expected a price above 0',
  });
});
