import type { GraphQLSchema } from 'graphql';
import type { Documents } from './documents.js';
import type { OperationRequest } from './operationRequest.js';
import type { ParsedOperation } from './parsedOperation.js';
import { resolveOperation } from './resolveOperation.js';

/**
 * Returns the operation that a request asks for.
 *
 * @param text the document that the request names
 * @throws GraphQLError, or an array of them
 */
export function readRequest(
  schema: GraphQLSchema,
  request: OperationRequest,
  text: string,
  documents: Documents,
): ParsedOperation {
  const document = documents.read(text);
  if (!('kind' in document)) throw document;
  return resolveOperation(schema, document, request);
}
