import type { FastifyReply, FastifyRequest, preHandlerHookHandler } from 'fastify';
import { getOperationAST, OperationTypeNode } from 'graphql';
import type { Documents } from '../../graphql/operation/documents.js';
import type { OperationRequest } from '../../graphql/operation/operationRequest.js';
import type { DocumentLimits } from '../documentLimits.js';
import { readOperation } from './streamRequest.js';

/** Matches an Accept header that names Apollo's protocol for subscriptions over HTTP. */
const MULTIPART = /multipart\/mixed[^,]*;\s*subscriptionSpec="?1\.0"?/i;

/** Headers that a page of another site cannot send without a preflight. */
const PREFLIGHTED = ['apollo-require-preflight', 'x-apollo-operation-name'];

export interface MultipartOptions {
  readonly documents: Pick<Documents, 'parsed' | 'read'>;
  readonly documentLimits: DocumentLimits;
  /** Answers a subscription with a stream of parts. */
  readonly openParts: (
    request: FastifyRequest,
    reply: FastifyReply,
    operation: OperationRequest,
  ) => Promise<void>;
}

/**
 * Returns the hook for `/graphql` that answers subscriptions of clients with Apollo's `HttpLink` alone. All other
 * requests pass, and so does whatever is wrong with one, to be answered like any other request.
 */
export function multipartSubscriptions(options: MultipartOptions): preHandlerHookHandler {
  return (request, reply, done) => {
    const operation = asksForParts(request) ? subscriptionOf(request, options) : null;
    if (operation === null) done();
    else options.openParts(request, reply, operation).catch(done);
  };
}

/** Whether a request asks for results in parts, as clients with Apollo's `HttpLink` alone do. */
export function asksForParts({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  if (!MULTIPART.test(headers.accept ?? '')) return false;
  if (method === 'GET') return PREFLIGHTED.some((name) => headers[name] !== undefined);
  return /^application\/json\b/i.test(headers['content-type'] ?? '');
}

/** Returns the operation of a request; null where it is no subscription, or not known. */
function subscriptionOf(
  request: FastifyRequest,
  { documents, documentLimits }: MultipartOptions,
): OperationRequest | null {
  const read = readOperation(request);
  if ('message' in read) return null;
  const { operationName = null } = read.request;
  if (operationName !== null && typeof operationName !== 'string') return null;
  try {
    // It was charged when it was admitted.
    const text = documentLimits.documentOf(read.request, () => undefined);
    documents.read(text);
    const document = documents.parsed(text);
    const operation = document && getOperationAST(document, operationName);
    return operation?.operation === OperationTypeNode.SUBSCRIPTION ? read.request : null;
  } catch {
    return null;
  }
}
