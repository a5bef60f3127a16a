import { readFileSync } from 'node:fs';
import { buildSchema, type GraphQLSchema } from 'graphql';

/**
 * Returns the schema of schema.graphql, without resolvers. Benchmarks have another graphql than the sources, so that
 * they cannot make the schema themselves.
 */
export function writtenSchema(): GraphQLSchema {
  return buildSchema(readFileSync(new URL('../../../schema.graphql', import.meta.url), 'utf8'));
}
