import { GraphQLError, OperationTypeNode, type ASTVisitor, type ValidationContext } from 'graphql';

/** A validation rule for requests that get one answer: it refuses subscriptions. */
export function noSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
      context.reportError(
        new GraphQLError(
          'Expected a query or mutation, got a subscription: send it over a WebSocket (graphql-transport-ws), or ' +
            'to /graphql/stream for server-sent events, or accept multipart/mixed;subscriptionSpec=1.0.',
          { nodes: node },
        ),
      );
    },
  };
}
