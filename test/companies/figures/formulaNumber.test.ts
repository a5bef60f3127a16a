import { expect, test } from '@jest/globals';
import { formulaNumber } from '../../../src/companies/figures/formulaNumber.js';

test('numbers are written with thousands and with all of their decimals', () => {
  const numbers = [0, -0, 5, 999, 1000, 1500, -1234567.25, 0.1834, 1e15, 123456.789, 0.1 + 0.2, 1e-10];
  expect(numbers.map(formulaNumber)).toEqual([
    '0',
    '0',
    '5',
    '999',
    '1,000',
    '1,500',
    '-1,234,567.25',
    '0.1834',
    '1,000,000,000,000,000',
    '123,456.789',
    '0.3',
    '1e-10',
  ]);
});
