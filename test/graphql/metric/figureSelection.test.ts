import { expect, test } from '@jest/globals';
import type { MetricFigure } from '../../../src/companies/figures/metricFigure.js';
import {
  markOfSelection,
  requireSelection,
  selectedFigures,
  type AskedFigures,
} from '../../../src/graphql/metric/figureSelection.js';
import { day, iso } from '../../support/market/folder.js';

const NONE: AskedFigures = {
  codes: null,
  periods: undefined,
  from: null,
  to: undefined,
  basis: null,
};

const figure = (end: string, changes: Partial<MetricFigure> = {}): MetricFigure => ({
  ...{ code: 'sales', name: 'Sales', period: 'QUARTER', months: 3, periodEnd: day(end), value: 1 },
  ...{ unit: 'INR_CRORE', basis: 'UNKNOWN', source: 'PRIMARY', publishedOn: day(end) + 45 },
  ...{ derived: false, formula: null, restated: [] },
  ...changes,
});
const [newest, eps, annual, oldest] = [
  figure('2024-06-30'),
  figure('2024-03-31', { code: 'eps', basis: 'STANDALONE' }),
  figure('2024-03-31', { period: 'ANNUAL', months: 12 }),
  figure('2023-12-31'),
];
const ALL = [newest, eps, annual, oldest];

test.each<[Partial<AskedFigures>, readonly MetricFigure[]]>([
  [{}, ALL],
  [{ codes: ['eps', 'eps'] }, [eps]],
  [{ codes: ['pe'] }, []],
  [{ periods: ['ANNUAL', 'TTM'] }, [annual]],
  [{ basis: 'STANDALONE' }, [eps]],
  [{ basis: 'UNKNOWN' }, [newest, annual, oldest]],
  [{ from: iso('2024-03-31') }, [newest, eps, annual]],
  [{ to: iso('2024-03-31') }, [eps, annual, oldest]],
  [{ from: iso('2024-03-31'), to: iso('2024-03-31'), codes: ['sales'] }, [annual]],
])('%j selects', (asked, selected) => {
  requireSelection({ ...NONE, ...asked });
  expect(selectedFigures(ALL, { ...NONE, ...asked })).toEqual(selected);
});

test.each<[Partial<AskedFigures>, string]>([
  [{ codes: [] }, 'Expected at least one entry in codes, got none: leave it out to match all.'],
  [{ periods: [] }, 'Expected at least one entry in periods, got none: leave it out to match all.'],
  [
    { codes: ['sales', 'constructor'] },
    'Expected the code of a metric in codes, got "constructor": it is one of sales, ',
  ],
  [{ codes: ['SALES'] }, 'got "SALES": it is one of sales, eps, net_profit, '],
  [
    { from: iso('2024-04-01'), to: iso('2024-03-31') },
    'Expected from to be at most to, got from 2024-04-01 and to 2024-03-31',
  ],
])('%j is refused', (asked, message) => {
  expect(() => requireSelection({ ...NONE, ...asked })).toThrow(message);
});

test('the mark of a selection is short, and that of the same figures alone', () => {
  const mark = (asked: Partial<AskedFigures>) => markOfSelection({ ...NONE, ...asked });
  expect(mark({ codes: ['sales', 'eps', 'sales'] })).toBe(mark({ codes: ['eps', 'sales'] }));
  expect(mark({})).toBe(markOfSelection({ ...NONE, codes: undefined }));
  const others = [
    ...[{}, { codes: ['sales'] }, { codes: ['eps'] }, { periods: ['TTM' as const] }],
    ...[{ from: iso('2024-03-31') }, { to: iso('2024-03-31') }, { basis: 'UNKNOWN' as const }],
  ].map(mark);
  expect(new Set(others).size).toBe(others.length);
  expect(others.every(({ length }) => length === 16)).toBe(true);
});
