import { TooManyHashes } from './tooManyHashes.js';

/** Each takes a thread of its own for some 20 to 40 ms, and 19 MiB. */
const AT_ONCE = 2;

let running = 0;

/**
 * Does work that hashes a password, with at most two at a time in this process.
 *
 * @throws TooManyHashes, without a wait, where two are being hashed
 */
export async function hashing<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= AT_ONCE) throw new TooManyHashes();
  running++;
  try {
    return await work();
  } finally {
    running--;
  }
}
