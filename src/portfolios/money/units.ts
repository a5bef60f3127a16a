/**
 * Exact decimals as whole numbers of a unit. Each quantity of portfolios has one unit, given as its number of decimals, so
 * that a bigint is never of two units.
 */

/** Money and prices: ten-thousandths of a rupee. */
export const MONEY = 4;
/** Weights, targets and ends of bands. */
export const WEIGHT = 4;
/** Rates of costs. */
export const RATE = 9;
/** What is money × weight: targets in rupees, and the objective. */
export const VALUE = 8;

/** Returns 10 ** decimals: how many units make one. */
export const perOne = (decimals: number): bigint => 10n ** BigInt(decimals);

const PLAIN = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/**
 * Reads a decimal exactly. A number stands for its shortest text, as a Float of the input does.
 *
 * @param decimals the unit that it is returned in
 * @returns null where the text is no decimal, or has more decimals than the unit; trailing zeros do not count
 * @example unitsOf('12.5', MONEY) // 125000n
 */
export function unitsOf(value: string | number, decimals: number): bigint | null {
  const match = PLAIN.exec(String(value));
  if (match === null) return null;
  const [, sign, whole, rest = '', exponent = '0'] = match;
  const shift = decimals - rest.length + Number(exponent);
  const digits = BigInt(whole + rest);
  const scale = 10n ** BigInt(Math.abs(shift));
  if (shift < 0 && digits % scale !== 0n) return null;
  const units = shift < 0 ? digits / scale : digits * scale;
  return sign === '-' ? -units : units;
}

/**
 * Writes units as a decimal, without an exponent.
 *
 * @param least the fewest decimals that are written; further ones are written as far as they are not zero
 * @example decimalText(125000n, MONEY, 2) // '12.50'
 */
export function decimalText(units: bigint, decimals: number, least = 0): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  let rest = digits.slice(digits.length - decimals);
  while (rest.length > least && rest.endsWith('0')) rest = rest.slice(0, -1);
  return `${units < 0n ? '-' : ''}${whole}${rest === '' ? '' : `.${rest.padEnd(least, '0')}`}`;
}
