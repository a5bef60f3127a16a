/**
 * Multiplies a decimal by a power of ten, exactly.
 *
 * @param digits such as "1234.50"
 * @param power may be negative
 * @param negative whether the result is below 0
 * @returns without needless zeros, such as "-123450"
 */
export function shiftedDecimal(digits: string, power: number, negative: boolean): string {
  const [whole, rest = ''] = digits.split('.');
  const all = whole + rest;
  const point = whole.length + power;
  const padded = point < 0 ? '0'.repeat(-point) + all : all.padEnd(point, '0');
  const at = Math.max(point, 0);
  const integer = padded.slice(0, at).replace(/^0+/, '') || '0';
  const fraction = padded.slice(at).replace(/0+$/, '');
  const decimal = fraction === '' ? integer : `${integer}.${fraction}`;
  return negative && decimal !== '0' ? `-${decimal}` : decimal;
}
