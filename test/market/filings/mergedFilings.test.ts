/** Filings that several lists tell: in whatever order they are imported, the store is the same, and again changes nothing. */
import { describe, expect, test } from '@jest/globals';
import { filings } from '../../../src/market/datasets/filings.js';
import type { CompanyFiling } from '../../../src/market/facts.js';
import { TIME_UNKNOWN } from '../../../src/market/filedAt.js';
import { mergedFilings } from '../../../src/market/filings/mergedFilings.js';
import { day, ticker } from '../../support/market/folder.js';

const filing = (changes: Partial<CompanyFiling>): CompanyFiling => ({
  ...{ ticker: ticker('SBIN'), exchange: 'NSE', category: 'RESULTS', periodEnd: day('2024-03-31') },
  ...{ filedOn: day('2024-05-09'), filedSecond: TIME_UNKNOWN, subject: 'Results', url: '', hash: '' },
  ...changes,
});
const UNTOLD = filing({ subject: 'Results' });
const GROUP = filing({ subject: 'Results, consolidated', hash: 'aa' });
const ALONE = filing({ subject: 'Results, standalone', hash: 'bb' });
const LISTED = [
  filing({ subject: 'Results, consolidated', filedSecond: 66_000, url: 'https://a.in/c' }),
  filing({ subject: 'Results, standalone', filedSecond: 66_300, url: 'https://a.in/s' }),
];

/** The filings of a store after imports of files, by their keys. */
function stored(...files: readonly (readonly CompanyFiling[])[]): string[] {
  let store: readonly CompanyFiling[] = [];
  for (const file of files) {
    const { facts, replaced } = mergedFilings(file, store);
    const ended = new Set([...replaced, ...facts].map(filings.keyOf));
    store = [...store.filter((one) => !ended.has(filings.keyOf(one))), ...facts];
  }
  return store.map((one) => JSON.stringify(one)).sort();
}

function* ordersOf<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  if (items.length === 0) yield [];
  for (const [place, item] of items.entries()) {
    for (const rest of ordersOf(items.filter((_, k) => k !== place))) yield [item, ...rest];
  }
}

describe('filings of several lists', () => {
  test('are the same in each order, and once more', () => {
    const expected = [
      { ...LISTED[0], hash: 'aa' },
      { ...LISTED[1], hash: 'bb' },
    ].map((one) => JSON.stringify(one));
    for (const files of ordersOf([[UNTOLD], [GROUP], [ALONE], LISTED])) {
      expect(stored(...files)).toEqual(expected.sort());
      expect(stored(...files, ...files)).toEqual(stored(...files));
    }
    expect(stored([UNTOLD, GROUP, ALONE, ...LISTED])).toEqual(expected);
  });

  test('with other bytes, hours, days or exchanges are others', () => {
    const others = [
      filing({ hash: 'aa' }),
      filing({ hash: 'bb' }),
      filing({ filedOn: day('2024-05-10'), hash: 'aa' }),
      filing({ exchange: 'BSE' }),
      filing({ category: 'OTHER', subject: 'Notice', filedSecond: 1 }),
      filing({ category: 'OTHER', subject: 'Notice', filedSecond: 2 }),
      filing({ category: 'OTHER', subject: 'Notice of a meeting', filedSecond: 2 }),
    ];
    for (const files of [others, [...others].reverse()]) {
      const once = stored(...files.map((one) => [one]));
      expect(once).toHaveLength(others.length);
      expect(stored(...files.map((one) => [one]), ...files.map((one) => [one]))).toEqual(once);
    }
  });
});
