import fastifyCors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';
import { shown } from '../shown.js';
import { UserError } from '../userError.js';
import type { AllowedOrigin } from './allowedOrigins.js';
import { errorBody } from './errorBody.js';
import { originFault } from './originFault.js';

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
 * @param origins as browsers send them: a scheme, a host, and a port where it is not the scheme's default; or patterns of
 *   them, which have to match an origin as a whole
 * @throws UserError for a text that no browser sends as an origin, `*` included
 */
export async function allowOrigins(app: FastifyInstance, origins: readonly AllowedOrigin[]): Promise<void> {
  for (const origin of origins) if (typeof origin === 'string') requireOrigin(origin);
  refusePreflights(app, origins);
  if (origins.length === 0) return;
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

/** Tells the developer of a page why it may not read answers, which a preflight without headers of CORS would not. */
function refusePreflights(app: FastifyInstance, origins: readonly AllowedOrigin[]): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { method, headers } = request;
    const isPreflight = method === 'OPTIONS' && 'access-control-request-method' in headers;
    const fault = isPreflight && headers.origin !== undefined ? originFault(headers, origins) : null;
    if (fault === null) return done();
    if (origins.length > 0) void reply.header('vary', 'Origin');
    void reply.code(403).send(errorBody('FORBIDDEN', fault, request.id));
  });
}

/** @throws UserError for a text that no browser sends as an origin */
export function requireOrigin(text: string): void {
  const origin = /^https?:/i.test(text) && URL.canParse(text) ? new URL(text).origin : null;
  const isPattern = text.includes('*');
  if (origin === text && !isPattern) return;
  const remedy =
    origin === null || isPattern
      ? 'name each origin, "*" and patterns are not taken'
      : `write ${JSON.stringify(origin)}`;
  throw new UserError(
    `Expected an origin as browsers send it, for example "https://app.example.com", got ` +
      `"${shown(text)}": ${remedy}.`,
  );
}
