import { isInterfaceType, type GraphQLSchema } from 'graphql';
import type { NodeKind } from './nodeKind.js';

/**
 * Gives a schema its types of nodes, where `nodesOf` finds them.
 *
 * @throws Error for a type that implements Node and is not among them
 */
export function applyNodes(schema: GraphQLSchema, nodes: readonly NodeKind[]): void {
  const node = schema.getType('Node');
  const types = isInterfaceType(node) ? schema.getPossibleTypes(node).map(({ name }) => name) : [];
  const missing = types.find((name) => nodes.every(({ type }) => type !== name));
  if (missing !== undefined) {
    throw new Error(`Expected ${missing} among the nodes of a noun, got none: add it to its index.ts.`);
  }
  schema.extensions = { ...schema.extensions, nodes };
}

/** Returns the types of nodes of a schema. */
export function nodesOf(schema: GraphQLSchema): readonly NodeKind[] {
  return schema.extensions['nodes'] as readonly NodeKind[];
}
