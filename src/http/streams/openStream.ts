import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode } from '../../graphql/errorCodes.js';
import type { OperationRequest } from '../../graphql/operation/operationRequest.js';
import { errorBody } from '../errorBody.js';
import type { LiveContext } from '../subscribers/liveContext.js';
import { LiveStream } from './liveStream.js';
import type { StreamFormat } from './streamFormat.js';

/** In seconds: after so long, clients may ask again. Each gets a time of its own, so that they do not come all at once. */
const RETRY_AFTER = 5;
const WAIT_MS = { least: 1_000, most: RETRY_AFTER * 1_000 };
const NOT_READY = 'The service is not ready: try again in a moment; /health/ready tells when.';

/** Answers a request with a stream of the results of its operation, or tells why there is none. */
export async function openStream(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: OperationRequest,
  format: StreamFormat,
  context: LiveContext,
): Promise<void> {
  const { isReady, clients, accessOf, slots } = context;
  const refuse = (status: number, code: ErrorCode, message: string): void => {
    void reply.code(status).send(errorBody(code, message, request.id));
  };
  const notNow = (reason: string, status: 429 | 503 = 503): void => {
    void reply.header('retry-after', RETRY_AFTER);
    if (format.comeBack === null)
      return refuse(status, status === 429 ? 'RATE_LIMITED' : 'OVERLOADED', reason);
    const wait = Math.round(WAIT_MS.least + Math.random() * (WAIT_MS.most - WAIT_MS.least));
    void reply.headers(format.headers).send(format.comeBack(wait, reason));
  };

  if (!isReady() || clients.isClosing) return notNow(NOT_READY);
  if (request.callerRefusal !== null) return notNow(request.callerRefusal.message);
  const access = await accessOf(request.raw, undefined, request.caller);
  if (reply.raw.destroyed) return void reply.hijack();
  const { caller } = access;
  switch (slots.take(caller)) {
    case 'taken':
      break;
    case 'serverIsFull':
      return notNow('Too many streams and sockets are open: try again later.');
    case 'callerIsFull':
      return notNow(
        'Too many streams and sockets of this caller are open: close some, or try again later.',
        429,
      );
  }
  reply.hijack();
  new LiveStream(reply, format, access, context, () => slots.release(caller)).start(operation);
}
