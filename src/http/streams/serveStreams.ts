import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import { errorBody } from '../errorBody.js';
import type { Access } from '../subscribers/access.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { comeBack } from './events.js';
import { LiveStream } from './liveStream.js';
import { isSingleConnection, SINGLE_CONNECTION } from './singleConnection.js';
import { STREAM_HEADERS } from './streamHeaders.js';
import { readStreamRequest } from './streamRequest.js';

/** In seconds: after so long, clients may ask again. Each gets a time of its own, so that they do not come all at once. */
const RETRY_AFTER = 5;
const NOT_READY = 'The service is not ready: try again in a moment; /health/ready tells when.';
const WAIT_MS = { least: 1_000, most: RETRY_AFTER * 1_000 };

/** Serves `/graphql/stream`: operations by POST and GET, each answered by a stream of events. */
export async function serveStreams(app: FastifyInstance, context: LiveContext): Promise<void> {
  await app.register(async (scope) => {
    // Pages of other sites may send this type without a preflight.
    scope.removeContentTypeParser('text/plain');
    scope.route({
      method: ['GET', 'POST'],
      url: '/graphql/stream',
      exposeHeadRoute: false,
      onRequest: (request, reply, done) => {
        if (isSingleConnection(request)) void refuseSingleConnection(request, reply);
        else done();
      },
      handler: (request, reply) => openStream(request, reply, context),
    });
    scope.route({
      method: ['DELETE', 'HEAD', 'PATCH', 'PUT'],
      url: '/graphql/stream',
      // Before a body is read.
      onRequest: async (request, reply) => refuseSingleConnection(request, reply),
      handler: (request, reply) => refuseSingleConnection(request, reply),
    });
  });
}

function refuseSingleConnection(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(405)
    .header('allow', 'GET, POST')
    .send(errorBody('BAD_REQUEST', SINGLE_CONNECTION, request.id));
}

async function openStream(request: FastifyRequest, reply: FastifyReply, context: LiveContext): Promise<void> {
  const { isReady, clients, accessOf, slots, log } = context;
  const refuse = (status: number, code: ErrorCode, message: string): void => {
    void reply.code(status).send(errorBody(code, message, request.id));
  };
  // After any other status than 200, an EventSource would never ask again.
  const notNow = (reason: string): void => {
    const wait = Math.round(WAIT_MS.least + Math.random() * (WAIT_MS.most - WAIT_MS.least));
    void reply.header('retry-after', RETRY_AFTER).headers(STREAM_HEADERS).send(comeBack(wait, reason));
  };

  const operation = readStreamRequest(request);
  if ('message' in operation) {
    if (operation.status === 405) void reply.header('allow', 'POST');
    return refuse(operation.status, 'BAD_REQUEST', operation.message);
  }
  const isOpen = () => isReady() && !clients.isClosing;
  if (!isOpen()) return notNow(NOT_READY);
  let access: Access | null;
  try {
    access = await accessOf(request.raw, undefined);
  } catch (error) {
    log.error({ err: error, requestId: request.id }, 'access cannot be checked');
    return notNow('Access cannot be checked now: try again in a moment.');
  }
  if (access === null) {
    return refuse(
      403,
      'FORBIDDEN',
      'Expected a caller who may open streams: send a key or token that counts.',
    );
  }
  // It may have closed while access was checked.
  if (!isOpen()) return notNow(NOT_READY);
  if (reply.raw.destroyed) return void reply.hijack();
  const { caller } = access;
  switch (slots.take(caller)) {
    case 'taken':
      break;
    case 'serverIsFull':
      return notNow('Too many streams and sockets are open: try again later.');
    case 'callerIsFull':
      return notNow('Too many streams and sockets of this caller are open: close some, or try again later.');
  }
  reply.hijack();
  new LiveStream(reply, access, context, () => slots.release(caller)).start(operation.request);
}
