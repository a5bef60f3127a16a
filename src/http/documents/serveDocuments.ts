import fastifyMultipart from '@fastify/multipart';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError } from 'graphql';
import { unavailable } from '../../graphql/unavailable.js';
import { countOperations } from '../countOperations.js';
import { describeLimits } from '../describeLimits.js';
import { errorBody } from '../errorBody.js';
import { answerRequestError } from '../requestErrors.js';
import { sendRefusal } from '../sendRefusal.js';
import type { DocumentOptions } from './documentOptions.js';
import { sendDocumentText } from './sendDocumentText.js';
import { admitUpload, uploadDocument } from './uploadDocument.js';
import { UploadPlaces } from './uploadPlaces.js';
import { uploadRefusal } from './uploadRefusal.js';

const TEXT = '/documents/:id/text';

/**
 * Takes uploads of documents at `POST /documents`, and serves their texts at `GET /documents/:id/text`. Each request counts as
 * an operation of its caller.
 */
export async function serveDocuments(app: FastifyInstance, options: DocumentOptions): Promise<void> {
  const places = new UploadPlaces();
  await app.register(async (scope) => {
    countOperations(scope, options);
    scope.addHook('onSend', async (request, reply) => describeLimits(request, reply, options.operations));
    scope.setErrorHandler<FastifyError>(answerFailure);
    scope.removeAllContentTypeParsers();
    await scope.register(fastifyMultipart);
    scope.post('/documents', {
      onRequest: async (request) => admitUpload(request, options),
      handler: async (request, reply) => {
        const giveBack = places.take(request.caller);
        try {
          return await uploadDocument(request, reply, options);
        } finally {
          giveBack();
        }
      },
    });
    scope.get<{ Params: { id: string } }>(TEXT, (request, reply) =>
      sendDocumentText(request, reply, options),
    );
    // Without it, a route with a parameter would be missing by another method.
    scope.route({
      method: ['POST', 'PUT', 'PATCH', 'DELETE'],
      url: TEXT,
      onRequest: async (request, reply) => refuseMethod(request, reply),
      handler: (request, reply) => refuseMethod(request, reply),
    });
  });
}

function refuseMethod({ id, method }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const message = `Expected one of GET, HEAD at ${TEXT}, got ${method}: use another method.`;
  return reply
    .code(405)
    .header('allow', 'GET, HEAD')
    .send(errorBody('BAD_REQUEST', message, id));
}

/** Answers what a request failed with. A client that is gone hears nothing of it. */
function answerFailure(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = error instanceof GraphQLError ? error : (uploadRefusal(error) ?? unavailable(error));
  if (refusal !== null) sendRefusal(request, reply, refusal);
  else if (request.socket.destroyed) void reply.code(400).send();
  else answerRequestError(error, request, reply);
}
