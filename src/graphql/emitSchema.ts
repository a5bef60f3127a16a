import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildGreyoakSchema } from './schema.js';

/**
 * Returns the text of schema.graphql. It is sorted, so that it changes only where the schema does. Descriptions are on
 * lines of their own, as the formatter writes them.
 */
export function emitSchema(): string {
  const text = printSchema(lexicographicSortSchema(buildGreyoakSchema()));
  const formatted = text.replace(/^( *)"""(.+)"""$/gm, '$1"""\n$1$2\n$1"""');
  return `# Generated from src/graphql; do not edit.\n\n${formatted}\n`;
}
