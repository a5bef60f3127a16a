import type { OutgoingHttpHeaders } from 'node:http';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import {
  errorCodes,
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type HookHandlerDoneFunction,
} from 'fastify';
import { GraphQLError, OperationTypeNode, type GraphQLFormattedError } from 'graphql';
import type { Caller } from '../access/caller.js';
import { Pace } from '../async/pace.js';
import type { GraphqlContext } from '../graphql/context.js';
import type { ErrorCode } from '../graphql/errorCodes.js';
import { PRICES } from '../graphql/limits/prices.js';
import type { RequestFacts } from '../graphql/requestFacts.js';
import type { Documents } from '../graphql/operation/documents.js';
import { ignoresCredential } from '../graphql/operation/ignoresCredential.js';
import type { OperationRequest } from '../graphql/operation/operationRequest.js';
import type { Operations } from '../graphql/operation/operations.js';
import { subscriptionsElsewhere } from '../graphql/operation/subscriptionsElsewhere.js';
import { AnswerBytes } from './answerBytes.js';
import { answerRequestError } from './requestErrors.js';
import { answerKey, KeptAnswer, type KeptAnswers } from './keptAnswers.js';
import { batchRefusal } from './batchRefusal.js';
import { clientGone } from './clientGone.js';
import { countOperations, type Counting } from './countOperations.js';
import { createApollo, type ApolloOptions } from './createApollo.js';
import { describeLimits } from './describeLimits.js';
import type { DocumentLimits } from './documentLimits.js';
import { encodedAnswer } from './encodedAnswer.js';
import { errorCodeIn } from './errorCodeIn.js';
import { requestFacts } from './callers/requestFacts.js';
import { requestedOperation } from './requestedOperation.js';
import { sendRefusal } from './sendRefusal.js';
import {
  asksForParts,
  multipartSubscriptions,
  type MultipartOptions,
} from './streams/multipartSubscriptions.js';

export interface GraphqlEndpointOptions
  extends ApolloOptions, Pick<Counting, 'quotas' | 'counts'>, Pick<MultipartOptions, 'openParts'> {
  /** Returns the context of one operation. */
  readonly contextOf: (caller: Caller, request?: RequestFacts) => Promise<GraphqlContext>;
  readonly operations: Pick<Operations, 'answer' | 'chargeHit' | 'chargeReading' | 'left' | 'policy'>;
  /** Answers that are sent again as they are. */
  readonly answers: KeptAnswers;
  /** Whether nothing was committed since an operation began, so that its answer may be kept. */
  readonly isUpToDate: (context: GraphqlContext) => boolean;
  /** Decides which documents are executed. */
  readonly documentLimits: DocumentLimits;
  /** The most bytes of a request's body. */
  readonly bodyLimit: number;
  /** The most bytes of a body with a mutation, which may bring the prices of a whole market. */
  readonly mutationBodyLimit: number;
  /** Seconds for which clients may use answers about closed sessions without asking again. */
  readonly closedSessionMaxAge: number;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** The key of the answer; null where it cannot be kept. */
    answerKey: string | null;
    /** Bytes of a body of JSON. */
    bodyBytes: number;
    /** Why the body was not read; null where it was. */
    refusal: Error | null;
    keptAnswer: KeptAnswer | null;
    graphqlContext: GraphqlContext | null;
  }
}

/** Serves operations by POST and GET on `/graphql`. */
export async function serveGraphql(app: FastifyInstance, options: GraphqlEndpointOptions): Promise<void> {
  const { answers, counts, documentLimits, documents, operations, closedSessionMaxAge } = options;
  const apollo = createApollo(options, app.log);
  await apollo.start();
  // Fastify calls this after the last request was answered.
  app.addHook('onClose', () => apollo.stop());

  await app.register(async (scope) => {
    countOperations(scope, options);
    scope.decorateRequest('answerKey', null);
    scope.decorateRequest('bodyBytes', 0);
    scope.decorateRequest('refusal', null);
    scope.decorateRequest('keptAnswer', null);
    scope.decorateRequest('graphqlContext', null);
    const lookUp = (request: FastifyRequest, text: string) => {
      request.answerKey = answerKey(request, request.caller.rights, text);
      request.keptAnswer = answers.get(request.answerKey) ?? null;
    };
    // What else is wrong with a request is not told to a caller whose credential does not count.
    scope.setErrorHandler<FastifyError>((error, request, reply) => {
      const { callerRefusal } = request;
      const isOfRequest = (error.statusCode ?? 500) < 500;
      if (isOfRequest && callerRefusal instanceof GraphQLError) sendRefusal(request, reply, callerRefusal);
      else answerRequestError(error, request, reply);
    });
    const parseJson = scope.getDefaultJsonParser('error', 'error');
    const pace = new Pace();
    const bodyLimit = Math.max(options.bodyLimit, options.mutationBodyLimit);
    const asBuffer = { parseAs: 'buffer', bodyLimit } as const;
    scope.addContentTypeParser<Buffer>('application/json', asBuffer, (request, body, done) => {
      request.bodyBytes = body.length;
      // A caller with a bad credential neither reads nor fills what is kept. A key need not be readable, and decoding
      // UTF-8 takes three times as long.
      if (request.callerRefusal === null) lookUp(request, body.toString('latin1'));
      if (request.keptAnswer !== null) {
        done(null, null);
        return;
      }
      if (request.callerRefusal !== null && body.length > options.bodyLimit) {
        request.refusal = request.callerRefusal;
        done(null, null);
        return;
      }
      try {
        // Here, because a body that is no JSON gets no further.
        operations.chargeReading(request.caller, body.length / PRICES.receivedBytesPerUnit);
      } catch (error) {
        request.refusal = error as Error;
        done(null, null);
        return;
      }
      void parseJson(request, body.toString(), done);
    });
    // Without a promise, like everything that a hit goes through.
    scope.addHook('preHandler', (request, reply, done) => {
      if (request.method === 'GET') lookUp(request, request.url);
      const { caller, keptAnswer } = request;
      // A request is charged when it is its turn: charged before, many at once would leave no units to execute any.
      if (keptAnswer === null) {
        pace.begin(caller.name, () => unlessRefused(request, reply, done, () => admit(request, reply, done)));
        return;
      }
      unlessRefused(request, reply, done, () => {
        operations.chargeHit(caller, keptAnswer.bytes.plain.length);
        counts.count(caller.kind, null);
        counts.ask(keptAnswer.roots);
        describeLimits(request, reply, operations);
        void reply.header('x-greyoak-cache', 'hit').type(keptAnswer.contentType);
        const bytes = encodedAnswer(request, reply, keptAnswer, closedSessionMaxAge);
        if (bytes instanceof Promise) bytes.then((encoded) => sendAsItIs(reply, encoded), done);
        else sendAsItIs(reply, bytes);
      });
    });
    /** @throws GraphQLError for a request that is refused before it is executed */
    const admit = (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction): void => {
      const { body, bodyBytes, caller, callerRefusal, method, refusal } = request;
      if (refusal !== null) throw refusal;
      const charge = (units: number) => operations.chargeReading(caller, units);
      if (callerRefusal !== null) {
        admitWithout(request, callerRefusal, charge);
        done();
        return;
      }
      if (Array.isArray(body)) {
        charge(PRICES.request);
        void reply.code(400).send(batchRefusal(body, request.id));
        return;
      }
      documentLimits.check(request, charge);
      const isTooLong = bodyBytes > options.bodyLimit;
      const mayBeElsewhere = method === 'GET' && !asksForParts(request);
      const kind = isTooLong || mayBeElsewhere ? kindOf(request, documents) : undefined;
      if (isTooLong && kind !== OperationTypeNode.MUTATION) {
        done(new errorCodes.FST_ERR_CTP_BODY_TOO_LARGE());
        return;
      }
      // Apollo would tell to send it by POST.
      if (mayBeElsewhere && kind === OperationTypeNode.SUBSCRIPTION) throw subscriptionsElsewhere();
      done();
    };
    /** @throws Error the refusal of the credential, unless the operation needs none */
    const admitWithout = (
      request: FastifyRequest,
      callerRefusal: Error,
      charge: (units: number) => void,
    ): void => {
      if (Array.isArray(request.body)) throw callerRefusal;
      try {
        documentLimits.check(request, charge);
      } catch (error) {
        throw isTooDear(error) ? error : callerRefusal;
      }
      const asked = requestedOperation(documents, (request.body ?? {}) as OperationRequest);
      if (asked === null || !ignoresCredential(options.schema, asked.document, asked.operation)) {
        throw callerRefusal;
      }
      // From here on it is a request without a credential, of a caller without rights.
      request.callerRefusal = null;
    };
    scope.addHook('preHandler', multipartSubscriptions(options));
    scope.addHook('onSend', async (request, reply, body) => {
      if (typeof body !== 'string' || request.callerRefusal !== null) return body;
      const text = withRequestId(body, request.id);
      counts.count(request.caller.kind, errorCodeIn(text));
      describeLimits(request, reply, operations);
      void reply.header('x-greyoak-cache', 'miss');
      const { answerKey: key, graphqlContext: context } = request;
      const outcome = context?.outcome.known;
      const contentType = String(reply.getHeader('content-type'));
      const sharing = {
        isOfClosedSessions: (outcome?.isOfClosedSessions ?? false) && !isError(text),
        isPublic: outcome?.isPublic ?? false,
      };
      const answer = new KeptAnswer(new AnswerBytes(text), contentType, sharing, outcome?.roots);
      const bytes = await encodedAnswer(request, reply, answer, closedSessionMaxAge);
      if (key !== null && context && outcome?.mayBeKept && !isError(text) && options.isUpToDate(context)) {
        answers.set(key, answer);
      }
      return bytes;
    });
    const handler = fastifyApolloHandler(apollo, {
      context: async (request, reply) => {
        try {
          const context = await options.contextOf(request.caller, requestFacts(request, reply));
          context.reads.signal = clientGone(reply);
          request.graphqlContext = context;
          return context;
        } catch (error) {
          // What a caller is told, such as that the service is not ready, is no fault.
          if (!(error instanceof GraphQLError)) {
            request.log.error({ err: error, caller: request.caller.name }, 'no context for an operation');
          }
          throw error;
        }
      },
    });
    scope.route({ method: ['GET', 'POST'], url: '/graphql', handler });
  });
}

/** Answers a request with the error by which some work refuses it, and passes on all other errors. */
function unlessRefused(
  request: FastifyRequest,
  reply: FastifyReply,
  done: HookHandlerDoneFunction,
  work: () => void,
): void {
  try {
    work();
  } catch (error) {
    if (error instanceof GraphQLError) sendRefusal(request, reply, error);
    else done(error as Error);
  }
}

const isTooDear = (error: unknown): boolean =>
  error instanceof GraphQLError && error.extensions['code'] === ('COST_EXCEEDED' satisfies ErrorCode);

/** Returns what kind of operation a request asks for; undefined where nothing will be executed. */
function kindOf(
  { method, body, query }: FastifyRequest,
  documents: Documents,
): OperationTypeNode | undefined {
  const given = (method === 'GET' ? query : body) as OperationRequest | null;
  return requestedOperation(documents, given ?? {})?.operation.operation;
}

/** Sends kept bytes without Fastify's serialising, and without the hooks for new answers. */
function sendAsItIs(reply: FastifyReply, bytes: Buffer | null): void {
  reply.hijack();
  const { raw, statusCode } = reply;
  const headers = reply.getHeaders() as OutgoingHttpHeaders;
  if (bytes !== null) headers['content-length'] = bytes.length;
  raw.writeHead(statusCode, headers);
  raw.end(bytes ?? undefined);
}

const ERRORS = '{"errors":';
/** Apollo writes errors first, so the first bytes tell whether an answer has any. */
const isError = (text: string): boolean => text.startsWith(ERRORS);

/**
 * Puts the id of the request into each error of an answer. It works on the text, because Apollo formats errors without
 * knowing their request, and calls no plugin for errors that come before an operation.
 */
function withRequestId(text: string, requestId: string): string {
  if (!isError(text)) return text;
  // The data may be long.
  const end = endOfList(text, ERRORS.length);
  const errors = JSON.parse(text.slice(ERRORS.length, end)) as readonly GraphQLFormattedError[];
  const withId = errors.map((error) => ({ ...error, extensions: { ...error.extensions, requestId } }));
  return `${ERRORS}${JSON.stringify(withId)}${text.slice(end)}`;
}

/** Returns where a list that begins at an index of a JSON text ends. */
function endOfList(text: string, from: number): number {
  const signs = /"(?:[^"\\]|\\.)*"|[[\]]/g;
  signs.lastIndex = from;
  let depth = 0;
  for (let sign = signs.exec(text); sign !== null; sign = signs.exec(text)) {
    if (sign[0] === '[') depth++;
    else if (sign[0] === ']' && --depth === 0) return signs.lastIndex;
  }
  return text.length;
}
