import { GraphQLError, Kind, OperationTypeNode, parse } from 'graphql';

/** Whether a document has a mutation among its operations: which one is meant need not be found out. */
export function hasMutation(query: string): boolean {
  try {
    return parse(query, { noLocation: true }).definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
    );
  } catch (error) {
    // What is no document is told where it is executed; what is too deep to be read may be anything.
    return !(error instanceof GraphQLError);
  }
}
