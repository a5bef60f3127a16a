import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from './errorBody.js';
import { shown } from '../shown.js';

const METHODS = ['GET', 'HEAD', 'POST'] as const;

/** Answers errors from outside of GraphQL as JSON, without a stack and without the cause of a failure. */
export function answerRequestError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    request.log.error({ err: error }, 'request failed');
    void reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Internal server error', request.id));
    return;
  }
  // The rest of a body that was too slow is not waited for.
  if (status === 408) void reply.header('connection', 'close');
  void reply.code(status).send(errorBody('BAD_REQUEST', messageOf(error, request), request.id));
}

/** Answers a request for which there is no route: 405 where its address is served by other methods. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const { method, url, server } = request;
  const path = url.split('?', 1)[0];
  const methods = METHODS.filter((one) => server.hasRoute({ method: one, url: path }));
  // Files below an address are missing by the right method.
  if (methods.length > 0 && !methods.some((one) => one === method)) {
    const allowed = methods.join(', ');
    const message = `Expected one of ${allowed} at ${path}, got ${method}: use another method.`;
    void reply
      .code(405)
      .header('allow', allowed)
      .send(errorBody('BAD_REQUEST', message, request.id));
    return;
  }
  const message =
    'Nothing is served here: GraphQL is at POST or GET /graphql, the playground at /playground.';
  void reply.code(404).send(errorBody('NOT_FOUND', message, request.id));
}

function messageOf(error: FastifyError, request: FastifyRequest): string {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
      return 'Expected a body of JSON, got one that cannot be parsed: send {"query": "…", "variables": {…}}.';
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return 'Expected a body of JSON, got an empty one: send {"query": "…", "variables": {…}}.';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE': {
      const got = shown(request.headers['content-type'] ?? '');
      return `Expected a body of application/json, got "${got}": set the Content-Type header.`;
    }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return (
        `Expected a body of at most ${request.routeOptions.bodyLimit} bytes, got a larger one: ` +
        'ask for less in one request.'
      );
    case 'FST_ERR_BAD_URL': {
      const path = shown(request.url.split('?', 1)[0]);
      return `Expected an address with "%" before two hexadecimal digits of UTF-8 only, got "${path}": encode it.`;
    }
    default:
      return error.message;
  }
}
