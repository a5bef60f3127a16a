import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { errorBody } from '../errorBody.js';
import { originFault } from '../sockets/originFault.js';
import type { Access } from '../subscribers/access.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { LiveStream } from './liveStream.js';
import { readStreamRequest } from './streamRequest.js';

/** In seconds, for clients that are refused for now. */
const RETRY_AFTER = 5;

/**
 * Serves `/graphql/stream`: operations by POST and GET, each answered by a stream of events.
 *
 * @param allowedOrigins other sites whose pages may open streams
 */
export async function serveStreams(
  app: FastifyInstance,
  context: LiveContext,
  allowedOrigins: readonly string[],
): Promise<void> {
  await app.register(async (scope) => {
    // Pages of other sites may send this type without a preflight.
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', (request, reply, done) => {
      const fault = originFault(request.headers, allowedOrigins);
      if (fault === null) done();
      else void reply.code(403).send(errorBody('FORBIDDEN', fault, request.id));
    });
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql/stream',
      exposeHeadRoute: false,
      handler: (request, reply) => openStream(request, reply, context),
    });
  });
}

async function openStream(request: FastifyRequest, reply: FastifyReply, context: LiveContext): Promise<void> {
  const { isReady, clients, accessOf, slots, log } = context;
  const refuse = (status: number, code: ErrorCode, message: string): void => {
    void reply.code(status).send(errorBody(code, message, request.id));
  };
  const refuseForNow = (message: string, status: 429 | 503 = 503): void => {
    void reply.header('retry-after', RETRY_AFTER);
    refuse(status, status === 429 ? 'RATE_LIMITED' : 'OVERLOADED', message);
  };

  const operation = readStreamRequest(request);
  if ('message' in operation) {
    if (operation.status === 405) void reply.header('allow', 'POST');
    return refuse(operation.status, 'BAD_REQUEST', operation.message);
  }
  const isOpen = () => isReady() && !clients.isClosing;
  if (!isOpen()) return refuseForNow('No streams are opened now: try again in a moment.');
  let access: Access | null;
  try {
    access = await accessOf(request.raw, undefined);
  } catch (error) {
    log.error({ err: error, requestId: request.id }, 'access cannot be checked');
    return refuseForNow('Access cannot be checked now: try again in a moment.');
  }
  if (access === null) {
    return refuse(
      403,
      'FORBIDDEN',
      'Expected a caller who may open streams: send a key or token that counts.',
    );
  }
  // It may have closed while access was checked.
  if (!isOpen()) return refuseForNow('No streams are opened now: try again in a moment.');
  if (reply.raw.destroyed) return void reply.hijack();
  const { caller } = access;
  switch (slots.take(caller)) {
    case 'taken':
      break;
    case 'serverIsFull':
      return refuseForNow('Too many streams and sockets are open: try again later.');
    case 'callerIsFull':
      return refuseForNow('Too many streams and sockets of this caller are open: close some.', 429);
  }
  reply.hijack();
  new LiveStream(reply, access, context, () => slots.release(caller)).start(operation.request);
}
