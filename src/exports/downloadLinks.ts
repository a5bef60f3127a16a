import { timingSafeEqual } from 'node:crypto';
import type { AuthKey } from '../access/authKey.js';

/** Where files of exports are served, before the id of one. */
export const DOWNLOADS = '/downloads/exports/';

/** Links that download one file until an instant, for whom they are given to. */
export class DownloadLinks {
  /** @param basePath the path below which a proxy serves the service; empty for the root */
  constructor(
    private readonly authKey: AuthKey,
    private readonly basePath: string,
  ) {}

  /** Returns the path of the file of an export, with the instant until which it works and a signature of both. */
  of(id: number, until: Date): string {
    const expires = String(Math.floor(until.getTime() / 1000));
    const signature = this.#signature(String(id), expires).toString('base64url');
    return `${this.basePath}${DOWNLOADS}${id}?expires=${expires}&signature=${signature}`;
  }

  /** Returns whether a signature is that of a link to an export that works until a time in seconds since 1970. */
  isSigned(id: string, expires: string, signature: string): boolean {
    const expected = this.#signature(id, expires);
    const shown = Buffer.from(signature, 'base64url');
    return shown.length === expected.length && timingSafeEqual(shown, expected);
  }

  #signature(id: string, expires: string): Buffer {
    return this.authKey.hmac('download', `${id} ${expires}`);
  }
}
