import { astFromValue, print, type GraphQLArgument, type GraphQLInputField } from 'graphql';
import { proseOf } from './proseOf.js';
import { typeLink } from './typeLink.js';

/** Returns the item of a list that describes an argument, or a field of an input. */
export function inputItem({
  name,
  type,
  defaultValue,
  description,
}: GraphQLArgument | GraphQLInputField): string {
  const value = defaultValue === undefined ? null : astFromValue(defaultValue, type);
  const byDefault = value ? ` = \`${print(value)}\`` : '';
  return `- \`${name}\` ${typeLink(type)}${byDefault}: ${proseOf(description)}\n`;
}
