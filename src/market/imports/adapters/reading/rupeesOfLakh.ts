import { plainNumber } from './plainNumber.js';

const PLACES = 5;

/**
 * Returns an amount in ₹ that a file writes in lakh (100,000 ₹). The point is moved within the text, because a
 * multiplication of doubles adds digits that the file does not have.
 *
 * @example rupeesOfLakh('334.25') // '33425000'
 */
export function rupeesOfLakh(text: string): string {
  const plain = plainNumber(text);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(plain);
  if (match === null) return plain;
  const [, sign, whole, decimals = ''] = match;
  const digits = whole + decimals.padEnd(PLACES, '0').slice(0, PLACES);
  const rest = decimals.slice(PLACES).replace(/0+$/, '');
  return `${sign}${digits.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}
