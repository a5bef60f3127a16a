import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { codedError } from '../../graphql/codedError.js';
import { SECRET_START } from '../../withoutSecrets.js';

const HOW = 'send an API key or an access token as "Authorization: Bearer …", or leave the header out';

/** An API key or an access token as it is written, and nothing else that may follow the scheme (RFC 6750). */
const BEARER = /^Bearer +((gok|goa)_[\dA-Za-z]{1,100})$/i;

/** Names of parameters that clients put credentials into. */
const PARAMETERS = /[?&](?:(?:access|refresh)_?token|api_?key|authorization|__Host-greyoak|greyoak_\d+)=/i;

/** Secrets that we issued, wherever in an address. */
const ISSUED = new RegExp(`${SECRET_START}[\\w.-]{40}`);

/** Headers that clients of other services put credentials into. */
const OTHER_HEADERS = ['x-api-key', 'api-key', 'x-auth-token', 'x-access-token'] as const;

/** The beginning of a secret of ours, as a word. */
const SECRET = new RegExp(`\\b${SECRET_START}[\\dA-Za-z]`);

/** Tells whether there is what looks like a secret of ours in a text. */
export const holdsSecret = (text: string): boolean => SECRET.test(text);

/** A credential that a client shows. */
export interface Credential {
  readonly kind: 'API_KEY' | 'ACCESS_TOKEN';
  readonly secret: string;
}

/**
 * Reads the value of Authorization.
 *
 * @throws GraphQLError UNAUTHENTICATED for anything else; it shows nothing of the value, which may be a secret
 */
export function credentialIn(authorization: string): Credential {
  const [, secret, start] = BEARER.exec(authorization) ?? [];
  if (secret !== undefined) return { kind: start === 'goa' ? 'ACCESS_TOKEN' : 'API_KEY', secret };
  throw unauthenticated(
    `Expected "Bearer" and an API key or an access token in Authorization, got something else: ${HOW}.`,
  );
}

/**
 * Returns the value of Authorization of a request; null where it has none.
 *
 * @throws GraphQLError UNAUTHENTICATED where it is sent more than once, because what stands between a client and this
 *   server may have looked at another one; and where a secret of ours is sent in another header, because its sender would
 *   be taken for another caller
 */
export function authorizationOf({ headers, rawHeaders }: IncomingMessage): string | null {
  const { authorization } = headers;
  if (authorization === undefined) {
    const other = OTHER_HEADERS.find((name) => holdsSecret(String(headers[name] ?? '')));
    if (other === undefined) return null;
    throw unauthenticated(`Expected a credential in Authorization, got one in ${other}: ${HOW}.`);
  }
  let count = 0;
  for (let k = 0; k < rawHeaders.length; k += 2) {
    if (rawHeaders[k].length === 13 && rawHeaders[k].toLowerCase() === 'authorization') count++;
  }
  if (count <= 1) return authorization;
  throw unauthenticated(`Expected one Authorization header, got ${count}: send one.`);
}

/** Returns why a credential in an address is refused; null for an address without one. Addresses are logged on the way. */
export function credentialInAddress(url: string): GraphQLError | null {
  return PARAMETERS.test(url) || ISSUED.test(url)
    ? unauthenticated(
        `Expected no credential in the address, got one: addresses are logged on the way, so make a new one, and ${HOW}.`,
      )
    : null;
}

/** Returns the refusal of a key that does not count. It does not say why, because others may try keys. */
export const unknownKey = (): GraphQLError =>
  unauthenticated(
    'Expected an API key that counts, got one that is unknown, paused, revoked or expired, or whose owner is not ' +
      'active: send another one, or leave Authorization out.',
  );

/** Returns the refusal of an access token that does not count. */
export const unknownToken = (): GraphQLError =>
  unauthenticated(
    'Expected an access token that counts, got one that is unknown or expired, or whose user session has ended: refresh the ' +
      'user session or sign in again, or leave Authorization out.',
  );

/** Returns the refusal of a cookie that does not count. @param setCookie removes it */
export const unknownCookie = (setCookie: string): GraphQLError =>
  unauthenticated(
    'Expected the cookie of a user session that goes on, got another: the answer removes it. Sign in again, or ask without it.',
    { 'set-cookie': setCookie },
  );

function unauthenticated(message: string, headers: Readonly<Record<string, string>> = {}): GraphQLError {
  return codedError('UNAUTHENTICATED', message, {
    status: 401,
    headers: { 'www-authenticate': 'Bearer', ...headers },
  });
}
