import { getOperationAST, GraphQLError, OperationTypeNode, parse } from 'graphql';

/**
 * Whether the operation that a request asks for is a mutation.
 *
 * @param text a document. Of one that cannot be parsed, or has no such operation, nothing is executed: its error is
 *   reported where it would be. A text that is nested too deeply to be parsed counts as a mutation.
 * @param operationName as it was sent
 */
export function isMutation(text: string, operationName: unknown): boolean {
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    return false;
  try {
    const operation = getOperationAST(parse(text, { noLocation: true }), operationName);
    return operation?.operation === OperationTypeNode.MUTATION;
  } catch (error) {
    return !(error instanceof GraphQLError);
  }
}
