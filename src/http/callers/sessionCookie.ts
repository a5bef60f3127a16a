import type { IncomingHttpHeaders } from 'node:http';
import { parseCookie, stringifySetCookie } from 'cookie';
import { isLoopback } from '../../isLoopback.js';
import { isOwnOrigin } from '../originFault.js';

/** Longer than a session lasts, which the store knows. */
const MAX_AGE_SECONDS = 30 * 86_400;

/** A value that we may have set. */
const VALUE = /^goc_[0-9A-Za-z]{43}$/;

/** What Sec-Fetch-Dest says of `fetch`, EventSource and WebSocket. All else is a file that the browser loads for a page. */
const DESTINATIONS: ReadonlySet<unknown> = new Set(['empty', 'websocket']);

/** What a request says by which a session cookie counts. */
export interface CookieRequest {
  readonly method?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

/**
 * Returns the name of the session cookie for a Host. `__Host-` makes browsers refuse it without TLS, and from any other
 * host. This machine is asked without TLS, where cookies are the same for all ports: the name has the port.
 */
export function sessionCookieName(host: string): string {
  const { name, port } = partsOf(host);
  return isLoopback(name) ? `greyoak_${port === '' ? '80' : port}` : '__Host-greyoak';
}

/**
 * Tells whether a request is of one of our own pages, which alone may use the cookie. A page of another site, of another
 * port, of a sibling subdomain or of ALLOWED_ORIGINS is none. All but GET and HEAD need the header `x-greyoak`, too, which
 * browsers let no other site send. Files that a page has, such as its scripts, are no requests of its own, and neither is
 * an address that is opened: where they come from tells nothing of who asks.
 */
export function isOfOwnPage({ method = 'GET', headers }: CookieRequest): boolean {
  const { origin, host = '', 'sec-fetch-site': site, 'sec-fetch-mode': mode } = headers;
  const { 'sec-fetch-dest': destination = 'empty' } = headers;
  if (mode === 'navigate' || !DESTINATIONS.has(destination)) return false;
  if (method !== 'GET' && method !== 'HEAD' && headers['x-greyoak'] === undefined) return false;
  return origin === undefined ? site === 'same-origin' : isOwnOrigin(origin, host);
}

/** The session cookie of a request. */
export type FoundCookie =
  | { readonly secret: string }
  /** One that cannot count: not as we set it, or more than one. */
  | 'BAD';

/** Returns the session cookie of a request; null where it has none, or none that counts. */
export function sessionCookieIn(request: CookieRequest): FoundCookie | null {
  const { cookie, host = '' } = request.headers;
  if (cookie === undefined) return null;
  const name = sessionCookieName(host);
  const count = cookie.split(';').filter((part) => part.split('=', 1)[0].trim() === name).length;
  if (count === 0 || !isOfOwnPage(request)) return null;
  const value = parseCookie(cookie, { decode: (text) => text })[name] ?? '';
  return count === 1 && VALUE.test(value) ? { secret: value } : 'BAD';
}

/** Returns the Set-Cookie that signs our own page in. */
export function setSessionCookie(host: string, secret: string): string {
  return written(host, secret, MAX_AGE_SECONDS);
}

/** Returns the Set-Cookie that removes the cookie. */
export function clearSessionCookie(host: string): string {
  return written(host, '', 0);
}

function written(host: string, value: string, maxAge: number): string {
  const name = sessionCookieName(host);
  const secure = name.startsWith('__Host-');
  return stringifySetCookie({ name, value, maxAge, path: '/', httpOnly: true, sameSite: 'strict', secure });
}

function partsOf(host: string): { readonly name: string; readonly port: string } {
  const [, bracketed, plain, port = ''] =
    /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(host.toLowerCase()) ?? [];
  return { name: bracketed ?? plain ?? '', port };
}
