import { getOperationAST, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Documents } from '../graphql/operation/documents.js';
import type { OperationRequest } from '../graphql/operation/operationRequest.js';
import { hashOf } from './documentLimits.js';

/**
 * Returns the operation that a request asks for, with its document: the one that will be executed.
 *
 * @param given names a document that was admitted, by its text or its hash
 * @returns null where the document is not known or not valid, or has no such operation
 */
export function requestedOperation(
  documents: Pick<Documents, 'read' | 'byHash' | 'errorsIn'>,
  given: OperationRequest,
): { readonly document: DocumentNode; readonly operation: OperationDefinitionNode } | null {
  const { query, operationName = null } = given;
  if (operationName !== null && typeof operationName !== 'string') return null;
  const document = typeof query === 'string' ? documents.read(query) : documents.byHash(hashOf(given) ?? '');
  if (document === null || !('kind' in document) || documents.errorsIn(document).length > 0) return null;
  const operation = getOperationAST(document, operationName);
  return operation ? { document, operation } : null;
}
