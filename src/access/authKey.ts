import { createHmac, hkdfSync } from 'node:crypto';

/** What codes are made for. Those of one purpose say nothing about those of another. */
export type AuthPurpose = 'refresh token' | 'audit' | 'sign-in' | 'download' | 'report download' | 'webhook';

const BYTES = 32;

/** The secret of the service, AUTH_KEY. */
export class AuthKey {
  readonly #keys = new Map<AuthPurpose, Buffer>();

  /** Private to the language, too, so that nothing that prints an object shows it. */
  readonly #secret: Buffer;

  /** @param secret 32 bytes */
  constructor(secret: Buffer) {
    this.#secret = secret;
    if (secret.length !== BYTES) throw new RangeError(`expected ${BYTES} bytes, got ${secret.length}`);
  }

  /** Returns the HMAC-SHA-256 of a text, by a key for the purpose alone (HKDF, RFC 5869). */
  hmac(purpose: AuthPurpose, text: string): Buffer {
    return createHmac('sha256', this.#keyFor(purpose)).update(text).digest();
  }

  #keyFor(purpose: AuthPurpose): Buffer {
    let key = this.#keys.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync('sha256', this.#secret, '', `greyoak ${purpose}`, BYTES));
      this.#keys.set(purpose, key);
    }
    return key;
  }
}

/**
 * Reads the secret as AUTH_KEY has it: 32 bytes as base64.
 *
 * @returns null for a text that is not, and for bytes that nobody drew at random: few different ones, those that count up or
 *   down, or a text
 */
export function readAuthKey(text: string): AuthKey | null {
  const secret = Buffer.from(text, 'base64');
  if (secret.length !== BYTES || secret.toString('base64') !== text || isWeak(secret)) return null;
  return new AuthKey(secret);
}

/** Of 32 random bytes, fewer than 16 are different once in 10^17 times. */
const LEAST_DIFFERENT = 16;

function isWeak(secret: Buffer): boolean {
  const steps = new Set(secret.subarray(1).map((byte, k) => byte - secret[k]));
  return (
    new Set(secret).size < LEAST_DIFFERENT ||
    steps.size === 1 ||
    /^[\x20-\x7e]*$/.test(secret.toString('latin1'))
  );
}
