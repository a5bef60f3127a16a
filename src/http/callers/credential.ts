import type { IncomingMessage } from 'node:http';
import type { GraphQLError } from 'graphql';
import { codedError } from '../../graphql/codedError.js';

const HOW = 'send the API key as "Authorization: Bearer gok_…", or leave the header out';

/** An API key as it is written, and nothing else that may follow the scheme (RFC 6750). */
const BEARER = /^Bearer +(gok_[\dA-Za-z]{1,100})$/i;

/** Names of parameters that clients put credentials into. */
const PARAMETERS = /[?&](?:(?:access|refresh)_?token|api_?key|authorization|__Host-greyoak|greyoak_\d+)=/i;

/** Secrets that we issued, wherever in an address. */
const ISSUED = /go[akcrl]_[\w.-]{40}/;

/**
 * Reads the secret of an API key from the value of Authorization.
 *
 * @throws GraphQLError UNAUTHENTICATED for anything else; it shows nothing of the value, which may be a secret
 */
export function secretIn(authorization: string): string {
  const secret = BEARER.exec(authorization)?.[1];
  if (secret !== undefined) return secret;
  throw unauthenticated(`Expected "Bearer" and an API key in Authorization, got something else: ${HOW}.`);
}

/**
 * Returns the value of Authorization of a request; null where it has none.
 *
 * @throws GraphQLError UNAUTHENTICATED where it is sent more than once, because what stands between a client and this
 *   server may have looked at another one
 */
export function authorizationOf({ headers, rawHeaders }: IncomingMessage): string | null {
  const { authorization } = headers;
  if (authorization === undefined) return null;
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
        `Expected no credential in the address, got one: addresses are logged on the way, so make a new key, and ${HOW}.`,
      )
    : null;
}

/** Returns the refusal of a key that does not count. It does not say why, because others may try keys. */
export const unknownKey = (): GraphQLError =>
  unauthenticated(
    'Expected an API key that counts, got one that is unknown, paused, revoked or expired, or whose owner is not ' +
      'active: send another one, or leave Authorization out.',
  );

function unauthenticated(message: string): GraphQLError {
  return codedError('UNAUTHENTICATED', message, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
}
