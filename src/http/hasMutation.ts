import { GraphQLError, Kind, OperationTypeNode, parse, type DocumentNode } from 'graphql';

/**
 * Whether a document has a mutation among its operations, whichever of these is meant.
 *
 * @param document parsed, or its text. A text that is no document has none: its error is reported where it is executed.
 *   A text that is nested too deeply to be parsed counts as one that has.
 */
export function hasMutation(document: DocumentNode | string): boolean {
  try {
    const { definitions } = typeof document === 'string' ? parse(document, { noLocation: true }) : document;
    return definitions.some(
      (definition) =>
        definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION,
    );
  } catch (error) {
    return !(error instanceof GraphQLError);
  }
}
