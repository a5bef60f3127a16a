import { expect, test } from '@jest/globals';
import { METRIC_BASES } from '../../../src/companies/figures/metricFigure.js';
import { cursorOf, inOrder, placeIn, type FigurePlace } from '../../../src/graphql/metric/figureOrder.js';
import { day } from '../../support/market/folder.js';

const place = (end: string, changes: Partial<FigurePlace> = {}): FigurePlace => ({
  periodEnd: day(end),
  code: 'sales',
  period: 'QUARTER',
  basis: 'CONSOLIDATED',
  months: 3,
  ...changes,
});

/** In their order. */
const PLACES: readonly FigurePlace[] = [
  place('2024-06-30'),
  place('2024-03-31', { code: 'eps' }),
  place('2024-03-31', { period: 'ANNUAL', months: 9 }),
  place('2024-03-31', { period: 'ANNUAL', months: 12 }),
  ...METRIC_BASES.map((basis) => place('2024-03-31', { basis })),
  place('2024-03-31', { period: 'TTM', months: 12 }),
  place('2024-03-31', { period: 'POINT', months: 0 }),
  place('2024-03-31', { code: 'sales_yoy' }),
];

test('the newest period comes first, then code, period, basis and months', () => {
  expect([...PLACES].reverse().sort(inOrder)).toEqual(PLACES);
  for (const one of PLACES) expect(inOrder(one, { ...one })).toBe(0);
});

test('a cursor leads back to its place', () => {
  for (const one of PLACES) expect(placeIn(JSON.parse(JSON.stringify(cursorOf(one))))).toEqual(one);
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
