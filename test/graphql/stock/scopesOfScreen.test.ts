import { expect, test } from '@jest/globals';
import { buildGreyoakSchema } from '../../../src/graphql/schema.js';
import { planOperation } from '../../../src/graphql/operation/operationPlan.js';
import { operationOf } from '../../support/graphql/operationOf.js';

const schema = buildGreyoakSchema();
const scopesOf = (query: string, variables: Record<string, unknown> = {}) => [
  ...planOperation(schema, operationOf(schema, query, variables)).needs.keys(),
];

test.each([
  ['an order', '{ stocks(orderBy: { field: RISK }) { totalCount } }'],
  ['a condition', '{ stocks(filter: { where: [{ field: RISK_UPPER, is: KNOWN }] }) { totalCount } }'],
  [
    'a condition deep within, on the other side',
    '{ stocks(filter: { or: [{ not: { where: [{ field: SCORE, is: ABOVE, than: RISK_JUDGED }] } }] }) { totalCount } }',
  ],
  ['values', '{ stocks { edges { values(fields: [CLOSE, RISK]) { value } } } }'],
])('%s by risks needs RISK_READ', (_, query) => {
  expect(scopesOf(query)).toContain('RISK_READ');
});

test('so do variables, and nothing else of a screen does', () => {
  const query = 'query ($orderBy: StockOrder) { stocks(orderBy: $orderBy) { totalCount } }';
  expect(scopesOf(query, { orderBy: { field: 'RISK' } })).toContain('RISK_READ');
  expect(scopesOf(query, { orderBy: { field: 'SCORE' } })).toEqual(['MARKET_READ', 'SCORES_READ']);
  expect(scopesOf(query)).toEqual(['MARKET_READ', 'SCORES_READ']);
});
