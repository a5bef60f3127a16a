import type { DocumentNode, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { rootFields } from './rootFields.js';

/**
 * Whether an operation works without a credential, so that one that does not count does not refuse it: each of its root
 * fields says so. `__typename` may stand beside them.
 */
export function ignoresCredential(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
): boolean {
  const fields = rootFields(schema, document, operation).filter(
    ({ node }) => node.name.value !== '__typename',
  );
  return fields.length > 0 && fields.every(({ policy }) => policy?.ignoresCredential);
}
