import { afterEach, describe, expect, test } from '@jest/globals';
import { indexNameOf } from '../../src/market/indexNameOf.js';
import { parseIndexNames } from '../../src/market/indexNames.js';
import { csv, day, HEADER, readFiles, removeFolders } from '../support/market/folder.js';

afterEach(removeFolders);

describe('the name of an index', () => {
  test.each([
    'NIFTY 50',
    'Nifty 50',
    'nifty50',
    ' NIFTY  50 ',
    'NIFTY\u00a050',
    'CNX NIFTY',
    'CNX Nifty',
    'S&P CNX NIFTY',
    'S&P CNX Nifty',
    'Nifty',
  ])('"%s" is NIFTY 50', (name) => {
    expect(indexNameOf(name)).toBe('NIFTY 50');
  });

  test.each([
    ['CNX Nifty Junior', 'NIFTY NEXT 50'],
    ['CNX Bank', 'NIFTY BANK'],
    ['BANKNIFTY', 'NIFTY BANK'],
    ['CNX IT', 'NIFTY IT'],
    ['S&P CNX 500', 'NIFTY 500'],
    ['NIFTY Midcap 100', 'NIFTY MIDCAP 100'],
    ['Nifty Free Float Midcap 100', 'NIFTY MIDCAP 100'],
    ['Nifty Healthcare Index', 'NIFTY HEALTHCARE'],
    ['Nifty200 Momentum 30', 'NIFTY200 MOMENTUM 30'],
    ['Nifty500 Multicap 50:25:25', 'NIFTY500 MULTICAP 50:25:25'],
  ])('"%s" is %s', (name, expected) => {
    expect(indexNameOf(name)).toBe(expected);
  });

  test('that is not listed has no blanks and no small letters', () => {
    for (const name of ['My Own Index', 'MY OWN INDEX', 'myownindex']) {
      expect(indexNameOf(name)).toBe('MYOWNINDEX');
    }
  });

  test('is itself in its one spelling', () => {
    for (const name of ['NIFTY 50', 'nifty bank', 'My Own Index', 'ſensex', 'Nıfty 50', 'ÉTÉ été', ' ']) {
      expect(indexNameOf(indexNameOf(name))).toBe(indexNameOf(name));
    }
  });

  test('is not that of another index by letters that only look alike', () => {
    expect(indexNameOf('Nıfty 50')).not.toBe('NIFTY 50'); // the upper case of ı is I
  });
});

describe('the list of names', () => {
  const refusal = (text: string) => {
    try {
      parseIndexNames(text, 'indices.yaml');
    } catch (error) {
      return String(error);
    }
    return 'nothing was refused';
  };

  test.each([
    ['A: [B]\nC: [ b ]', 'C: expected each name once, "b" is a name of A already'],
    ['A B: []\nab: []', 'ab: expected each name once, "ab" is a name of A B already'],
    ['A: B', 'A: Invalid input: expected array, received string'],
    ['A: [""]', 'A.0: Invalid string: must match pattern /\\S/'],
    ['- A', ': Invalid input: expected record, received array'],
    ['A: [', 'Flow sequence in block collection must be'],
  ])('is refused where it is %j', (text, problem) => {
    expect(refusal(text)).toContain(`UserError: The index file indices.yaml cannot be used:\n  ${problem}`);
  });
});

describe('indices.csv', () => {
  const bar = (index: string, close: number, date = '2024-10-04') =>
    [index, date, close, close, close, close].join(',');
  const read = (...rows: readonly string[]) => readFiles({ 'indices.csv': csv(HEADER.indices, ...rows) });

  test('gives the bars of an index by all its names one name', async () => {
    const { market, refusals } = await read(
      bar('CNX Nifty', 1, '2024-10-01'),
      bar('nifty 50', 2, '2024-10-03'),
      bar('Nifty Bank', 9),
      bar('NIFTY 50', 3),
    );
    expect(refusals).toEqual([]);
    expect([...market.indices.keys()]).toEqual(['NIFTY 50', 'NIFTY BANK']);
    expect(market.indices.get('NIFTY 50')).toEqual({
      day: Int32Array.of(day('2024-10-01'), day('2024-10-03'), day('2024-10-04')),
      close: Float64Array.of(1, 2, 3),
    });
  });

  test('refuses other values of one day under another name of the index', async () => {
    const { refusals } = await read(bar('CNX Nifty', 1), bar('NIFTY 50', 2), bar('NIFTY IT', 3));
    const refused = { rule: 'CONFLICTING_ROWS', value: 'NIFTY 50 2024-10-04' };
    expect(refusals).toMatchObject([
      { ...refused, line: 2 },
      { ...refused, line: 3 },
    ]);
    expect((await read(bar('CNX Nifty', 1), bar('NIFTY 50', 1))).refusals).toEqual([]);
  });

  test('refuses a name of blanks', async () => {
    const { refusals } = await read(bar('  ', 1));
    expect(refusals).toMatchObject([{ column: 'index', rule: 'EMPTY', reason: 'expected a value' }]);
  });
});
