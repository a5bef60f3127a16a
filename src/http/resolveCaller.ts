import type { IncomingMessage } from 'node:http';
import proxyAddr from '@fastify/proxy-addr';
import type { FastifyInstance } from 'fastify';
import { callerAt, type Caller } from '../access/caller.js';
import { UserError } from '../userError.js';

/** Returns the caller of a request: one over HTTP, an upgrade to a socket, or one for an event stream. */
export type CallerOf = (request: IncomingMessage) => Caller;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by `identifyCallers` before any other hook runs. */
    caller: Caller;
  }
}

/**
 * Makes the one function that tells callers apart. Requests, sockets and event streams all use it, so that limits,
 * slots and logs count the same caller whatever it connects by.
 *
 * @param trustedProxies addresses or ranges, such as 10.0.0.0/8, of proxies whose X-Forwarded-For is believed; empty:
 *   a caller is known by the other end of its connection
 * @throws UserError for an entry that is neither an address nor a range
 */
export function resolveCaller(trustedProxies: readonly string[]): CallerOf {
  if (trustedProxies.length === 0) return ({ socket }) => callerAt(socket.remoteAddress ?? '');
  const isTrusted = compiled(trustedProxies);
  return (request) => callerAt(proxyAddr(request, isTrusted));
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

function compiled(proxies: readonly string[]): ReturnType<typeof proxyAddr.compile> {
  try {
    return proxyAddr.compile([...proxies]);
  } catch (error) {
    throw new UserError(
      `Expected trusted proxies as addresses or ranges, for example "10.0.0.1" or "10.0.0.0/8", got another ` +
        `(${(error as Error).message}): write no names, schemes or ports.`,
    );
  }
}

/** Resolves the caller of each request once, as `request.caller`. Call it before any other hook is added. */
export function identifyCallers(app: FastifyInstance, callerOf: CallerOf): void {
  app.decorateRequest('caller');
  app.addHook('onRequest', (request, _reply, done) => {
    request.caller = callerOf(request.raw);
    done();
  });
}
