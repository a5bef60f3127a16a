import { parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from 'graphql';
import type { ParsedOperation } from '../../../src/graphql/operation/parsedOperation.js';
import { resolveOperation } from '../../../src/graphql/operation/resolveOperation.js';

/**
 * The operation of a document that is valid.
 *
 * @throws GraphQLError, or an array of them, for a request that is refused
 */
export function operationOf(
  schema: GraphQLSchema,
  document: string | DocumentNode,
  variables: Readonly<Record<string, unknown>> = {},
  operationName: string | null = null,
): ParsedOperation {
  const parsed = typeof document === 'string' ? parse(document) : document;
  const [error] = validate(schema, parsed, specifiedRules);
  if (error !== undefined) throw error;
  return resolveOperation(schema, parsed, { operationName, variables });
}
