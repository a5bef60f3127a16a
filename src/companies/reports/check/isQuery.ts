import { Kind, OperationTypeNode, parse } from 'graphql';

/** A question of a template has a few hundred. */
const MOST_TOKENS = 20_000;

/** Returns whether a text is one query of GraphQL, which changes nothing where it is sent. */
export function isQuery(document: string): boolean {
  try {
    const { definitions } = parse(document, { maxTokens: MOST_TOKENS, noLocation: true });
    const operations = definitions.filter(({ kind }) => kind !== Kind.FRAGMENT_DEFINITION);
    return (
      operations.length === 1 &&
      operations[0].kind === Kind.OPERATION_DEFINITION &&
      operations[0].operation === OperationTypeNode.QUERY
    );
  } catch {
    return false;
  }
}
