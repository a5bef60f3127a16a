import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import { errorBody } from './errorBody.js';

const ALLOWED_HEADERS = [
  'content-type',
  'x-request-id',
  'apollo-require-preflight',
  'x-apollo-operation-name',
  'authorization',
  'if-none-match',
  'last-event-id',
];

const EXPOSED_HEADERS = [
  'x-request-id',
  'etag',
  'ratelimit',
  'ratelimit-policy',
  'retry-after',
  'x-greyoak-cache',
];

/**
 * Lets pages of these origins read answers. Without any, only pages of the server's own origin can. Call it before routes
 * are registered in scopes of their own. Because answers vary by Origin, later code must add to Vary instead of setting it.
 *
 * @param origins as browsers send them: a scheme, a host, and a port where it is not the scheme's default
 * @throws UserError for a text that no browser sends as an origin, `*` included
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly string[]): Promise<void> {
  for (const origin of origins) requireOrigin(origin);
  if (origins.length === 0) return refusePreflights(app);
  await app.register(fastifyCors, {
    // Always a list, because a single text would be sent to every origin.
    origin: [...origins],
    methods: ['GET', 'POST', 'OPTIONS'],
    allowedHeaders: ALLOWED_HEADERS,
    exposedHeaders: EXPOSED_HEADERS,
    credentials: false,
    maxAge: 600,
    // Otherwise an OPTIONS request that is not a preflight is refused in plain text.
    strictPreflight: false,
  });
}

/** Tells the developer of a page why it may not read answers. Without a route for OPTIONS, a preflight would find none. */
function refusePreflights(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin } = request.headers;
    const isPreflight = request.method === 'OPTIONS' && 'access-control-request-method' in request.headers;
    if (!isPreflight || origin === undefined) return done();
    const message =
      `Expected a page of this server, got a preflight of ${JSON.stringify(shown(origin))}: ` +
      'add this origin to ALLOWED_ORIGINS to let its pages ask.';
    void reply.code(403).send(errorBody('FORBIDDEN', message, request.id));
  });
}

/** @throws UserError for a text that no browser sends as an origin */
export function requireOrigin(text: string): void {
  const origin = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).origin : null;
  if (origin === text) return;
  const remedy =
    origin === null ? 'name each origin, "*" and patterns are not taken' : `write ${JSON.stringify(origin)}`;
  throw new UserError(
    `Expected an origin as browsers send it, for example "https://app.example.com", got ` +
      `"${shown(text)}": ${remedy}.`,
  );
}
