import { createHmac, hkdfSync } from 'node:crypto';

/** What codes are made for. Those of one purpose say nothing about those of another. */
export type AuthPurpose = 'refresh token' | 'audit' | 'sign-in';

const BYTES = 32;

/** The secret of the service, AUTH_KEY. */
export class AuthKey {
  readonly #keys = new Map<AuthPurpose, Buffer>();

  /** @param secret 32 bytes */
  constructor(private readonly secret: Buffer) {
    if (secret.length !== BYTES) throw new RangeError(`expected ${BYTES} bytes, got ${secret.length}`);
  }

  /** Returns the HMAC-SHA-256 of a text, by a key for the purpose alone (HKDF, RFC 5869). */
  hmac(purpose: AuthPurpose, text: string): Buffer {
    return createHmac('sha256', this.#keyFor(purpose)).update(text).digest();
  }

  #keyFor(purpose: AuthPurpose): Buffer {
    let key = this.#keys.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync('sha256', this.secret, '', `greyoak ${purpose}`, BYTES));
      this.#keys.set(purpose, key);
    }
    return key;
  }
}
