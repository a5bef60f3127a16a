import { describe, expect, test } from '@jest/globals';
import type { FormerSymbol } from '../../src/market/facts.js';
import { FormerSymbols } from '../../src/market/formerSymbols.js';
import { checkSymbols } from '../../src/market/imports/checkSymbols.js';
import { day, ticker } from '../support/market/folder.js';

const renamed = (now: string, former: string, until: string): FormerSymbol => ({
  ticker: ticker(now),
  former: ticker(former),
  until: day(until),
});

/** AAA became BBB, which became CCC; later AAA was given to another company, which is DDD today. */
const SYMBOLS = new FormerSymbols([
  renamed('CCC', 'BBB', '2022-03-31'),
  renamed('BBB', 'AAA', '2020-03-31'),
  renamed('DDD', 'AAA', '2023-03-31'),
]);

describe('a former symbol', () => {
  test.each([
    ['AAA', '2020-03-31', 'CCC.NS'],
    ['AAA', '2020-04-01', 'DDD.NS'],
    ['AAA', '2023-04-01', null],
    ['BBB', '2022-03-31', 'CCC.NS'],
    ['BBB', '2022-04-01', null],
    ['CCC', '2019-01-01', null],
  ])('%s is, on %s, of %s', (symbol, on, expected) => {
    expect(SYMBOLS.tickerOn(ticker(symbol), day(on))).toBe(expected);
  });

  test('without a day is of the stock that gave it up last', () => {
    expect(SYMBOLS.newestOf(ticker('AAA'))).toBe('DDD.NS');
    expect(SYMBOLS.newestOf(ticker('BBB'))).toBe('CCC.NS');
    expect(SYMBOLS.newestOf(ticker('CCC'))).toBeNull();
  });

  test('is followed where two renames are of one day', () => {
    const symbols = new FormerSymbols([
      renamed('BBB', 'AAA', '2020-03-31'),
      renamed('CCC', 'BBB', '2020-03-31'),
    ]);
    expect(symbols.tickerOn(ticker('AAA'), day('2020-03-31'))).toBe('CCC.NS');
  });
});

describe('the symbols of a stock', () => {
  test('are its former ones, each from the day after the one before, and its ticker', () => {
    expect(SYMBOLS.spansOf(ticker('CCC'))).toEqual([
      { ticker: 'AAA.NS', from: NaN, to: day('2020-03-31') },
      { ticker: 'BBB.NS', from: day('2020-04-01'), to: day('2022-03-31') },
      { ticker: 'CCC.NS', from: day('2022-04-01'), to: NaN },
    ]);
    expect(SYMBOLS.spansOf(ticker('DDD'))).toEqual([
      { ticker: 'AAA.NS', from: NaN, to: day('2023-03-31') },
      { ticker: 'DDD.NS', from: day('2023-04-01'), to: NaN },
    ]);
    expect(SYMBOLS.spansOf(ticker('EEE'))).toEqual([{ ticker: 'EEE.NS', from: NaN, to: NaN }]);
  });
});

describe('rows of symbols.csv', () => {
  const check = (
    facts: readonly FormerSymbol[],
    stored: readonly FormerSymbol[],
    ...known: readonly string[]
  ) => {
    const lines = facts.map((_, place) => place + 2);
    const checked = checkSymbols({ file: 'symbols.csv', facts, lines }, stored, new Set(known.map(ticker)));
    return checked.refusals.map(({ line, column, value, rule, reason }) => [
      line,
      column,
      value,
      rule,
      reason,
    ]);
  };

  test('are refused where they go round in a circle, or lead into one', () => {
    const rows = [
      renamed('BBB', 'AAA', '2020-03-31'),
      renamed('AAA', 'BBB', '2022-03-31'),
      renamed('AAA', 'ZZZ', '2019-03-31'),
      renamed('EEE', 'DDD', '2019-03-31'),
    ];
    const circle = (symbol: string) =>
      `expected renames that end, but those of ${symbol} go round in a circle`;
    expect(check(rows, [], 'AAA', 'BBB', 'EEE')).toEqual([
      [2, 'former', 'AAA.NS', 'SYMBOL_CYCLE', circle('AAA.NS')],
      [3, 'former', 'BBB.NS', 'SYMBOL_CYCLE', circle('BBB.NS')],
      [4, 'former', 'ZZZ.NS', 'SYMBOL_CYCLE', circle('ZZZ.NS')],
    ]);
  });

  test('are refused where they close a circle with rows of the store, which a row of the same key replaces', () => {
    const stored = [renamed('BBB', 'AAA', '2020-03-31')];
    expect(check([renamed('AAA', 'BBB', '2022-03-31')], stored, 'AAA', 'BBB')).toHaveLength(1);
    const corrected = [renamed('AAA', 'BBB', '2022-03-31'), renamed('CCC', 'AAA', '2020-03-31')];
    expect(check(corrected, stored, 'AAA', 'CCC')).toEqual([]);
  });

  test('are refused where they lead to no company, and taken where one is listed under a former symbol', () => {
    const rows = [renamed('BBB', 'AAA', '2020-03-31'), renamed('CCC', 'BBB', '2022-03-31')];
    expect(check(rows, [], 'CCC')).toEqual([]);
    expect(check(rows, [], 'AAA')).toEqual([]);
    const reason = 'expected a ticker that companies.csv lists, or the former symbol of one';
    expect(check(rows, [], 'DDD')).toEqual([
      [2, 'ticker', 'BBB.NS', 'UNKNOWN_TICKER', reason],
      [3, 'ticker', 'CCC.NS', 'UNKNOWN_TICKER', reason],
    ]);
  });
});
