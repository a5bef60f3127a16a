import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { AllowedOrigin } from '../allowedOrigins.js';
import { countOperations } from '../countOperations.js';
import { describeLimits } from '../describeLimits.js';
import { errorBody } from '../errorBody.js';
import { errorCodeIn } from '../errorCodeIn.js';
import { originFault } from '../originFault.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { EVENT_STREAM } from './eventStream.js';
import { openStream } from './openStream.js';
import { isSingleConnection, SINGLE_CONNECTION } from './singleConnection.js';
import { readStreamRequest } from './streamRequest.js';
import { PRICES } from '../../graphql/limits/prices.js';

/**
 * Serves `/graphql/stream`: operations by POST and GET, each answered by a stream of events.
 *
 * @param allowedOrigins other sites whose pages may open streams
 */
export async function serveStreams(
  app: FastifyInstance,
  context: LiveContext,
  allowedOrigins: readonly AllowedOrigin[],
): Promise<void> {
  const { counting } = context;
  await app.register(async (scope) => {
    // Pages of other sites may send this type without a preflight.
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', (request, reply, done) => {
      const fault = originFault(request.headers, allowedOrigins);
      if (fault === null) done();
      else void reply.code(403).send(errorBody('FORBIDDEN', fault, request.id));
    });
    if (counting !== null) {
      countOperations(scope, counting);
      scope.addHook('onSend', async (request, _reply, body) => {
        // What else is sent is a stream, whose operation is counted when it ends or a subscription runs.
        const code = typeof body === 'string' ? errorCodeIn(body) : null;
        if (code !== null) counting.counts.count(request.caller.kind, code);
        return body;
      });
    }
    scope.addHook('preParsing', async (request, reply, payload) => {
      if (pays(request, context)) return payload;
      const message =
        'Expected a caller with enough cost units for the body, got too few: try again in some seconds.';
      return reply.code(429).send(errorBody('COST_EXCEEDED', message, request.id));
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql/stream',
      exposeHeadRoute: false,
      onRequest: (request, reply, done) => {
        if (isSingleConnection(request)) void refuseSingleConnection(request, reply);
        else done();
      },
      handler: (request, reply) => answer(request, reply, context),
    });
    scope.route({
      method: ['DELETE', 'PUT'],
      url: '/graphql/stream',
      // Before a body is read.
      onRequest: async (request, reply) => refuseSingleConnection(request, reply),
      handler: (request, reply) => refuseSingleConnection(request, reply),
    });
  });
}

/** Charges a body before it is read. One of unknown length counts as the longest. */
function pays(
  { caller, method, headers, routeOptions: { bodyLimit } }: FastifyRequest,
  { mayRead }: LiveContext,
): boolean {
  if (method === 'GET') return true;
  const length = headers['content-length'];
  const bytes = length === undefined ? bodyLimit : Number(length);
  return mayRead(caller, bytes / PRICES.receivedBytesPerUnit);
}

function refuseSingleConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(405)
    .header('allow', 'GET, POST')
    .send(errorBody('BAD_REQUEST', SINGLE_CONNECTION, request.id));
}

async function answer(request: FastifyRequest, reply: FastifyReply, context: LiveContext): Promise<void> {
  const { counting, mayRead } = context;
  if (counting !== null) describeLimits(request, reply, counting.operations);
  const operation = readStreamRequest(request, (units) => mayRead(request.caller, units));
  if ('message' in operation) {
    if (operation.status === 405) void reply.header('allow', 'POST');
    void reply.code(operation.status).send(errorBody('BAD_REQUEST', operation.message, request.id));
    return;
  }
  await openStream(request, reply, operation.request, EVENT_STREAM, context);
}
