import { getOperationAST, OperationTypeNode } from 'graphql';
import { codedError } from '../codedError.js';
import type { Documents } from './documents.js';
import type { OperationRequest } from './operationRequest.js';
import type { ParsedOperation } from './parsedOperation.js';
import { shown } from '../../shown.js';

/**
 * Returns the operation that a request asks for, of a valid document.
 *
 * @param text the document that the request names
 * @throws GraphQLError, or an array of them
 */
export function readRequest(
  { operationName = null, variables = null, isReadOnly = false }: OperationRequest,
  text: string,
  documents: Documents,
): ParsedOperation & { readonly isSubscription: boolean } {
  const document = documents.read(text);
  if (!('kind' in document)) throw document;
  if (operationName !== null && typeof operationName !== 'string') {
    throw badRequest('operationName', 'a text', operationName);
  }
  if (variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) {
    throw badRequest('variables', 'an object', variables);
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    throw codedError(
      'OPERATION_RESOLUTION_FAILURE',
      operationName === null
        ? 'Expected one operation, or the name of one as `operationName`, but the document has several, or none.'
        : `Expected the name of an operation of the document, got "${shown(operationName)}".`,
      { status: 400 },
    );
  }
  if (isReadOnly && operation.operation === OperationTypeNode.MUTATION) {
    const message = 'Expected a query or subscription by GET, got a mutation: send it by POST.';
    throw codedError('BAD_REQUEST', message, { status: 405 });
  }
  return {
    document,
    operationName,
    variables: (variables ?? {}) as ParsedOperation['variables'],
    isSubscription: operation.operation === OperationTypeNode.SUBSCRIPTION,
  };
}

function badRequest(name: string, expected: string, got: unknown) {
  return codedError(
    'BAD_REQUEST',
    `Expected ${expected} as \`${name}\`, got ${shown(JSON.stringify(got))}.`,
    { status: 400 },
  );
}
