import { OperationTypeNode, type GraphQLSchema } from 'graphql';
import { codedError } from '../codedError.js';
import type { Documents } from './documents.js';
import type { OperationRequest } from './operationRequest.js';
import type { ParsedOperation } from './parsedOperation.js';
import { resolveOperation } from './resolveOperation.js';

/**
 * Returns the operation that a request asks for.
 *
 * @param text the document that the request names
 * @param charge called with the units of reading the variables
 * @throws GraphQLError, or an array of them
 */
export function readRequest(
  schema: GraphQLSchema,
  request: OperationRequest,
  text: string,
  documents: Documents,
  charge: (units: number) => void,
): ParsedOperation {
  const document = documents.read(text);
  if (!('kind' in document)) throw document;
  const operation = resolveOperation(schema, document, request, charge, documents.hideSuggestions);
  if (request.isReadOnly && operation.operation.operation === OperationTypeNode.MUTATION) {
    const message = 'Expected a query or subscription by GET, got a mutation: send it by POST.';
    throw codedError('BAD_REQUEST', message, { status: 405 });
  }
  return operation;
}
