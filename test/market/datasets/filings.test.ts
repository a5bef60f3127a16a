/** Rows of filings.csv. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { filings } from '../../../src/market/datasets/filings.js';
import { instantOfFiling, TIME_UNKNOWN } from '../../../src/market/filedAt.js';
import { BARE_CONTEXT } from '../../../src/market/imports/columns.js';
import { readFacts } from '../../../src/market/imports/readFile.js';
import { fileOf, removeFolders, TODAY, writeFolder } from '../../support/market/folder.js';
import { rowOf, type Changes } from '../../support/market/rows.js';

afterEach(removeFolders);

async function read(...rows: readonly Changes[]) {
  const files = fileOf('filings', ...rows.map((row) => rowOf('filings', row)));
  const folder = await writeFolder(files);
  return readFacts(join(folder, filings.file), filings, { ...BARE_CONTEXT, today: TODAY });
}

describe('the time of a filing', () => {
  test.each([
    ['2024-10-04T16:05:00+05:30', '2024-10-04T10:35:00.000Z'],
    ['2024-10-04T10:35:00Z', '2024-10-04T10:35:00.000Z'],
    ['2024-10-04T23:59:59.999-14:00', '2024-10-05T13:59:59.000Z'],
    // Shortly after midnight in India it is another day.
    ['2024-10-03T18:30:00Z', '2024-10-03T18:30:00.000Z'],
    // A date alone counts from the end of the day in India.
    ['2024-10-04', '2024-10-04T18:29:59.000Z'],
  ])('of %s is %s', async (text, instant) => {
    const { facts } = await read({ filed_at: text });
    expect(facts.map((fact) => instantOfFiling(fact).toISOString())).toEqual([instant]);
  });

  test('is of the day in India', async () => {
    const { facts } = await read({ filed_at: '2024-10-03T18:30:00Z' }, { filed_at: '2024-10-04' });
    expect(facts.map(({ filedOn, filedSecond }) => [TODAY - filedOn, filedSecond])).toEqual([
      [4, 0],
      [4, TIME_UNKNOWN],
    ]);
  });
});

const EXPECTED_AT =
  'expected an instant with its offset, such as 2024-10-08T16:05:00+05:30, or a date such as 2024-10-08';
const EXPECTED_URL = 'expected a link such as https://www.example.com/page';
test.each<readonly [column: string, value: string, rule: string, reason: string]>([
  ...[
    '2024-10-04T16:05:00',
    '2024-10-04 16:05:00+05:30',
    '2024-02-30',
    '2024-10-04T24:00:00Z',
    '2024-10-04T10:00:00+15:00',
    'x',
  ].map((text) => ['filed_at', text, 'NOT_A_DATE', EXPECTED_AT] as const),
  ...[
    'http://example.com/a.pdf',
    'javascript:alert(1)',
    'https:example.com',
    'https://',
    'https://user:secret@example.com/',
    'https://example.com/a b',
    'https:\\\\example.com',
    ' https://example.com',
  ].map((text) => ['url', text, 'NOT_A_LINK', EXPECTED_URL] as const),
  ['hash', 'abc', 'NOT_OF_KIND', 'expected a SHA-256 of 64 hexadecimal digits'],
  ['exchange', 'MCX', 'UNKNOWN_VALUE', 'expected one of NSE, BSE'],
  ['subject', ' ', 'EMPTY', 'expected a value'],
  ['period_end', '2024-10-05', 'PERIOD_AFTER_PUBLICATION', 'expected a day up to the filing, 2024-10-04'],
])('a row with the %s "%s" is refused', async (column, value, rule, reason) => {
  const { facts, refusals } = await read({ [column]: value });
  expect(facts).toEqual([]);
  expect(refusals).toMatchObject([{ line: 2, column, rule, reason }]);
});

test('a filing of tomorrow in India is refused, one of its last second today is not', async () => {
  const { facts, refusals } = await read(
    { filed_at: '2024-10-08T18:29:59Z' },
    { filed_at: '2024-10-08T18:30:00Z' },
  );
  expect(facts).toHaveLength(1);
  expect(refusals).toMatchObject([
    { line: 3, column: 'filed_at', value: '2024-10-09', rule: 'AFTER_IMPORT' },
  ]);
});

test('subjects have at most 500 characters, links at most 2,000', async () => {
  const long = `https://example.com/${'a'.repeat(2000 - 20)}`;
  const { facts, refusals } = await read(
    { subject: '🙂'.repeat(500), url: long },
    { subject: 'x'.repeat(501) },
    { url: `${long}a` },
  );
  expect(facts).toHaveLength(1);
  expect(refusals).toMatchObject([
    { line: 3, column: 'subject', reason: 'expected at most 500 characters, got 501: shorten it' },
    { line: 4, column: 'url', rule: 'TOO_LONG' },
  ]);
});

test('hashes are kept in small letters, and what may be empty may be absent', async () => {
  const { facts } = await read({ hash: 'AB'.repeat(32), period_end: '', url: '' });
  expect(facts).toMatchObject([{ hash: 'ab'.repeat(32), periodEnd: NaN, url: '' }]);
});
