/** What is computed from texts alone: dictionary, query, order of hits, and highlights. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { highlightsOf } from '../../../src/companies/search/highlights/highlightsOf.js';
import { keywordQuery } from '../../../src/companies/search/keyword/keywordQuery.js';
import { BestChunks, byScore } from '../../../src/companies/search/scoredChunks.js';
import { financeTerms } from '../../../src/companies/search/terms/financeTerms.js';

const counts = (...chunks: readonly number[]) =>
  chunks.map((count, at) => ({ query: `'w${at}'`, chunks: count }));

describe('financeTerms', () => {
  test('knows abbreviations and terms of several words, the longest first', () => {
    expect(financeTerms().groupsOf('What was the PAT?').at(-1)).toEqual(
      expect.arrayContaining(['pat', 'profit after tax', 'bottom line']),
    );
    expect(financeTerms().groupsOf('profit after tax')).toHaveLength(1);
    expect(financeTerms().groupsOf('Y-o-Y R&D')).toHaveLength(2);
    expect(financeTerms().groupsOf('capex, capital expenditure')).toHaveLength(1);
    expect(financeTerms().groupsOf('!?')).toEqual([]);
    expect(financeTerms().groupsOf('How much of the capacity?')).toEqual([
      ['how'],
      ['of'],
      ['the'],
      ['capacity'],
    ]);
    expect(financeTerms().groupsOf('much')).toEqual([['much']]);
    expect(financeTerms().groupsOf('w1 w2 '.repeat(200))).toHaveLength(2);
  });
});

describe('keywordQuery', () => {
  test('asks for two of the rarest words, and for one where there is only one', () => {
    expect(keywordQuery(counts(0, 0), 10)).toBeNull();
    expect(keywordQuery(counts(0, 3), 10)?.closely).toBe("('w1')");
    expect(keywordQuery(counts(5, 1, 2), 10)?.closely).toBe(
      "(('w1') & (('w2') | ('w0'))) | (('w2') & (('w0')))",
    );
    expect(keywordQuery(counts(5, 1, 2), 4)?.closely).toBe("(('w1') & (('w2')))");
    expect(keywordQuery(counts(99, 98), 4)?.loosely).toBe("('w1') | ('w0')");
  });
});

describe('BestChunks', () => {
  test('keeps the same as sorting all', () => {
    const chunk = fc.record({
      documentId: fc.nat(5),
      place: fc.nat(50),
      score: fc.constantFrom(0.1, 0.2, 0.2, 0.5, 0.9),
      semantic: fc.constant(null),
      keyword: fc.constant(null),
    });
    const unique = {
      selector: ({ documentId, place }: { documentId: number; place: number }) => `${documentId}/${place}`,
    };
    fc.assert(
      fc.property(fc.uniqueArray(chunk, unique), fc.integer({ min: 1, max: 6 }), (chunks, most) => {
        const best = new BestChunks(most, 0.15);
        for (const one of chunks) best.add(one);
        const sorted = chunks.filter(({ score }) => score >= 0.15).sort(byScore);
        expect(best.all()).toEqual(sorted.slice(0, most));
      }),
    );
  });
});

describe('highlightsOf', () => {
  test('shows up to three sentences with the words, or the beginning', () => {
    const text = 'Rain fell. Companies grew. The order book rose. Nothing else. An order came. Orders again.';
    expect(highlightsOf(text, ['order', 'book'])).toEqual([
      'The order book rose.',
      'An order came.',
      'Orders again.',
    ]);
    expect(highlightsOf(text, ['compani'])).toEqual(['Companies grew.']);
    expect(highlightsOf(text, [])).toEqual([text]);
    expect(highlightsOf('every seven', ['ev'])).toEqual(['every seven']);
  });

  test('is short, of one line, and cuts no character, for any text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', '.', '\n', '😀', 'order'), maxLength: 600 });
    fc.assert(
      fc.property(text, fc.boolean(), (chunk, withWords) => {
        const passages = highlightsOf(chunk, withWords ? ['order'] : []);
        expect(passages.length >= 1 && passages.length <= 3).toBe(true);
        for (const passage of passages) {
          expect(passage.length).toBeLessThanOrEqual(166);
          expect(Buffer.from(passage).toString() === passage && !passage.includes('\n')).toBe(true);
        }
      }),
    );
  });
});
