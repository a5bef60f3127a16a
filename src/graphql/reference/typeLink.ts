import { getNamedType, type GraphQLType } from 'graphql';
import { pageOfType } from './pageOfType.js';

/** Returns a type in Markdown, with a link to the description of the type that it is made of. */
export function typeLink(type: GraphQLType): string {
  const named = getNamedType(type);
  return `[\`${String(type)}\`](${pageOfType(named)}#${named.name.toLowerCase()})`;
}
