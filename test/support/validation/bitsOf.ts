/** Returns a number whose k-th bit says whether the k-th flag is set. */
export const bitsOf = (flags: readonly boolean[]): number =>
  flags.reduce((bits, flag, k) => bits | (flag ? 1 << k : 0), 0);
