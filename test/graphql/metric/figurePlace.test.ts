import { expect, test } from '@jest/globals';
import { cursorOf, placeIn } from '../../../src/graphql/metric/figurePlace.js';
import { day } from '../../support/market/folder.js';

test.each([
  [{ code: 'sales', period: 'QUARTER', basis: 'CONSOLIDATED', months: 3 }],
  [{ code: 'sales_yoy', period: 'TTM', basis: 'UNKNOWN', months: 12 }],
  [{ code: 'pe', period: 'POINT', basis: 'STANDALONE', months: 0 }],
] as const)('a cursor leads back to the place of %j', (rest) => {
  const place = { periodEnd: day('2024-03-31'), ...rest };
  expect(placeIn(JSON.parse(JSON.stringify(cursorOf(place))) as unknown[])).toEqual(place);
});

test.each([
  [[]],
  [['2024-02-30', 'sales', 'QUARTER', 'CONSOLIDATED', 3]],
  [['2024-03-31', 7, 'QUARTER', 'CONSOLIDATED', 3]],
  [['2024-03-31', 'sales', 'MONTH', 'CONSOLIDATED', 3]],
  [['2024-03-31', 'sales', 'QUARTER', '', 3]],
  [['2024-03-31', 'sales', 'QUARTER', 'CONSOLIDATED', -1]],
  [['2024-03-31', 'sales', 'QUARTER', 'CONSOLIDATED', null]],
])('%j is no place', (parts) => {
  expect(placeIn(parts)).toBeNull();
});
