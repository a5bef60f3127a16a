import { hash, randomBytes } from 'node:crypto';

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BYTES = 32;
/** Digits of the largest number of 32 bytes to the base of 62. */
export const SECRET_DIGITS = 43;

/**
 * What the secrets that we issue begin with, so that each is known wherever it shows up.
 *
 * - `gok_`: an API key.
 * - `goa_`: an access token.
 * - `gor_`: a refresh token.
 * - `goc_`: the cookie of a user session.
 * - `gol_`: a link by which a password is set.
 */
export type SecretStart = 'gok_' | 'goa_' | 'gor_' | 'goc_' | 'gol_';

/**
 * Makes a secret: its start and 32 random bytes, as a number to the base of 62 with 43 digits.
 *
 * @param random returns that many random bytes
 */
export function randomSecret(start: SecretStart, random: (bytes: number) => Buffer = randomBytes): string {
  let left = BigInt(`0x${random(BYTES).toString('hex')}`);
  let digits = '';
  // The last digits come first: then the first characters have as many values as they can, while a number has few first
  // digits.
  for (let k = 0; k < SECRET_DIGITS; k++) {
    digits += DIGITS[Number(left % 62n)];
    left /= 62n;
  }
  return start + digits;
}

/** Returns the SHA-256 of a secret, which is all that is stored of one. */
export const hashOfSecret = (secret: string): Buffer => hash('sha256', secret, 'buffer');
