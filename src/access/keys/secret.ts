import { hashOfSecret, randomSecret, SECRET_DIGITS } from '../secrets.js';

const PREFIX_LENGTH = 8;
const START = 'gok_';
const SECRET = new RegExp(`^${START}[0-9A-Za-z]{${SECRET_DIGITS}}$`);

/** What is kept of the secret of an API key. */
export interface SecretMark {
  /** The first characters of the secret after `gok_`, by which a key is found. */
  readonly prefix: string;
  /** SHA-256 of the whole secret. */
  readonly hash: Buffer;
}

/** Makes the secret of an API key. @param random returns that many random bytes */
export const newSecret = (random?: (bytes: number) => Buffer): string => randomSecret(START, random);

/** Returns what is kept of a secret; null for a text that cannot be one. */
export function markOf(secret: string): SecretMark | null {
  if (!SECRET.test(secret)) return null;
  const prefix = secret.slice(START.length, START.length + PREFIX_LENGTH);
  return { prefix, hash: hashOfSecret(secret) };
}
