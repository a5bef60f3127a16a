import type { GraphQLField, GraphQLObjectType } from 'graphql';
import { policyOf } from '../fieldPolicy.js';
import { inputItem } from './inputItem.js';
import { policyNotes } from './policyNotes.js';
import { proseOf } from './proseOf.js';
import { typeLink } from './typeLink.js';

/**
 * Returns the page of the reference that describes the fields of Query, Mutation or Subscription.
 *
 * @param examples links to examples, by the name of a field
 */
export function operationPage(
  title: string,
  root: GraphQLObjectType,
  examples: ReadonlyMap<string, readonly string[]>,
): string {
  const fields = Object.values(root.getFields());
  return [`# ${title}\n`, ...fields.map((field) => sectionOf(field, examples.get(field.name) ?? []))].join(
    '\n',
  );
}

function sectionOf(field: GraphQLField<unknown, unknown>, examples: readonly string[]): string {
  const policy = policyOf(field);
  return [
    `## ${field.name}\n\n${proseOf(field.description)}\n`,
    `- Returns: ${typeLink(field.type)}\n${policy ? policyNotes(policy) : ''}`,
    ...(field.args.length > 0 ? [`Arguments:\n\n${field.args.map(inputItem).join('')}`] : []),
    ...(examples.length > 0 ? [`Examples: ${examples.join(', ')}\n`] : []),
  ].join('\n');
}
