import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyHttpOptions } from 'fastify';
import { answerClientError, type ClientError } from './answerClientError.js';
import type { ConnectionLimits } from './connectionLimits.js';
import { HttpRequest } from './httpRequest.js';

/** Returns how Node's server takes connections and requests, as options of Fastify. */
export function serverOptions({ headersTimeoutMs, slowClientMs }: ConnectionLimits) {
  return {
    http: {
      IncomingMessage: HttpRequest,
      headersTimeout: headersTimeoutMs,
      connectionsCheckingInterval: Math.min(1_000, headersTimeoutMs / 4),
      // refuseUnknownHosts answers requests without one in the form of other errors.
      requireHostHeader: false,
    },
    // Bodies are watched by Connections, which tells a slow one from a large one.
    requestTimeout: 0,
    connectionTimeout: slowClientMs,
    clientErrorHandler: (error: ClientError, connection: Socket) =>
      answerClientError(error, connection, headersTimeoutMs),
  } satisfies FastifyHttpOptions<Server>;
}
