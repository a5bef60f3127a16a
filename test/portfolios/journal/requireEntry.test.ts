import { describe, expect, test } from '@jest/globals';
import { requireEntry, type EntryInput } from '../../../src/portfolios/journal/requireEntry.js';
import type { IsoDate, Ticker } from '../../../src/scoring/names.js';

const A = 'A.NS' as Ticker;

function entry(kind: EntryInput['kind'], of: Partial<EntryInput>): EntryInput {
  const nothing = { ticker: null, quantity: null, price: null, amount: null, costs: null };
  return { day: '2024-07-01' as IsoDate, kind, ...nothing, ...of };
}

const shares = { ticker: A, quantity: 10, price: '100.5' };

describe('requireEntry', () => {
  test.each<[string, EntryInput, bigint, bigint | null]>([
    ['cash that comes in', entry('DEPOSIT', { amount: '12.34' }), 123_400n, null],
    ['cash that goes out', entry('WITHDRAWAL', { amount: 12.34 }), -123_400n, null],
    ['a purchase with its costs', entry('BUY', { ...shares, costs: '1.23' }), -10_062_300n, null],
    [
      'a sale less its costs',
      entry('SELL', { ...shares, costs: '1.23', amount: '1003.77' }),
      10_037_700n,
      null,
    ],
    [
      'a dividend less what is withheld',
      entry('DIVIDEND', { ticker: A, amount: '10', costs: '1' }),
      90_000n,
      null,
    ],
    ['opening debts', entry('OPENING', { amount: '-5' }), -50_000n, null],
    ['opening shares', entry('OPENING', shares), 0n, 10_050_000n],
    ['opening shares without a cost', entry('OPENING', { ticker: A, quantity: '10' }), 0n, null],
    ['shares that are gone', entry('CORRECTION', { ...shares, quantity: -2 }), 0n, -2_010_000n],
    ['a total cost alone', entry('CORRECTION', { ticker: A, quantity: 0, totalCost: '-1' }), 0n, -10_000n],
  ])('%s', (_, input, amount, cost) => {
    expect(requireEntry(input)).toMatchObject({ amount, cost });
  });

  test.each<[EntryInput, string]>([
    [
      entry('SPLIT', shares),
      'Expected an entry other than SPLIT, which follows from the actions of the stock',
    ],
    [entry('BONUS', shares), 'other than BONUS'],
    [entry('DEPOSIT', {}), 'Expected amount in a DEPOSIT, got none: add it.'],
    [entry('DEPOSIT', { amount: '0' }), 'from 0.0001 to 1000000000000000000, got "0"'],
    [entry('WITHDRAWAL', { amount: '-1' }), 'got "-1"'],
    [entry('DEPOSIT', { amount: '1.00001' }), 'a number of at most 4 decimals'],
    [entry('DEPOSIT', { amount: '1e300' }), 'got "1e300"'],
    [entry('DEPOSIT', { amount: '1', costs: '1' }), 'Expected no costs in a DEPOSIT, got "1": leave it out.'],
    [
      entry('BUY', { ...shares, quantity: 1.5 }),
      'Expected a quantity of shares in a BUY of A.NS as a whole number from 1',
    ],
    [entry('BUY', { ...shares, quantity: 0 }), 'from 1 to 1000000000000, got "0"'],
    [entry('BUY', { ...shares, quantity: NaN }), 'got "NaN"'],
    [entry('SELL', { ...shares, price: '0.009' }), 'from 0.01'],
    [entry('SELL', { ...shares, amount: '1' }), 'Expected 1005.00 as the amount of the SELL of A.NS'],
    [entry('BUY', { ...shares, costs: '-1' }), 'got "-1"'],
    [entry('BUY', { ...shares, totalCost: '1' }), 'Expected no total cost in a BUY'],
    [entry('BUY', { quantity: 1, price: 1 }), 'Expected ticker in a BUY, got none'],
    [entry('DIVIDEND', { amount: '5' }), 'Expected ticker in a DIVIDEND'],
    [entry('OPENING', { ticker: A }), 'got a ticker and no quantity'],
    [entry('OPENING', { ticker: A, quantity: 0 }), 'from 1'],
    [entry('CORRECTION', { quantity: 1 }), 'got a quantity and no ticker'],
    [
      entry('CORRECTION', { ticker: A, quantity: 0 }),
      'Expected shares or an amount in a CORRECTION, got neither',
    ],
    [entry('CORRECTION', { amount: 1, price: 1 }), 'only with shares'],
    [entry('CORRECTION', {}), 'got neither'],
  ])('%j is refused', (input, message) => {
    expect(() => requireEntry(input)).toThrow(message);
  });
});
