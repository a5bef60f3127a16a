import { GraphQLError, Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import type { ErrorCode } from '../graphql/errorCodes.js';

/** Returns what is wrong with a document for a request that gets one answer: an error for each subscription. */
export function subscriptionErrors({ definitions }: DocumentNode): GraphQLError[] {
  return definitions.flatMap((node) => {
    if (node.kind !== Kind.OPERATION_DEFINITION || node.operation !== OperationTypeNode.SUBSCRIPTION)
      return [];
    const code: ErrorCode = 'GRAPHQL_VALIDATION_FAILED';
    return new GraphQLError(
      'Expected a query or mutation, got a subscription: send it over a WebSocket (graphql-transport-ws), or ' +
        'to /graphql/stream for server-sent events.',
      { nodes: node, extensions: { code } },
    );
  });
}
