/**
 * Exact arithmetic on decimals that are held as doubles. Because prices have few decimals, their shortest text is what
 * the source wrote. Only the result is rounded, once.
 */

/** A positive ratio of whole numbers. */
export interface Ratio {
  readonly over: bigint;
  readonly under: bigint;
}

export const ONE: Ratio = { over: 1n, under: 1n };

/** Returns the decimal that a double stands for: its shortest text, as digits over a power of ten. */
export function decimalOf(value: number): Ratio {
  const [digits, exponentText = '0'] = String(value).split('e');
  const [whole, rest = ''] = digits.split('.');
  const exponent = Number(exponentText) - rest.length;
  const over = BigInt(whole + rest);
  return exponent >= 0
    ? { over: over * 10n ** BigInt(exponent), under: 1n }
    : { over, under: 10n ** BigInt(-exponent) };
}

export function times(a: Ratio, b: Ratio): Ratio {
  const over = a.over * b.over;
  const under = a.under * b.under;
  const shared = greatestCommonDivisor(over < 0n ? -over : over, under);
  return { over: over / shared, under: under / shared };
}

export function plus(a: Ratio, b: Ratio): Ratio {
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

export const inverse = ({ over, under }: Ratio): Ratio => ({ over: under, under: over });

/** Returns a number that is negative, zero or positive as a is less than, equal to or more than b. */
export function compare(a: Ratio, b: Ratio): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Returns the double that is nearest to a ratio (ties to even). */
export function nearestDouble({ over, under }: Ratio): number {
  if (over === 0n) return 0;
  const negative = over < 0n;
  const size = negative ? -over : over;
  // The quotient has 64 bits and a last one for the remainder, enough for the one rounding that Number() does.
  const shift = BigInt(Math.max(0, 66 - (size.toString(2).length - under.toString(2).length)));
  const scaled = size << shift;
  const quotient = (scaled / under) | (scaled % under === 0n ? 0n : 1n);
  // The division takes two steps, because no double holds 2 ** 1024.
  const half = Number(shift >> 1n);
  const value = Number(quotient) / 2 ** half / 2 ** (Number(shift) - half);
  return negative ? -value : value;
}

/** Four decimals hold every price in paise, and every index to the basis point. */
const SCALE = 10_000;

/** Returns a function that multiplies decimals by a ratio, each with a single rounding. */
export function multiplier(factor: Ratio): (value: number) => number {
  if (factor.over === factor.under) return (value) => value;
  const over = Number(factor.over);
  const under = Number(factor.under) * SCALE;
  const small = over <= Number.MAX_SAFE_INTEGER && under <= Number.MAX_SAFE_INTEGER;
  return (value) => {
    const scaled = Math.round(value * SCALE);
    const product = scaled * over;
    // Because both sides of the division are exact here, it is the only rounding.
    if (small && scaled / SCALE === value && Math.abs(product) <= Number.MAX_SAFE_INTEGER) {
      return product / under;
    }
    return nearestDouble(times(decimalOf(value), factor));
  };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
