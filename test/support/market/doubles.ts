/** Takes doubles apart by their bits, to check arithmetic that claims to round only once. */
import { times, type Ratio } from '../../../src/market/exact.js';

const view = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

function ofBits(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** Returns the neighbours of a positive double. */
export const before = (value: number): number => ofBits(bitsOf(value) - 1n);
export const after = (value: number): number => ofBits(bitsOf(value) + 1n);

/** Returns the exact value of a double that is not negative: mantissa × 2^exponent. */
export function exactly(value: number): Ratio {
  const bits = bitsOf(value);
  const exponent = Number(bits >> 52n);
  const fraction = bits & (2n ** 52n - 1n);
  const mantissa = exponent === 0 ? fraction : fraction + 2n ** 52n;
  const power = Math.max(exponent, 1) - 1075;
  return power >= 0
    ? { over: mantissa * 2n ** BigInt(power), under: 1n }
    : { over: mantissa, under: 2n ** BigInt(-power) };
}

/** Returns the distance of two ratios. */
export function distance(a: Ratio, b: Ratio): Ratio {
  const over = a.over * b.under - b.over * a.under;
  return times({ over: over < 0n ? -over : over, under: a.under * b.under }, { over: 1n, under: 1n });
}

/** Returns whether the last bit of a double's mantissa is 0. */
export const isEven = (value: number): boolean => bitsOf(value) % 2n === 0n;
