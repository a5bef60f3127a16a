import { timingSafeEqual } from 'node:crypto';
import type { AuthKey, AuthPurpose } from './authKey.js';

/** Links that are themselves the right to one thing each until an instant, for whom they are given to. */
export class SignedLinks {
  /**
   * @param purpose links of another purpose do not count as ones of this
   * @param root the path below which the things are served, with a slash at its end
   */
  constructor(
    private readonly authKey: AuthKey,
    private readonly purpose: AuthPurpose,
    private readonly root: string,
  ) {}

  /**
   * Returns the path of a thing, with the instant until which it works and a signature of both.
   *
   * @param name where the thing is below the root
   * @param until counts to the whole second
   */
  of(name: string, until: Date): string {
    const expires = String(Math.floor(until.getTime() / 1000));
    return `${this.root}${name}?expires=${expires}&signature=${this.#signature(name, expires)}`;
  }

  /** Returns whether a signature is that of a link to a thing that works until a time in seconds since 1970. */
  isSigned(name: string, expires: string, signature: string): boolean {
    // As texts, because several texts are the same bytes in base64.
    const expected = Buffer.from(this.#signature(name, expires));
    const shown = Buffer.from(signature);
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  }

  #signature(name: string, expires: string): string {
    return this.authKey.hmac(this.purpose, `${name} ${expires}`).toString('base64url');
  }
}
