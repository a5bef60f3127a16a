import {
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { policyOf } from '../fieldPolicy.js';
import { ruleOf } from '../ruleOf.js';
import { inputItem } from './inputItem.js';
import { proseOf } from './proseOf.js';
import { typeLink } from './typeLink.js';

/** Returns the section of the reference that describes a type. */
export function typeSection(schema: GraphQLSchema, type: GraphQLNamedType): string {
  return [`## ${type.name}\n\n${proseOf(type.description)}\n`, ...partsOf(schema, type)].join('\n');
}

function partsOf(schema: GraphQLSchema, type: GraphQLNamedType): string[] {
  if (isEnumType(type)) {
    const values = type
      .getValues()
      .map(({ name, description }) => `- \`${name}\`: ${proseOf(description)}\n`);
    return [values.join('')];
  }
  if (isInputObjectType(type)) return [Object.values(type.getFields()).map(inputItem).join('')];
  const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  const interfaces = isObjectType(type) ? type.getInterfaces() : [];
  const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
  return [
    ...(interfaces.length > 0 ? [`Implements ${interfaces.map(typeLink).join(', ')}.\n`] : []),
    ...(possible.length > 0 ? [`One of ${possible.map(typeLink).join(', ')}.\n`] : []),
    ...(fields.length > 0 ? [fields.map(fieldItem).join('')] : []),
  ];
}

function fieldItem(field: GraphQLField<unknown, unknown>): string {
  const policy = policyOf(field);
  const access = policy && policy.access !== 'INHERIT' ? ` Access: ${ruleOf(policy)}.` : '';
  const args = field.args.map((arg) => `  ${inputItem(arg)}`).join('');
  return `- \`${field.name}\` ${typeLink(field.type)}: ${proseOf(field.description)}${access}\n${args}`;
}
