import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chunksOf } from '../../../../src/companies/documents/text/chunksOf.js';
import { cleanText } from '../../../../src/companies/documents/text/cleanText.js';
import type { CleanedText } from '../../../../src/companies/documents/text/documentText.js';

const plain = (text: string): CleanedText => ({ text, layout: { pageStarts: [], headings: [], tables: [] } });
const texts = (text: string, size: number, overlap = 0) =>
  chunksOf(plain(text), { size, overlap }).map((chunk) => chunk.text);

describe('chunksOf', () => {
  test('cuts at sentences, and repeats whole ones', () => {
    expect(texts('One is. Two is. Three is. Four is.', 17)).toEqual([
      'One is. Two is.',
      'Three is.',
      'Four is.',
    ]);
    expect(texts('One is. Two is. Three is. Four is.', 18, 9)).toEqual([
      'One is. Two is.',
      'Two is. Three is.',
      'Three is. Four is.',
    ]);
  });

  test('begins a chunk with each heading, and says page and heading', () => {
    const cleaned = cleanText({
      pages: [
        [
          { kind: 'TEXT', text: 'Before.' },
          { kind: 'HEADING', text: 'Results' },
          { kind: 'TEXT', text: '' },
          { kind: 'HEADING', text: 'Of the year' },
          { kind: 'TEXT', text: 'They grew.' },
        ],
        [
          { kind: 'HEADING', text: 'Outlook' },
          { kind: 'TEXT', text: 'More.' },
        ],
      ],
      pageCount: 2,
    });
    expect(chunksOf(cleaned).map(({ page, heading, text }) => [page, heading, text])).toEqual([
      [1, null, 'Before.'],
      [1, 'Results', 'Results\n\nOf the year\n\nThey grew.'],
      [2, 'Outlook', 'Outlook\n\nMore.'],
    ]);
  });

  test('divides what is too long at a blank, and no amount, name, number or surrogate pair', () => {
    expect(texts('profit of Rs. 1,234.56 crore in all', 17)).toEqual([
      'profit of',
      'Rs. 1,234.56',
      'crore in all',
    ]);
    expect(texts('we met Mr. Rao there', 12)).toEqual(['we met', 'Mr. Rao', 'there']);
    expect(texts('x'.repeat(8) + '1,234,567', 12)).toEqual(['xxxxxxxx', '1,234,567']);
    expect(texts('😀'.repeat(5), 5)).toEqual(['😀😀', '😀😀', '😀']);
  });

  test('refuses sizes that make no sense', () => {
    for (const [size, overlap] of [
      [1, 0],
      [10, 10],
      [10, -1],
      [NaN, 0],
    ] as const) {
      expect(() => chunksOf(plain('a'), { size, overlap })).toThrow(RangeError);
    }
  });

  test('has nothing for an empty text', () => {
    expect(chunksOf(plain(''))).toEqual([]);
  });

  test('slices any text so that all of it is there, within the sizes', () => {
    const unit = fc.constantFrom('a', 'B. ', ' ', '.', '\n', '\t', '1', ',', 'Rs. ', '😀', '\n\n', 'word ');
    fc.assert(
      fc.property(
        fc.string({ unit, maxLength: 120 }),
        fc.integer({ min: 2, max: 40 }),
        fc.nat(39),
        (text, size, share) => {
          const overlap = Math.min(share, size - 1);
          const chunks = chunksOf(plain(text), { size, overlap });
          let covered = 0;
          for (const [index, chunk] of chunks.entries()) {
            expect(chunk.text).toBe(text.slice(chunk.start, chunk.end));
            expect(chunk.text.length).toBeLessThanOrEqual(size);
            expect(chunk.text).toBe(chunk.text.trim());
            expect(chunk.text).not.toMatch(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/);
            expect(chunk.start).toBeGreaterThan(chunks[index - 1]?.start ?? -1);
            expect(chunk.end).toBeGreaterThan(covered);
            expect(covered - chunk.start).toBeLessThanOrEqual(overlap);
            expect(text.slice(covered, chunk.start).trim()).toBe('');
            covered = chunk.end;
          }
          expect(text.slice(covered).trim()).toBe('');
        },
      ),
    );
  });

  test.each([
    ['no blank', 'a'],
    ['sentences', 'It grew by Rs. 5 crore. '],
    ['digits', '1,'],
    ['blanks', ' '],
    ['lines', 'a\n'],
    ['stops', '. '],
  ])('takes linear time for %s', (_name, part) => {
    const units = Number(process.env['GREYOAK_TEXT_UNITS'] ?? 60_000);
    expect(chunksOf(plain(part.repeat(units / part.length))).length).toBeGreaterThanOrEqual(0);
  });
});
