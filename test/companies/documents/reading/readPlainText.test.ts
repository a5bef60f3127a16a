import { expect, test } from '@jest/globals';
import { readPlainText } from '../../../../src/companies/documents/reading/plain/readPlainText.js';

const read = (text: string) => readPlainText(Buffer.from(text));

test('readPlainText reads pages, headings, paragraphs and tables', () => {
  const text = [
    'RESULTS OF THE QUARTER',
    '',
    'Sales grew by',
    '12 per cent.',
    '',
    'Outlook',
    '-------',
    '# Risks',
    'Particulars     Q3    Q2',
    'Sales        1,234   987',
    'EPS\t12.5\t(3.2)\f',
    'Next page.\f',
  ].join('\r\n');
  const { pages, pageCount } = read(text);
  expect(pageCount).toBe(2);
  expect(
    pages.map((page) => page.map(({ kind, text: line }) => (line === '' ? '' : `${kind} ${line}`))),
  ).toEqual([
    [
      'HEADING RESULTS OF THE QUARTER',
      '',
      'TEXT Sales grew by',
      'TEXT 12 per cent.',
      '',
      'HEADING Outlook',
      '',
      'HEADING Risks',
      '',
      'TEXT Particulars     Q3    Q2',
      'TABLE Sales\t1,234\t987',
      'TABLE EPS\t12.5\t(3.2)',
    ],
    ['TEXT Next page.'],
  ]);
});

test('readPlainText refuses what has no text, or too many pages', () => {
  expect(read('one page').pageCount).toBeNull();
  expect(() => read(' \n\f\n ')).toThrow(/Expected a document with text/);
  expect(() => read('a\f'.repeat(1_001))).toThrow(/at most 1,000 pages/);
  expect(() => read('a\n\n'.repeat(100_001))).toThrow(/at most 200,000 lines/);
  expect(() => read('# a\nb\n'.repeat(20_001))).toThrow(/at most 20,000 headings/);
});
