import type { Hash } from 'node:crypto';

const NULL_BITS = 0x7ff8_0000_0000_0000n;

/**
 * Adds a column to a hash, as little-endian doubles.
 *
 * @param asHashed what is hashed of a number; by default the number
 */
export function hashColumn(
  hash: Hash,
  column: ArrayLike<number>,
  asHashed: (value: number) => number = (value) => value,
): void {
  const bytes = new DataView(new ArrayBuffer(column.length * 8));
  for (let i = 0; i < column.length; i++) {
    // Because the bits of a NaN are the machine's choice, null is written as one pattern.
    if (Number.isNaN(column[i])) bytes.setBigUint64(i * 8, NULL_BITS, true);
    else bytes.setFloat64(i * 8, asHashed(column[i]), true);
  }
  hash.update(bytes);
}
