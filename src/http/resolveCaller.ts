import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';
import type { GraphQLError } from 'graphql';
import {
  anonymousAt,
  callerAt,
  callerWithKey,
  callerWithSession,
  type Caller,
  type Rights,
} from '../access/caller.js';
import { isAddress } from '../access/callerKey.js';
import type { AccessMode } from '../access/decideAccess.js';
import type { KnownKeys } from '../access/knownKeys.js';
import type { KnownSessions } from '../access/knownSessions.js';
import { codedError } from '../graphql/codedError.js';
import { unavailable } from '../graphql/unavailable.js';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { AllowedOrigin } from './allowedOrigins.js';
import {
  authorizationOf,
  credentialIn,
  credentialInAddress,
  unknownCookie,
  unknownKey,
  unknownToken,
} from './callers/credential.js';
import { foreignPage } from './callers/foreignPage.js';
import { proxyFault } from './callers/proxyFault.js';
import { clearSessionCookie, sessionCookieIn } from './callers/sessionCookie.js';

/**
 * Returns the caller of a request: one over HTTP, an upgrade to a socket, or one for an event stream. Without a promise
 * where nothing has to be read.
 *
 * @param authorization what a client showed after its request, in the place of the header Authorization; by default the
 *   header counts
 * @throws GraphQLError, or rejects: UNAUTHENTICATED for a credential that does not count, FORBIDDEN for a request that a
 *   proxy passed on in open mode, OVERLOADED where the keys cannot be read now
 */
export type CallerOf = (request: IncomingMessage, authorization?: string) => Caller | Promise<Caller>;

/** What callers are known by. */
export interface CallerOptions {
  /**
   * Addresses or ranges, such as 10.0.0.0/8, of proxies whose X-Forwarded-For is believed; empty: a caller is known by
   * the other end of its connection.
   */
  readonly trustedProxies: readonly string[];
  /** Other sites whose pages may ask. */
  readonly allowedOrigins: readonly AllowedOrigin[];
  readonly mode: () => AccessMode;
  /** The keys of the store; null while it is not open. */
  readonly keys: () => Pick<KnownKeys, 'find' | 'used'> | null;
  /** The sessions of the store; null while it is not open. */
  readonly sessions: () => Pick<KnownSessions, 'find' | 'findById' | 'used'> | null;
  /** What callers without credentials may do in closed mode. */
  readonly anonymous: Rights;
  /** Called with the cause where the keys or sessions cannot be read. */
  readonly onUnavailable?: (cause: unknown) => void;
}

/** Tells callers apart. */
export interface Callers {
  /** Returns the address that a request was sent from, behind trusted proxies. */
  readonly addressOf: (request: IncomingMessage) => string;
  /** Returns why a request is refused whatever credential it has; null where it is not. */
  readonly faultOf: (request: IncomingMessage) => GraphQLError | null;
  readonly callerOf: CallerOf;
}

/**
 * Makes the functions that tell callers apart. Requests, sockets and event streams all use them, so that rights, limits,
 * slots and logs are those of the same caller whatever it connects by.
 *
 * @throws UserError for a proxy that is neither an address nor a range
 */
export function resolveCaller({
  trustedProxies,
  allowedOrigins,
  mode,
  keys,
  sessions,
  anonymous,
  onUnavailable,
}: CallerOptions): Callers {
  const addressOf = addressBehind(trustedProxies);
  const faultOf = (request: IncomingMessage): GraphQLError | null =>
    credentialInAddress(request.url ?? '') ??
    (mode() === 'open' ? (proxyFault(request) ?? foreignPage(request, allowedOrigins)) : null);

  /** Makes a caller of what was found, or throws the refusal of what does not count. */
  const callerBy = <Found>(
    found: Found | null | Promise<Found | null>,
    callerWith: (found: Found) => Caller,
    refusal: () => GraphQLError,
  ): Caller | Promise<Caller> => {
    const decide = (known: Found | null): Caller => {
      if (known === null) throw refusal();
      return callerWith(known);
    };
    if (!(found instanceof Promise)) return decide(found);
    return found.then(decide, (error: unknown) => {
      const refusal = unavailable(error);
      if (refusal === null) throw error;
      onUnavailable?.(error);
      throw refusal;
    });
  };
  const bySession = (
    address: string,
    secret: string,
    refusal: () => GraphQLError,
  ): Caller | Promise<Caller> => {
    const known = sessions() ?? notReady();
    return callerBy(
      known.find(secret),
      ({ session, user }) => {
        known.used(session.id);
        return callerWithSession(address, session, user);
      },
      refusal,
    );
  };
  const byKey = (address: string, secret: string): Caller | Promise<Caller> => {
    const known = keys() ?? notReady();
    return callerBy(
      known.find(secret),
      ({ apiKey, owner }) => {
        known.used(apiKey.id, address);
        return callerWithKey(address, apiKey, owner);
      },
      unknownKey,
    );
  };
  const callerOf: CallerOf = (request, authorization) => {
    const fault = faultOf(request);
    if (fault !== null) throw fault;
    const address = addressOf(request);
    const shown = authorization ?? authorizationOf(request);
    if (shown !== null) {
      const { kind, secret } = credentialIn(shown);
      return kind === 'API_KEY' ? byKey(address, secret) : bySession(address, secret, unknownToken);
    }
    if (mode() === 'open') return callerAt(address);
    const cookie = sessionCookieIn(request);
    if (cookie === null) return anonymousAt(address, anonymous);
    const refusal = () => unknownCookie(clearSessionCookie(request.headers.host ?? ''));
    if (cookie === 'BAD') throw refusal();
    return bySession(address, cookie.secret, refusal);
  };
  return { addressOf, faultOf, callerOf };
}

/**
 * Makes a function that tells whether an address is of a trusted proxy.
 *
 * @throws UserError for an entry that is neither an address nor a range
 */
export function trustedProxy(trustedProxies: readonly string[]): (address: string) => boolean {
  if (trustedProxies.length === 0) return () => false;
  const isTrusted = compiled(trustedProxies);
  return (address) => isTrusted(address, 0);
}

function addressBehind(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  if (trustedProxies.length === 0) return ({ socket }) => socket.remoteAddress ?? '';
  const isTrusted = compiled(trustedProxies);
  return (request) => {
    const address = proxyAddr(request, isTrusted);
    // A client whose text the proxy passes on could name itself as a user, or be another caller each time.
    return isAddress(address) ? address : (request.socket.remoteAddress ?? '');
  };
}

const NETWORKS: ReadonlySet<string> = new Set(['linklocal', 'loopback', 'uniquelocal']);

/**
 * Refuses what only some programs read as an address: 1, which is often meant as a number of proxies, would be 0.0.0.1, and
 * 010.0.0.1 would be 8.0.0.1.
 */
function requirePlain(proxy: string): void {
  const [address] = proxy.split('/', 1);
  if (!NETWORKS.has(proxy) && isIP(address) === 0) throw new Error(`invalid IP address: ${address}`);
}

function compiled(proxies: readonly string[]): ReturnType<typeof proxyAddr.compile> {
  for (const proxy of proxies) {
    try {
      requirePlain(proxy);
      proxyAddr.compile(proxy);
    } catch (error) {
      throw new UserError(
        'Expected TRUSTED_PROXIES to hold addresses or networks, for example "10.0.0.1", "10.0.0.0/8" or "loopback", ' +
          `got "${shown(proxy)}" among them (${shown((error as Error).message)}): write no names, schemes or ports, and ` +
          'commas between them.',
      );
    }
  }
  return proxyAddr.compile([...proxies]);
}

/** @throws GraphQLError */
function notReady(): never {
  throw codedError('OVERLOADED', 'Credentials cannot be checked yet: ask again in a moment.', {
    status: 503,
    retryAfter: 1,
  });
}
