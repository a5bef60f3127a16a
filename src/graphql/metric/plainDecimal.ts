/**
 * Writes a number in full, without an exponent.
 *
 * @param value finite
 * @example plainDecimal(1.5e-7) // '0.00000015'
 */
export function plainDecimal(value: number): string {
  const [mantissa, power] = String(value).split('e');
  if (power === undefined) return mantissa;
  const sign = value < 0 ? '-' : '';
  const [whole, fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  const point = whole.length + Number(power);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return sign + digits.padEnd(point, '0');
}
