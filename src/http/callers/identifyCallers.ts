import type { FastifyInstance } from 'fastify';
import { GraphQLError } from 'graphql';
import { anonymousAt, rightsTo, type Caller } from '../../access/caller.js';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { HEALTH } from '../health.js';
import type { Callers } from '../resolveCaller.js';
import { credentialInAddress } from './credential.js';
import { sendRefusal } from '../sendRefusal.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any other hook runs; a caller that is refused has no rights. */
    caller: Caller;
    /** Why the caller is refused; null where it is not. */
    callerRefusal: Error | null;
  }
}

const STREAMS = '/graphql/stream';
const ENDPOINT = '/graphql';
const NO_RIGHTS = rightsTo([]);

/**
 * Resolves the caller of each request once, as `request.caller`. Call it before any other hook is added. Probes of health
 * are answered to everybody.
 */
export function identifyCallers(
  app: FastifyInstance,
  { addressOf, callerOf }: Pick<Callers, 'addressOf' | 'callerOf'>,
): void {
  app.decorateRequest('caller');
  app.decorateRequest('callerRefusal', null);
  app.addHook('onRequest', (request, _reply, done) => {
    const refuse = (error: unknown): void => {
      request.caller = anonymousAt(addressOf(request.raw), NO_RIGHTS);
      request.callerRefusal = error as Error | null;
    };
    const accept = (caller: Caller): void => {
      request.caller = caller;
    };
    if (HEALTH.has(request.routeOptions.url)) {
      refuse(null);
      return done();
    }
    try {
      const caller = callerOf(request.raw);
      if (caller instanceof Promise) return void caller.then(accept, refuse).then(() => done());
      accept(caller);
    } catch (error) {
      refuse(error);
    }
    done();
  });
}

/**
 * Answers requests whose caller is refused. Call it after the hooks that set headers of each answer.
 *
 * A POST to `/graphql` with a credential that does not count passes: its operation may be one that needs none, which the
 * endpoint decides when it has read it.
 */
export function refuseCallers(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { callerRefusal } = request;
    if (!(callerRefusal instanceof GraphQLError)) return done(callerRefusal ?? undefined);
    // `openStream` tells an EventSource to come back, which after another status than 200 it never would.
    if (request.routeOptions.url === STREAMS && isPassing(callerRefusal)) return done();
    const { method, routeOptions, url } = request;
    const isOperation = method === 'POST' && routeOptions.url === ENDPOINT;
    if (isOperation && isOfCredential(callerRefusal) && credentialInAddress(url) === null) return done();
    void reply.header('cache-control', 'no-store');
    sendRefusal(request, reply, callerRefusal);
  });
}

const isPassing = ({ extensions }: GraphQLError): boolean =>
  extensions['code'] === ('OVERLOADED' satisfies ErrorCode);

const isOfCredential = ({ extensions }: GraphQLError): boolean =>
  extensions['code'] === ('UNAUTHENTICATED' satisfies ErrorCode);
