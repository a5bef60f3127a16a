import { createHash } from 'node:crypto';

/**
 * Returns xoshiro128** 1.1 of Blackman and Vigna (public domain, https://prng.di.unimi.it/xoshiro128starstar.c). Because
 * it computes with 32-bit integers alone, every machine and version of Node draws the same numbers.
 *
 * @param state four words, not all 0
 * @returns a function that draws a whole number of 0 to 2^32 - 1
 */
export function xoshiro128(state: readonly [number, number, number, number]): () => number {
  let [a, b, c, d] = state;
  return () => {
    const result = Math.imul(rotated(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotated(d, 11);
    return result;
  };
}

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

/**
 * Random numbers. Every label ("prices of SYNIT01.NS") has a stream of its own, so that a change of what is drawn for
 * one company leaves all others as they are.
 */
export class Random {
  readonly #next: () => number;

  constructor(label: string) {
    const digest = createHash('sha256').update(`greyoak sample 1: ${label}`).digest();
    this.#next = xoshiro128([
      digest.readInt32LE(0),
      digest.readInt32LE(4),
      digest.readInt32LE(8),
      digest.readInt32LE(12),
    ]);
  }

  /** Draws a number from 0 up to, but not including, 1. */
  uniform(): number {
    return this.#next() / 0x1_0000_0000;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.uniform();
  }

  /** Draws a whole number of low to high, both included. */
  whole(low: number, high: number): number {
    return low + Math.floor((high - low + 1) * this.uniform());
  }

  chance(probability: number): boolean {
    return this.uniform() < probability;
  }

  /**
   * Draws a number of -6 to 6 that is nearly standard normal: the sum of twelve uniforms less 6 (Irwin-Hall). Box-Muller
   * would need log and cos, whose last digit is the machine's choice.
   */
  normal(): number {
    let sum = -6;
    for (let k = 0; k < 12; k++) sum += this.uniform();
    return sum;
  }
}
