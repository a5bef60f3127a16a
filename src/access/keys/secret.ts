import { createHash, randomBytes } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BYTES = 32;
/** Digits of the largest number of 32 bytes to the base of 62. */
const LENGTH = 43;
const PREFIX_LENGTH = 8;
const START = 'gok_';
const SECRET = new RegExp(`^${START}[0-9A-Za-z]{${LENGTH}}$`);

/** What is kept of the secret of an API key. */
export interface SecretMark {
  /** The first characters of the secret after `gok_`, by which a key is found. */
  readonly prefix: string;
  /** SHA-256 of the whole secret. */
  readonly hash: Buffer;
}

/**
 * Makes the secret of an API key: `gok_` and 32 random bytes, as a number to the base of 62 with 43 digits.
 *
 * @param random returns that many random bytes
 */
export function newSecret(random: (bytes: number) => Buffer = randomBytes): string {
  let left = BigInt(`0x${random(BYTES).toString('hex')}`);
  let digits = '';
  // The last digits come first: then the prefix has as many values as it can, while a number has few first digits.
  for (let k = 0; k < LENGTH; k++) {
    digits += DIGITS[Number(left % 62n)];
    left /= 62n;
  }
  return START + digits;
}

/** Returns what is kept of a secret; null for a text that cannot be one. */
export function markOf(secret: string): SecretMark | null {
  if (!SECRET.test(secret)) return null;
  const prefix = secret.slice(START.length, START.length + PREFIX_LENGTH);
  return { prefix, hash: createHash('sha256').update(secret).digest() };
}
