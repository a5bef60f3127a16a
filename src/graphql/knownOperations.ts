import { GraphQLError, type ASTVisitor, type ValidationContext } from 'graphql';

/** A rule of validation: operations of a kind that the schema does not have are refused, as unknown fields are. */
export function knownOperations(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition(node) {
      if (context.getSchema().getRootType(node.operation)) return;
      context.reportError(
        new GraphQLError(`Expected a query, but a ${node.operation} came: there is none here.`, {
          nodes: node,
        }),
      );
    },
  };
}
