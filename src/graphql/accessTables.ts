import type { GraphQLSchema } from 'graphql';
import { scopesTable } from '../access/scopesTable.js';
import { rulesTable } from './rulesTable.js';

/** Returns the generated part of docs/access.md: what each role may do, and the rule of each coordinate. */
export function accessTables(schema: GraphQLSchema): string {
  return `## Roles and scopes\n\n${scopesTable()}\n## Every coordinate and its rule\n\n${rulesTable(schema)}`;
}
