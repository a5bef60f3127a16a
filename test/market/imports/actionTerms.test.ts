/** The terms that each kind of action has, and those that it must not have. */
import { afterEach, describe, expect, test } from '@jest/globals';
import { csv, readFiles, removeFolders, ticker } from '../../support/market/folder.js';

afterEach(removeFolders);

const read = (...terms: readonly string[]) =>
  readFiles({
    'actions.csv': csv(
      'ticker,ex_date,kind,new_shares,old_shares,price,factor',
      ...terms.map((one) => `INFY,2024-10-04,${one}`),
    ),
  });

describe('takes', () => {
  test.each([
    ['SPLIT,10,2,,', { newShares: 10, oldShares: 2 }],
    ['SPLIT,1,10,,', { newShares: 1, oldShares: 10 }], // some sources write consolidations so
    ['BONUS,3,2,,', { newShares: 3, oldShares: 2 }],
    ['CONSOLIDATION,1,10,,', { newShares: 1, oldShares: 10 }],
    ['RIGHTS,5,4,70.5,', { newShares: 5, oldShares: 4, price: 70.5 }],
    ['DEMERGER,,,,0.9079', { factor: 0.9079 }],
    ['DEMERGER,,,,', {}],
    ['SPECIAL_DIVIDEND,,,,1', { factor: 1 }],
    ['SPECIAL_DIVIDEND,,,,', {}],
  ])('%s', async (terms, expected) => {
    const { market, refusals } = await read(terms);
    expect(refusals).toEqual([]);
    expect(market.actions.get(ticker('INFY'))).toEqual([
      expect.objectContaining({ newShares: NaN, oldShares: NaN, price: NaN, factor: NaN, ...expected }),
    ]);
  });

  test('an action of each kind on one day', async () => {
    const { market, refusals } = await read('SPLIT,2,1,,', 'DEMERGER,,,,', 'RIGHTS,5,4,70,');
    expect(refusals).toEqual([]);
    expect(market.actions.get(ticker('INFY'))).toHaveLength(3);
  });

  test('splits and bonuses of files without the other columns', async () => {
    const { refusals } = await readFiles({
      'actions.csv': csv('ticker,ex_date,kind,new_shares,old_shares', 'INFY,2024-10-04,SPLIT,2,1'),
    });
    expect(refusals).toEqual([]);
  });
});

describe('refuses', () => {
  const FACTOR = 'expected more than 0 and at most 1';
  test.each([
    ['SPLIT,2,1,70,', 'price', '70', 'NOT_OF_KIND', 'expected an empty field for SPLIT'],
    ['BONUS,2,1,,0.5', 'factor', '0.5', 'NOT_OF_KIND', 'expected an empty field for BONUS'],
    ['CONSOLIDATION,1,10,70,', 'price', '70', 'NOT_OF_KIND', 'expected an empty field for CONSOLIDATION'],
    ['RIGHTS,5,4,70,0.9', 'factor', '0.9', 'NOT_OF_KIND', 'expected an empty field for RIGHTS'],
    ['DEMERGER,2,,,0.5', 'new_shares', '2', 'NOT_OF_KIND', 'expected an empty field for DEMERGER'],
    ['DEMERGER,,1,,0.5', 'old_shares', '1', 'NOT_OF_KIND', 'expected an empty field for DEMERGER'],
    ['SPECIAL_DIVIDEND,,,12,', 'price', '12', 'NOT_OF_KIND', 'expected an empty field for SPECIAL_DIVIDEND'],
    ['CONSOLIDATION,10,1,,', 'new_shares', '10', 'NOT_OF_KIND', 'expected fewer than 1, the shares before'],
    ['CONSOLIDATION,1,1,,', 'new_shares', '1', 'NOT_OF_KIND', 'expected fewer than 1, the shares before'],
    ['RIGHTS,4,5,70,', 'new_shares', '4', 'NOT_OF_KIND', 'expected more than 5, the shares before'],
    ['RIGHTS,4,4,70,', 'new_shares', '4', 'NOT_OF_KIND', 'expected more than 4, the shares before'],
    ['DEMERGER,,,,0', 'factor', '0', 'NOT_A_FACTOR', FACTOR],
    ['DEMERGER,,,,-0.5', 'factor', '-0.5', 'NOT_A_FACTOR', FACTOR],
    ['SPECIAL_DIVIDEND,,,,1.0001', 'factor', '1.0001', 'NOT_A_FACTOR', FACTOR],
    ['RIGHTS,5,4,,', 'price', '', 'EMPTY', 'expected a value'],
    ['RIGHTS,5,4,0,', 'price', '0', 'NOT_POSITIVE', 'expected more than 0'],
    ['SPLIT,,1,,', 'new_shares', '', 'EMPTY', 'expected a value'],
    ['BONUS,2,,,', 'old_shares', '', 'EMPTY', 'expected a value'],
    ['CONSOLIDATION,0,10,,', 'new_shares', '0', 'NOT_POSITIVE', 'expected more than 0'],
    ['DEMERGER,,,,half', 'factor', 'half', 'NOT_A_NUMBER', expect.stringContaining('plain decimal number')],
  ])('%s', async (terms, column, value, rule, reason) => {
    const { market, refusals } = await read(terms);
    expect(refusals).toEqual([{ file: 'actions.csv', line: 2, column, value, rule, reason }]);
    expect(market.actions.size).toBe(0);
  });

  test('a split without the columns of shares', async () => {
    const { refusals } = await readFiles({
      'actions.csv': csv('ticker,ex_date,kind', 'INFY,2024-10-04,SPLIT', 'INFY,2024-10-04,DEMERGER'),
    });
    expect(refusals).toMatchObject([{ line: 2, column: 'new_shares', rule: 'EMPTY' }]);
  });
});
