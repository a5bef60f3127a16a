import { GraphQLError, OperationTypeNode, type ASTVisitor, type ValidationContext } from 'graphql';

/** A rule of validation for a request that has one answer. */
export function noSubscriptions(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (node.operation !== OperationTypeNode.SUBSCRIPTION) return;
      context.reportError(
        new GraphQLError(
          'Expected a query or mutation, but got a subscription: send it over a WebSocket (graphql-transport-ws), or ' +
            'to /graphql/stream for server-sent events.',
          { nodes: node },
        ),
      );
    },
  };
}
