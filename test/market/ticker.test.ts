import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tickerOf } from '../../src/market/ticker.js';

describe('tickerOf', () => {
  test.each([
    ['RELIANCE', 'RELIANCE.NS'],
    ['RELIANCE.NS', 'RELIANCE.NS'],
    ['reliance.ns', 'RELIANCE.NS'],
    ['M&M', 'M&M.NS'],
    ['BAJAJ-AUTO.NS', 'BAJAJ-AUTO.NS'],
    ['360ONE', '360ONE.NS'],
    ['J&KBANK.NS', 'J&KBANK.NS'],
    ['500325.BO', '500325.BO'],
    ['A2345678901234567890', 'A2345678901234567890.NS'], // 20 characters, the longest
  ])('%s is %s', (text, expected) => {
    expect(tickerOf(text)).toBe(expected);
  });

  test.each([
    '',
    '.NS',
    'RELIANCE.',
    'RELIANCE.XX',
    'RELIANCE.NS.NS',
    'RELIANCE.NSE',
    'A.B',
    'A B',
    ' RELIANCE',
    'RELIANCE ',
    'RELIANCE\n',
    '-A',
    '&A',
    'A_B',
    'A23456789012345678901', // 21 characters
    'रिलायंस',
    'ÄBB',
  ])('"%s" is none', (text) => {
    expect(tickerOf(text)).toBeNull();
  });

  // Upper case would make other letters of them (I, SS, FI, S), or they look like one (the Kelvin sign). A ticker is never guessed.
  test.each(['ınfy', 'weiß', 'ﬁn', 'ſbin', '\u212A'])(
    '"%s", whose letters are not ASCII, is none',
    (text) => {
      expect(tickerOf(text)).toBeNull();
    },
  );

  test('has one spelling, which is a ticker itself', () => {
    const letters = fc.constantFrom(...'ABCXYZabcxyz0189&-.NSBO');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 24 }), (text) => {
        const ticker = tickerOf(text);
        if (ticker === null) return;
        expect(ticker).toMatch(/^[A-Z0-9][A-Z0-9&-]{0,19}\.(NS|BO)$/);
        expect(tickerOf(ticker)).toBe(ticker);
        expect(tickerOf(ticker.toLowerCase())).toBe(ticker);
      }),
    );
  });
});
