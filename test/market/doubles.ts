/** Doubles taken apart by their bits: a second opinion on arithmetic that claims to round only once. */
import { times, type Ratio } from '../../src/market/exact.js';

const view = new DataView(new ArrayBuffer(8));

function bitsOf(value: number): bigint {
  view.setFloat64(0, value);
  return view.getBigUint64(0);
}

function ofBits(bits: bigint): number {
  view.setBigUint64(0, bits);
  return view.getFloat64(0);
}

/** The neighbours of a positive double. */
export const before = (value: number): number => ofBits(bitsOf(value) - 1n);
export const after = (value: number): number => ofBits(bitsOf(value) + 1n);

/** The exact value of a double that is not negative: mantissa × 2^exponent. */
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

/** How far two ratios lie apart. */
export function distance(a: Ratio, b: Ratio): Ratio {
  const over = a.over * b.under - b.over * a.under;
  return times({ over: over < 0n ? -over : over, under: a.under * b.under }, { over: 1n, under: 1n });
}

/** Whether the last bit of its mantissa is 0. */
export const isEven = (value: number): boolean => bitsOf(value) % 2n === 0n;
