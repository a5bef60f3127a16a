import { timingSafeEqual } from 'node:crypto';
import type { AuthKey } from '../authKey.js';

const TOKEN = /^gor_(\d{1,10})\.(\d{1,10})\.([\w-]{43})$/;

/** What a refresh token says of itself. */
export interface RefreshMark {
  readonly sessionId: number;
  /** How many tokens of the session were issued before it. */
  readonly counter: number;
}

/** Returns the refresh token of a session: its id, a counter, and a code over both that only AUTH_KEY can make. */
export function refreshTokenOf(authKey: AuthKey, sessionId: number, counter: number): string {
  return `gor_${sessionId}.${counter}.${codeOf(authKey, sessionId, counter).toString('base64url')}`;
}

/** Reads a refresh token; null for a text that we did not issue. */
export function readRefreshToken(authKey: AuthKey, token: string): RefreshMark | null {
  const [, id, count, code] = TOKEN.exec(token) ?? [];
  if (code === undefined) return null;
  const mark = { sessionId: Number(id), counter: Number(count) };
  const expected = codeOf(authKey, mark.sessionId, mark.counter);
  return timingSafeEqual(expected, Buffer.from(code, 'base64url')) ? mark : null;
}

const codeOf = (authKey: AuthKey, sessionId: number, counter: number): Buffer =>
  authKey.hmac('refresh token', `${sessionId}.${counter}`);
