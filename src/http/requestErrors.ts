import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorBody } from './errorBody.js';
import { shown } from '../shown.js';

/** Answers errors from outside of GraphQL as JSON, without a stack and without the cause of a failure. */
export function answerRequestError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 500;
  if (status >= 500) {
    request.log.error({ err: error }, 'request failed');
    void reply.code(500).send(errorBody('INTERNAL_SERVER_ERROR', 'Internal server error', request.id));
    return;
  }
  void reply.code(status).send(errorBody('BAD_REQUEST', messageOf(error, request), request.id));
}

export function answerNotFound(request: FastifyRequest, reply: FastifyReply): void {
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
    default:
      return error.message;
  }
}
