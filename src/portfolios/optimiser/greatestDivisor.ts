/** Returns the greatest common divisor of two numbers that are not negative; 0 has every divisor. */
export function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
