/**
 * Returns the generator mulberry32: numbers from 0 to below 1 that look random, the same for the same seed everywhere.
 *
 * @param seed a whole number of 32 bits
 * @example mulberry32(20260822)() // 0.5032825…
 */
export function mulberry32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
