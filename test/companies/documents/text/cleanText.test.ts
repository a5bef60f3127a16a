import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanText } from '../../../../src/companies/documents/text/cleanText.js';
import type { ExtractedLine, LineKind } from '../../../../src/companies/documents/text/documentText.js';

const KINDS: Readonly<Record<string, LineKind>> = { '#': 'HEADING', '|': 'TABLE' };

/** Makes lines of texts: "# " begins a heading, "| " a row. */
const lines = (...texts: string[]): ExtractedLine[] =>
  texts.map((text) => ({ kind: KINDS[text.charAt(0)] ?? 'TEXT', text: text.replace(/^[#|] /, '') }));
const clean = (...pages: ExtractedLine[][]) => cleanText({ pages, pageCount: pages.length });
const text = (...texts: string[]) => clean(lines(...texts)).text;

describe('cleanText', () => {
  test('joins the lines of a paragraph, and keeps paragraphs, headings and rows apart', () => {
    const { text: cleaned, layout } = clean(
      lines(
        '# Results of',
        '# the year',
        'Sales grew',
        'by 12%.',
        '',
        'Profit fell.',
        '| ₹ crore\tFY25',
        '| Sales\t1,234',
      ),
    );
    expect(cleaned).toBe(
      'Results of the year\n\nSales grew by 12%.\n\nProfit fell.\n\n₹ crore\tFY25\nSales\t1,234',
    );
    expect(layout.headings.map(({ start, end }) => cleaned.slice(start, end))).toEqual([
      'Results of the year',
    ]);
    expect(layout.tables.map(({ start, end }) => cleaned.slice(start, end))).toEqual([
      '₹ crore\tFY25\nSales\t1,234',
    ]);
  });

  test('begins a paragraph with a point of a list and with who speaks', () => {
    expect(text('Risks:', '• oil', 'prices', '• rupee')).toBe('Risks:\n\n• oil prices\n\n• rupee');
    expect(text('Thank you.', 'Amit Rao: Good', 'morning.')).toBe('Thank you.\n\nAmit Rao: Good morning.');
    expect(text('as said in', '(a) the note')).toBe('as said in (a) the note');
  });

  test.each([
    ['the word is joined elsewhere', ['develop-', 'ment of development'], 'development of development'],
    [
      'it is a compound elsewhere',
      ['year-on-', 'year, a year-on-year rise'],
      'year-on-year, a year-on-year rise',
    ],
    [
      'both parts are words',
      ['a forward-', 'looking view, looking forward'],
      'a forward-looking view, looking forward',
    ],
    ['compounds begin so', ['non-', 'performing assets'], 'non-performing assets'],
    ['nothing else is known', ['manu-', 'facturing'], 'manufacturing'],
    [
      'a number or a capital follows',
      ['COVID-', '19 in FY24-', '25 by Tata-', 'Cornell'],
      'COVID-19 in FY24-25 by Tata-Cornell',
    ],
    ['it is a dash', ['sales -', 'and profit'], 'sales - and profit'],
    ['it is soft', ['mar\u00ADgin of capi\u00AD', 'tal'], 'margin of capital'],
  ])('knows what to do with a hyphen at the end of a line: %s', (_name, texts, expected) => {
    expect(text(...texts)).toBe(expected);
  });

  test('cleans characters', () => {
    expect(text('e\u0301 o\uFB03ce\u200B \u00A0a\0b\x1B[1m\uD800c \u202Ed\uFEFF')).toBe('é office ab[1mc d');
    expect(text('` 1,234 crore and `5 (` in lakhs)')).toBe('₹ 1,234 crore and ₹5 (₹ in lakhs)');
    expect(text('run `ls` or `1` now')).toBe('run `ls` or `1` now');
    expect(text('\uF0B7 oil\uFFFE')).toContain('• oil');
  });

  test('leaves out running headers, footers and page numbers, and goes on with sentences across pages', () => {
    const pages = Array.from({ length: 6 }, (_, index) =>
      lines(
        'Adani Total Gas Limited',
        `January 27, 2025`,
        '',
        `Text of part ${'abcdef'.charAt(index)} goes`,
        index === 5 ? 'on. The end.' : `on from ${'abcdef'.charAt(index)} and`,
        '',
        index % 2 === 0 ? `Page ${index + 1} of 6` : `${index + 11} | Annual Report`,
      ),
    );
    const { text: cleaned, layout } = clean(...pages);
    expect(cleaned).toBe(
      `${[...'abcde'].map((part) => `Text of part ${part} goes on from ${part} and `).join('')}Text of part f goes on. The end.`,
    );
    expect(layout.pageStarts.map((start) => cleaned.slice(start, start + 14))).toEqual(
      [...'abcdef'].map((part) => `Text of part ${part}`),
    );
  });

  test('keeps lines at the edges of pages that are not running ones', () => {
    const pages = Array.from({ length: 4 }, (_, index) =>
      lines(`| Sales\t${1_000 + index * 7}`, '| Total\t5'),
    );
    expect(clean(...pages).text.match(/Sales/g)).toHaveLength(4);
    expect(clean(lines('Same'), lines('Same')).text).toBe('Same Same');
  });

  test('has as many page starts as pages, also where pages are empty', () => {
    const { layout } = clean([], lines('a.'), [], lines('b'), []);
    expect(layout.pageStarts).toEqual([0, 0, 4, 4, 5]);
    expect(cleanText({ pages: [lines('a')], pageCount: null }).layout.pageStarts).toEqual([]);
  });

  test('says of any lines where their parts are', () => {
    const anyLine = fc.record({
      kind: fc.constantFrom<LineKind>('TEXT', 'HEADING', 'TABLE'),
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 12 }),
        fc.string({
          unit: fc.constantFrom('a', 'B', '1', '-', '.', ' ', '\t', '\u00AD', '`', '•', '😀', '\uD83D'),
          maxLength: 12,
        }),
      ),
    });
    fc.assert(
      fc.property(fc.array(fc.array(anyLine, { maxLength: 8 }), { maxLength: 5 }), (pages) => {
        const { text: cleaned, layout } = cleanText({ pages, pageCount: pages.length });
        expect(cleaned).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}\p{Cs}]|^\n|\n{3}|\n$/u);
        expect(layout.pageStarts).toHaveLength(pages.length);
        const places = [0, ...layout.pageStarts, cleaned.length];
        expect(places).toEqual(places.toSorted((one, other) => one - other));
        for (const spans of [layout.headings, layout.tables]) {
          for (const [index, { start, end }] of spans.entries()) {
            expect(start).toBeGreaterThanOrEqual(spans[index - 1]?.end ?? 0);
            expect(end).toBeGreaterThan(start);
            expect(`\n${cleaned}\n`.slice(start, end + 2)).toMatch(/^\n[^]+\n$/);
          }
        }
      }),
      { numRuns: Number(process.env['GREYOAK_TEXTS'] ?? 30) },
    );
  });

  test('takes linear time', () => {
    const long = lines(
      ...Array.from({ length: 5_000 }, () => 'words of one paragraph that never ends and so-'),
    );
    expect(clean(long).text.length).toBeGreaterThan(200_000);
    for (const part of ['a', '`1', '.', '"', '1 ', '\u00AD', 'a-', '\t'])
      expect(text(`a${part.repeat(50_000)}`)).toBeTruthy();
  });
});
